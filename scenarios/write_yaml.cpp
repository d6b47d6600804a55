#include "scenarios/write_yaml.h"

#include "models/metrics/statistic.h"
#include "scenarios/units.h"

#include <filesystem>

namespace headroom {
namespace {

template <class T>
const T& fieldAt(const void* p) {
  return *static_cast<const T*>(p);
}

std::string inQuotes(const std::string& s) {
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  // A `${` that came out of `$${` must not be expanded the next time.
  std::string kept;
  for (std::size_t i = 0; i < out.size(); ++i) kept += out.compare(i, 2, "${") == 0 ? "$$" : std::string(1, out[i]);
  return kept + "\"";
}

struct Writer {
  const std::string directory;
  std::string out;

  static std::string pad(int depth) { return std::string(static_cast<std::size_t>(depth) * 2, ' '); }

  std::string scalar(const Type& t, const void* p) const {
    switch (t.quantity) {
      case Quantity::flag: return fieldAt<bool>(p) ? "true" : "false";
      case Quantity::integer: return std::to_string(fieldAt<std::int64_t>(p));
      case Quantity::limit:
        return fieldAt<Limit>(p).unlimited() ? "unlimited" : std::to_string(fieldAt<Limit>(p).value);
      case Quantity::number:
      case Quantity::target: return writeNumber(fieldAt<double>(p));
      case Quantity::statistic: return fieldAt<Statistic>(p).text();
      case Quantity::duration: return writeDuration(fieldAt<Duration>(p));
      case Quantity::rate: return writeMeasure(t.quantity, fieldAt<Rate>(p).perSecond);
      case Quantity::ratio:
      case Quantity::bytes:
      case Quantity::bytesPerSecond:
      case Quantity::usdPerHour:
      case Quantity::usdPerGb: return writeMeasure(t.quantity, fieldAt<double>(p));
      case Quantity::text:
      case Quantity::name:
      case Quantity::timestamp: return inQuotes(fieldAt<std::string>(p));
      case Quantity::when: {
        const When& w = fieldAt<When>(p);
        return inQuotes(w.text.empty() ? writeDuration(w.offset) : w.text);
      }
      case Quantity::file:
        return inQuotes(std::filesystem::path(fieldAt<std::string>(p)).lexically_proximate(directory).string());
      case Quantity::choice: {
        for (const auto& w : t.words)
          if (w.value == t.code(p)) return std::string(w.name);
        return "";
      }
      case Quantity::good: {
        const auto& d = fieldAt<std::optional<Duration>>(p);
        return d ? "served within " + writeDuration(*d) : "served";
      }
    }
    return "";
  }

  /// A field whose text is empty by default and was not given is absent, as the readers of the table would have it.
  static bool absent(const Field& f, const void* owner) {
    if (f.present && !f.present(owner)) return true;
    const void* p = f.at(const_cast<void*>(owner));
    const Type& t = *f.type;
    if (t.form == Type::Form::list || t.form == Type::Form::mapping) return t.size(p) == 0;
    const bool text = t.quantity == Quantity::text || t.quantity == Quantity::name || t.quantity == Quantity::file ||
                      t.quantity == Quantity::timestamp;
    if (t.form == Type::Form::scalar && text) return fieldAt<std::string>(p).empty();
    if (t.form == Type::Form::scalar && t.quantity == Quantity::when) return fieldAt<When>(p) == When{};
    return false;
  }

  void fields(const std::vector<Field>& list, const void* owner, int depth) {
    for (const auto& f : list) {
      if (absent(f, owner)) continue;
      out += pad(depth) + std::string(f.name) + ":";
      below(*f.type, f.at(const_cast<void*>(owner)), depth);
    }
  }

  /// What follows a `key:` at this depth, its line's end included.
  void below(const Type& t, const void* p, int depth) {
    switch (t.form) {
      case Type::Form::scalar: out += " " + scalar(t, p) + "\n"; return;
      case Type::Form::set: out += " " + set(t, p) + "\n"; return;
      case Type::Form::object: {
        out += "\n";
        const std::size_t before = out.size();
        fields(t.fields, p, depth + 1);
        if (out.size() == before) out.replace(before - 1, 1, " {}\n");
        return;
      }
      case Type::Form::kinds:
        out += "\n";
        kinds(t, p, depth + 1);
        return;
      case Type::Form::mapping:
      case Type::Form::list:
        out += "\n";
        elements(t, p, depth + 1);
        return;
    }
  }

  std::string set(const Type& t, const void* p) const {
    const std::int64_t bits = t.code(p);
    std::string words;
    for (const auto& w : t.words)
      if (bits & w.value) words += (words.empty() ? "" : ", ") + std::string(w.name);
    return "[" + words + "]";
  }

  void kinds(const Type& t, const void* p, int depth) {
    for (const auto& k : t.kinds) {
      if (!k.chosen(p)) continue;
      out += pad(depth) + std::string(k.name) + ":\n";
      const std::size_t before = out.size();
      fields(t.common, p, depth + 1);
      fields(k.type->fields, k.get(p), depth + 1);
      if (out.size() == before) out.replace(before - 1, 1, " {}\n");
    }
  }

  void elements(const Type& t, const void* p, int depth) {
    void* list = const_cast<void*>(p);
    for (std::size_t i = 0; i < t.size(p); ++i) {
      void* e = t.item(list, i);
      if (t.form == Type::Form::mapping) {
        out += pad(depth) + *t.nameOf(e) + ":";
        below(*t.element, e, depth);
        continue;
      }
      if (t.element->form == Type::Form::scalar) {
        out += pad(depth) + "- " + scalar(*t.element, e) + "\n";
        continue;
      }
      // Written as a mapping one level deeper; the first line's indentation makes room for the dash.
      const std::size_t begin = out.size();
      if (t.element->form == Type::Form::kinds)
        kinds(*t.element, e, depth + 1);
      else
        fields(t.element->fields, e, depth + 1);
      out.replace(begin, static_cast<std::size_t>(depth + 1) * 2, pad(depth) + "- ");
    }
  }
};

}  // namespace

std::string writeYaml(const Type& type, const void* value, const std::string& directory) {
  Writer w{directory, {}};
  w.fields(type.fields, value, 0);
  return w.out;
}

std::string writeScalar(const Type& type, const void* value) {
  const Writer w{".", {}};
  std::string s = type.form == Type::Form::set ? w.set(type, value) : w.scalar(type, value);
  if (s == "\"\"") s.clear();
  return s;
}

}  // namespace headroom
