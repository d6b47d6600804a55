#include "scenarios/sweep/meaning.h"

#include "sim/random.h"

#include <fstream>
#include <iterator>

namespace headroom::sweep {
namespace {

/// Every path of a file in a described struct.
struct Files {
  std::vector<std::string> found = {};

  void fields(const std::vector<Field>& all, void* owner) {
    for (const Field& f : all)
      if (!f.present || f.present(owner)) value(*f.type, f.at(owner));
  }

  void value(const Type& t, void* at) {
    switch (t.form) {
      case Type::Form::scalar:
        if (t.quantity == Quantity::file) found.push_back(*static_cast<const std::string*>(at));
        break;
      case Type::Form::set: break;
      case Type::Form::object: fields(t.fields, at); break;
      case Type::Form::list:
      case Type::Form::mapping:
        for (std::size_t i = 0; i < t.size(at); ++i) value(*t.element, t.item(at, i));
        break;
      case Type::Form::kinds:
        for (const Kind& k : t.kinds)
          if (k.chosen(at)) fields(k.type->fields, const_cast<void*>(k.get(at)));
        fields(t.common, at);
        break;
    }
  }
};

std::string contentOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::uint64_t textHash(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325u;  // FNV-1a
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return mixed(h ^ text.size());
}

std::uint64_t meaningOf(const Loaded& scenario) {
  ScenarioSpec spec = *scenario.spec;
  Files files;
  files.value(typeFor<ScenarioSpec>(), &spec);
  std::uint64_t h = textHash(scenario.resolved);
  for (const std::string& f : files.found)
    if (!f.empty()) h = mixed(h * 0x9E3779B97F4A7C15u ^ textHash(contentOf(f)));
  return h;
}

}  // namespace headroom::sweep
