#include "models/metrics/statistic.h"
#include "scenarios/decode.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <algorithm>
#include <filesystem>

namespace headroom {
namespace {

template <class T>
T& as(void* p) {
  return *static_cast<T*>(p);
}

std::string wantedRange(Quantity q, const Range& r) {
  const bool least = r.least > -1e300, most = r.most < 1e300;
  const std::string low = least ? writeBound(q, r.least) : "", high = most ? writeBound(q, r.most) : "";
  if (least && most && r.least == r.most) return low;
  if (least && most) return (r.openLeast ? "above " + low + ", at most " : "from " + low + " to ") + high;
  if (least) return (r.openLeast ? "above " : "at least ") + low;
  return most ? "at most " + high : "";
}

struct Scalar {
  const Node& node;
  const Field& field;
  void* target;
  const std::string& path;
  Reading& reading;

  std::string key() const { return "`" + std::string(field.name) + "`"; }

  bool refuse(const std::string& what, std::string wanted = {}, Hint hint = {}) {
    reading.error(node.spot, path, key() + ": " + what, std::move(wanted), std::move(hint));
    return false;
  }
  bool refuse(const Refusal& r) { return refuse(r.what, r.wanted, r.hint); }

  bool inRange(double x, Quantity q) {
    const Range& r = field.range;
    if (x >= r.least && x <= r.most && !(r.openLeast && x == r.least)) return true;
    const std::string shown = quoteForMessage(node.text);
    const bool percent = q == Quantity::ratio && x > 1 && x <= 100 && node.text.find('%') == std::string::npos;
    return refuse("`" + shown + "` is out of range", wantedRange(q, r), percent ? meant(shown + " %") : Hint());
  }

  template <class T, class Read>
  bool number(Quantity q, Read read) {
    Refusal r;
    const auto x = read(node.text, r);
    if (!x) return refuse(r);
    double inside = 0;
    if constexpr (std::is_same_v<std::decay_t<decltype(*x)>, Duration>)
      inside = x->inSeconds();
    else
      inside = static_cast<double>(*x);
    if (!inRange(inside, q)) return false;
    as<T>(target) = T{*x};
    return true;
  }

  template <class T>
  bool measure(Quantity q) {
    return number<T>(q, [q](std::string_view s, Refusal& r) { return readMeasure(q, s, r); });
  }

  bool flag() {
    if (!node.quoted && (node.text == "true" || node.text == "false"))
      return as<bool>(target) = node.text == "true", true;
    static const std::vector<std::string> yes{"yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE", "y", "1"};
    static const std::vector<std::string> no{"no", "No", "NO", "off", "Off", "OFF", "False", "FALSE", "n", "0"};
    const auto in = [&](const auto& words) { return std::find(words.begin(), words.end(), node.text) != words.end(); };
    return refuse("`" + quoteForMessage(node.text) + "` is not `true` or `false`", "`true` or `false`",
                  in(yes)       ? toWrite({"true"})
                  : in(no)      ? toWrite({"false"})
                  : node.quoted ? Hint("without quotes")
                                : Hint());
  }

  bool limit() {
    if (node.text == "unlimited") return as<Limit>(target).value = Limit::none, true;
    Refusal r;
    const auto x = readInteger(node.text, r);
    if (!x) return r.wanted = std::string(describeQuantity(Quantity::limit)), refuse(r);
    if (!inRange(static_cast<double>(*x), Quantity::limit)) return false;
    as<Limit>(target).value = *x;
    return true;
  }

  bool name() {
    const std::string& s = node.text;
    const auto plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    const std::string wanted(describeQuantity(Quantity::name));
    if (s.empty()) return refuse("the name is empty", wanted);
    if (s.size() > 64) return refuse("a name of " + std::to_string(s.size()) + " bytes", "at most 64");
    if (!std::all_of(s.begin(), s.end(), plain) || s[0] == '-')
      return refuse("`" + quoteForMessage(s) + "` is not a name", wanted);
    as<std::string>(target) = s;
    return true;
  }

  bool word() {
    std::vector<std::string> words;
    for (const auto& w : field.type->words) {
      if (w.name == node.text) return field.type->setCode(target, w.value), true;
      words.emplace_back(w.name);
    }
    return refuse("`" + quoteForMessage(node.text) + "` is not known here", "one of " + listed(words, 20),
                  didYouMean(node.text, words));
  }

  bool time() {
    Refusal r;
    const auto w = readWhen(node.text, r);
    if (!w) return refuse(r);
    as<When>(target) = *w;
    return true;
  }

  bool timestamp() {
    Refusal r;
    if (!readTimestamp(node.text, r)) return refuse(r);
    as<std::string>(target) = node.text;
    return true;
  }

  bool file() {
    if (node.text.empty()) return refuse("the path is empty", "a path");
    const std::filesystem::path written(node.text);
    const std::string& from = reading.sources[static_cast<std::size_t>(node.spot.source)].directory;
    as<std::string>(target) =
        (written.is_absolute() ? written : std::filesystem::path(from) / written).lexically_normal().string();
    return true;
  }

  bool steer() {
    return number<double>(Quantity::number, [](std::string_view s, Refusal& r) -> std::optional<double> {
      if (s.ends_with("%")) return readMeasure(Quantity::ratio, s, r);
      if (!s.ends_with("s") && !s.ends_with("min") && !s.ends_with("h")) return readNumber(s, r);
      const auto d = readDuration(s, r);
      return d ? std::optional(d->inSeconds()) : std::nullopt;
    });
  }

  bool statistic() {
    const auto s = Statistic::parse(node.text);
    if (!s)
      return refuse("`" + quoteForMessage(node.text) + "` is not known here",
                    std::string(describeQuantity(Quantity::statistic)));
    as<Statistic>(target) = *s;
    return true;
  }

  bool good() {
    auto& within = as<std::optional<Duration>>(target);
    constexpr std::string_view prefix = "served within ";
    if (node.text == "served") return within.reset(), true;
    Refusal r{"`" + quoteForMessage(node.text) + "` is not known here", std::string(describeQuantity(Quantity::good)),
              ""};
    if (!std::string_view(node.text).starts_with(prefix)) return refuse(r);
    const auto d = readDuration(std::string_view(node.text).substr(prefix.size()), r);
    if (!d) {
      for (std::string& offered : r.hint.instead) offered.insert(0, prefix);
      return refuse(r);
    }
    if (d->ns() <= 0) return refuse("`" + quoteForMessage(node.text) + "` is out of range", "a duration above 0s");
    within = *d;
    return true;
  }

  bool decide() {
    switch (field.type->quantity) {
      case Quantity::flag: return flag();
      case Quantity::integer: return number<std::int64_t>(Quantity::integer, readInteger);
      case Quantity::limit: return limit();
      case Quantity::number: return number<double>(Quantity::number, readNumber);
      case Quantity::duration: return number<Duration>(Quantity::duration, readDuration);
      case Quantity::rate: return measure<Rate>(Quantity::rate);
      case Quantity::ratio: return measure<Ratio>(Quantity::ratio);
      case Quantity::bytes: return measure<Bytes>(Quantity::bytes);
      case Quantity::bytesPerSecond: return measure<BytesPerSecond>(Quantity::bytesPerSecond);
      case Quantity::usdPerHour: return measure<UsdPerHour>(Quantity::usdPerHour);
      case Quantity::usdPerGb: return measure<UsdPerGb>(Quantity::usdPerGb);
      case Quantity::text: return as<std::string>(target) = node.text, true;
      case Quantity::name: return name();
      case Quantity::choice: return word();
      case Quantity::when: return time();
      case Quantity::timestamp: return timestamp();
      case Quantity::file: return file();
      case Quantity::target: return steer();
      case Quantity::statistic: return statistic();
      case Quantity::good: return good();
    }
    return false;
  }
};

}  // namespace

bool decodeScalar(const Node& node, const Field& field, void* target, const std::string& path, Reading& reading) {
  return Scalar{node, field, target, path, reading}.decide();
}

}  // namespace headroom
