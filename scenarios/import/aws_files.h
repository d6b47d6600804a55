/// What the AWS command line prints, read: each of its lists under the list's name, from any number of files.
#pragma once

#include "scenarios/import/foreign.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Something of a file, and the file, for its issues.
struct AwsItem {
  Foreign* file;
  const Node* node;
  std::string text(std::string_view key) const;
};

class AwsFiles {
 public:
  /// What may be in the files: lists of these names. `ScalingPolicies` is one of two services; `marks`: a member that
  /// those wanted here have. `nothing`, `wanted`, `hint`: what to say of a file that has none of it.
  struct Kind {
    std::vector<std::string_view> lists;
    std::string_view marks;
    std::string nothing, wanted, hint;
  };
  AwsFiles(const std::vector<std::string>& names, const Kind&);

  const std::vector<AwsItem>& list(std::string_view name) const { return lists_.at(name); }
  bool failed() const;
  /// An issue of the first file as a whole.
  void error(std::string what, std::string wanted);
  void close(Imported&);

 private:
  void open(const std::string& name, const Kind&);

  std::vector<std::unique_ptr<Foreign>> files_;
  std::vector<std::unique_ptr<Node>> trees_;
  std::map<std::string_view, std::vector<AwsItem>> lists_;
};

}  // namespace headroom
