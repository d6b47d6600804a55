#include "scenarios/sweep/constraint.h"

#include "scenarios/quote.h"
#include "scenarios/suggest.h"
#include "scenarios/sweep/axis_values.h"

#include <algorithm>

namespace headroom::sweep {
namespace {

using Sign = Constraint::Sign;

struct Sort {
  std::string_view text;
  Sign sign;
};
constexpr Sort signs[] = {{"<=", Sign::atMost},  {">=", Sign::atLeast}, {"==", Sign::equal},
                          {"!=", Sign::unequal}, {"<", Sign::less},     {">", Sign::greater}};

template <class T>
bool compare(const T& a, Sign sign, const T& b) {
  switch (sign) {
    case Sign::less: return a < b;
    case Sign::atMost: return !(b < a);
    case Sign::equal: return !(a < b) && !(b < a);
    case Sign::unequal: return a < b || b < a;
    case Sign::atLeast: return !(a < b);
    case Sign::greater: return b < a;
  }
  return false;
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::optional<std::size_t> numberOf(const std::vector<Axis>& axes, const std::string& name) {
  const auto it = std::find_if(axes.begin(), axes.end(), [&](const Axis& a) { return a.name == name; });
  return it == axes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - axes.begin()));
}

/// The value of a constraint, in the unit of the axis it is compared with.
std::optional<double> inUnitOf(const Axis& axis, const std::string& value) {
  std::vector<std::string> together = axis.texts;
  together.push_back(value);
  const auto q = commonQuantity(together);
  return q && unitOf(*q) == axis.unit ? readAs(*q, value) : std::nullopt;
}

}  // namespace

bool Constraint::holds(const std::vector<Axis>& axes, const std::vector<std::size_t>& at) const {
  const Axis& a = axes[left];
  const std::size_t i = at[a.dimension];
  const Axis* b = right ? &axes[*right] : nullptr;
  if (!a.numbers.empty()) return compare(a.numbers[i], sign, b ? b->numbers[at[b->dimension]] : number);
  return compare(a.texts[i], sign, b ? b->texts[at[b->dimension]] : word);
}

std::optional<Constraint> constraintOf(const std::string& written, const std::vector<Axis>& axes, const SweepText& text,
                                       const std::string& path, Issues& issues) {
  const auto refuse = [&](const std::string& what, const std::string& wanted, const std::string& hint = {}) {
    issues.push_back(text.issue(path, what, wanted, hint));
    return std::nullopt;
  };
  const auto at = written.find_first_of("<>=!");
  const auto sort = std::find_if(std::begin(signs), std::end(signs), [&](const Sort& s) {
    return at != std::string::npos && written.compare(at, s.text.size(), s.text) == 0;
  });
  const std::string shown = "`" + quoteForMessage(written) + "`";
  if (sort == std::end(signs)) return refuse(shown + " is no comparison", "as `min <= max`, with <, <=, ==, !=, >=, >");
  Constraint c;
  c.sign = sort->sign;
  const std::string name = trimmed(written.substr(0, at)), value = trimmed(written.substr(at + sort->text.size()));
  std::vector<std::string> names;
  for (const Axis& a : axes) names.push_back(a.name);
  const auto left = numberOf(axes, name);
  if (!left)
    return refuse("there is no axis `" + quoteForMessage(name) + "`", "one of " + listed(names),
                  didYouMean(name, names));
  c.left = *left;
  c.right = numberOf(axes, value);
  const Axis& a = axes[*left];
  if (c.right) {
    if (axes[*c.right].unit != a.unit || axes[*c.right].numbers.empty() != a.numbers.empty())
      return refuse("`" + name + "` and `" + value + "` have different units", "axes of one unit");
  } else if (a.numbers.empty()) {
    if (std::find(a.texts.begin(), a.texts.end(), value) == a.texts.end())
      return refuse("`" + name + "` is never `" + quoteForMessage(value) + "`", "an axis, or one of " + listed(a.texts),
                    didYouMean(value, a.texts));
    c.word = value;
  } else {
    const auto number = inUnitOf(a, value);
    if (!number)
      return refuse("`" + quoteForMessage(value) + "` cannot be compared with `" + name + "`",
                    "an axis, or a value as `" + a.texts.front() + "`");
    c.number = *number;
  }
  if (a.numbers.empty() && c.sign != Sign::equal && c.sign != Sign::unequal)
    return refuse("words are not less or greater", "== or !=");
  return c;
}

}  // namespace headroom::sweep
