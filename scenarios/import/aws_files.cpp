#include "scenarios/import/aws_files.h"

#include "scenarios/json_tree.h"

#include <algorithm>

namespace headroom {

std::string AwsItem::text(std::string_view key) const { return textOf(*node, key); }

AwsFiles::AwsFiles(const std::vector<std::string>& names, const Kind& kind) {
  for (const std::string_view list : kind.lists) lists_[list];
  for (const std::string& name : names) open(name, kind);
}

void AwsFiles::open(const std::string& name, const Kind& kind) {
  auto& file = *files_.emplace_back(std::make_unique<Foreign>());
  auto tree = jsonTree(file.reading, name);
  if (!tree) {
    file.failed = true;
    for (Issue& i : file.reading.issues)
      if (i.wanted.starts_with("a file")) i.wanted = "a file";
  }
  const Node& root = *trees_.emplace_back(std::make_unique<Node>(tree ? std::move(*tree) : Node()));
  if (!tree) return;
  bool known = false;
  for (auto& [key, items] : lists_)
    if (const Node* found = root.find(key)) {
      known = true;
      for (const Node& n : found->items) items.push_back({&file, &n});
    }
  const Node* policies = root.find("ScalingPolicies");
  const bool elsewhere = policies && !policies->items.empty() && !policies->items[0].find(kind.marks);
  if (!known || elsewhere) file.error(root, kind.nothing, kind.wanted, elsewhere ? kind.hint : "");
}

bool AwsFiles::failed() const {
  return std::any_of(files_.begin(), files_.end(), [](const auto& f) { return f->failed; });
}

void AwsFiles::error(std::string what, std::string wanted) {
  if (!files_.empty()) files_[0]->error(*trees_[0], std::move(what), std::move(wanted));
}

void AwsFiles::close(Imported& out) {
  for (auto& f : files_) f->close(out);
}

}  // namespace headroom
