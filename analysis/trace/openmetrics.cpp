#include "analysis/trace/openmetrics.h"

#include "analysis/figure/clocks.h"
#include "analysis/text/escape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace headroom {
namespace {

/// Letters, digits and `_`, not beginning with a digit.
std::string nameOf(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (digit && name.empty()) name = "_";
    name += letter || digit ? c : '_';
  }
  return name.empty() ? "_" : name;
}

/// In quotes, where a backslash, a quote and the end of a line have to be escaped.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : visibleText(text)) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string helpText(const std::string& sentence) {
  const std::string inQuotes = quoted(sentence);
  return inQuotes.substr(1, inQuotes.size() - 2);
}

/// The word that a unit is in a name; empty: none.
std::string unitWord(const std::string& unit) {
  if (unit == "1" || unit.empty()) return {};
  if (unit == "s") return "seconds";
  if (unit == "s-1") return "per_second";
  if (unit == "USD h-1") return "usd_per_hour";
  return nameOf(unit);
}

enum class Kind { gauge, counter, summary, stateset };

struct Family {
  const Series* series = nullptr;
  Kind kind = Kind::gauge;
  std::string name, unit;
};

constexpr std::array<const char*, 4> kindNames{"gauge", "counter", "summary", "stateset"};

Kind kindOf(const Announcement& a, const Series& s) {
  if (!s.flags.empty()) return Kind::stateset;
  if (!s.axes.empty() && a.axes[s.axes.back()].name == "quantile" && a.axes[s.axes.back()].labels.empty())
    return Kind::summary;
  return s.cell == Cell::sum ? Kind::counter : Kind::gauge;
}

/// Two series of a trace never have one name here.
Family familyOf(const Announcement& a, const Series& s, std::set<std::string>& taken) {
  Family f{&s, kindOf(a, s), "headroom_" + nameOf(s.name), {}};
  if (f.kind != Kind::stateset) f.unit = unitWord(s.unit);
  const std::string stem = f.name, end = f.unit.empty() ? "" : "_" + f.unit;
  f.name = stem + end;
  for (int n = 2; !taken.insert(f.name).second; ++n) f.name = stem + "_" + std::to_string(n) + end;
  return f;
}

/// What stands in braces for one place of a bucket, but for the last `without` axes.
std::string labelsOf(const Announcement& a, const Series& s, std::size_t place, std::size_t without) {
  std::string labels;
  for (std::size_t k = s.axes.size() - without; k-- > 0;) {
    const Axis& axis = a.axes[s.axes[k]];
    const std::size_t i = place % axis.size();
    place /= axis.size();
    const std::string value = axis.labels.empty() ? exact(axis.values[i]) : axis.labels[i];
    labels = nameOf(axis.name) + "=" + quoted(value) + (labels.empty() ? "" : ",") + labels;
  }
  return labels;
}

std::string braced(const std::string& labels, const std::string& more = {}) {
  if (labels.empty() && more.empty()) return {};
  return "{" + labels + (labels.empty() || more.empty() ? "" : ",") + more + "}";
}

/// Instants with their decimals, as text: a double since 1970 would lose nanoseconds.
class Stamps {
 public:
  explicit Stamps(const Trace& trace) : start_(unixSeconds(trace.start())), bounds_(trace.bounds(0, trace.buckets())) {}
  std::string begin(std::size_t bucket) const { return text(bounds_[2 * bucket]); }
  std::string end(std::size_t bucket) const { return text(bounds_[2 * bucket + 1]); }

 private:
  std::string text(double seconds) const {
    const double whole = std::floor(seconds);
    std::string text = std::to_string(start_ + static_cast<std::int64_t>(whole));
    const auto ns = std::llround((seconds - whole) * 1e9);
    if (ns == 0) return text;
    std::string decimals = std::to_string(1'000'000'000 + ns).substr(1);
    while (decimals.ends_with('0')) decimals.pop_back();
    return text + "." + decimals;
  }
  std::int64_t start_;
  std::vector<double> bounds_;
};

/// All of one family: a metric (a set of labels) after the other, each in order of time, as the format wants it.
class FamilyWriter {
 public:
  FamilyWriter(const Trace& trace, const Family& f, const Stamps& stamps, std::ostream& out)
      : a_(trace.announcement()),
        f_(f),
        stamps_(stamps),
        out_(out),
        values_(trace.series(f.series->name)),
        width_(a_.width(*f.series)),
        buckets_(width_ ? values_.size() / width_ : 0) {}

  void write() {
    out_ << "# TYPE " << f_.name << " " << kindNames.at(static_cast<std::size_t>(f_.kind)) << "\n";
    if (!f_.unit.empty()) out_ << "# UNIT " << f_.name << " " << f_.unit << "\n";
    out_ << "# HELP " << f_.name << " " << helpText(f_.series->sentence) << "\n";
    const std::size_t last = f_.kind == Kind::summary ? a_.axes[f_.series->axes.back()].size() : 1;
    for (std::size_t place = 0; place < width_; place += last) metric(place, last);
  }

 private:
  void metric(std::size_t place, std::size_t last) {
    const std::string labels = labelsOf(a_, *f_.series, place / last, last > 1 || f_.kind == Kind::summary ? 1 : 0);
    double total = 0;
    for (std::size_t b = 0; b < buckets_; ++b) {
      const double* at = values_.data() + b * width_ + place;
      switch (f_.kind) {
        case Kind::gauge: gauge(labels, *at, b); break;
        case Kind::counter: counter(labels, *at, total, b); break;
        case Kind::summary: summary(labels, at, last, b); break;
        case Kind::stateset: states(labels, *at, b); break;
      }
    }
  }
  void gauge(const std::string& labels, double value, std::size_t bucket) {
    if (std::isfinite(value)) line(f_.name, braced(labels), value, stamps_.begin(bucket));
  }
  void counter(const std::string& labels, double value, double& total, std::size_t bucket) {
    if (!std::isfinite(value) || value < 0) return;
    total += value;
    line(f_.name + "_total", braced(labels), total, stamps_.end(bucket));
  }
  void summary(const std::string& labels, const double* values, std::size_t n, std::size_t bucket) {
    const Axis& axis = a_.axes[f_.series->axes.back()];
    for (std::size_t i = 0; i < n; ++i)
      if (std::isfinite(values[i]))
        line(f_.name, braced(labels, "quantile=\"" + exact(axis.values[i]) + "\""), values[i], stamps_.begin(bucket));
  }
  void states(const std::string& labels, double value, std::size_t bucket) {
    for (std::size_t i = 0; std::isfinite(value) && i < f_.series->flags.size(); ++i)
      line(f_.name, braced(labels, f_.name + "=" + quoted(f_.series->flags[i])),
           value == static_cast<double>(i) ? 1 : 0, stamps_.begin(bucket));
  }
  void line(const std::string& name, const std::string& labels, double value, const std::string& stamp) {
    out_ << name << labels << " " << exact(value) << " " << stamp << "\n";
  }

  const Announcement& a_;
  const Family& f_;
  const Stamps& stamps_;
  std::ostream& out_;
  std::vector<double> values_;
  std::size_t width_, buckets_;
};

}  // namespace

void exportOpenMetrics(const Trace& trace, std::ostream& out) {
  const Announcement& a = trace.announcement();
  const Stamps stamps(trace);
  std::set<std::string> taken;
  for (const Series& s : a.series) {
    const Family family = familyOf(a, s, taken);
    FamilyWriter(trace, family, stamps, out).write();
  }
  out << "# EOF\n";
}

}  // namespace headroom
