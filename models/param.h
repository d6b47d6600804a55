/// Say a parameter once: the tables from which the parser, the JSON Schema, `headroom describe`, the reference page and
/// the forms of the window are grown.
///
///   const Type& typeOf(const HealthCheckSpec*) {
///     static const Type type = object<HealthCheckSpec>("Health checks of the balancer.", {
///         field("interval", &HealthCheckSpec::interval, "Time between two probes of one worker.", atLeast(1e-3)),
///         …
///     });
///     return type;
///   }
///
/// A spec is plain data with defaults; its table stands in the .cpp beside it. A `Type` describes how a value is
/// written: a scalar with a quantity (so with units), an object with fields, a list, a mapping from names, or one of
/// several kinds
/// (`{lognormal: {mean: 40ms}}`). Everything works through `void*` to the described struct, so that the readers of the
/// tables are ordinary code and not templates.
#pragma once

#include "sim/time.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace headroom {

// ---- values with a unit of their own -------------------------------------------------------------------------------

struct Rate {
  double perSecond = 0;
  bool operator==(const Rate&) const = default;
};  // 1800 rps, 50/min
struct Ratio {
  double value = 0;
  bool operator==(const Ratio&) const = default;
};  // 60 %, 0.6
struct Bytes {
  double value = 0;
  bool operator==(const Bytes&) const = default;
};  // 20MiB, 60kB
struct BytesPerSecond {
  double value = 0;
  bool operator==(const BytesPerSecond&) const = default;
};  // 1 Gbit/s, 100 MB/s
struct UsdPerHour {
  double value = 0;
  bool operator==(const UsdPerHour&) const = default;
};  // 0.0816 USD/h
struct UsdPerGb {
  double value = 0;
  bool operator==(const UsdPerGb&) const = default;
};  // 0.01 USD/GB
/// A count that may be `unlimited`.
struct Limit {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::int64_t value = none;
  bool unlimited() const { return value == none; }
  bool operator==(const Limit&) const = default;
};
/// A point of the run, as it was written: `20h10min`, an ISO instant, `"20:10"`, `day 2 20:10`, `peak`.
/// What it means is settled when the run is built, because `peak` and times of day need the whole scenario.
struct When {
  enum class Kind : std::uint8_t { offset, instant, timeOfDay, peak };
  Kind kind = Kind::offset;
  Duration offset;          // offset: since start. timeOfDay: since local midnight
  std::int64_t unixNs = 0;  // instant: nanoseconds since 1970-01-01T00:00:00Z
  int day = 0;              // timeOfDay: 1 = the local date of start; 0 = the first such time at or after start
  std::string text;         // as written
  bool operator==(const When&) const = default;
};

// ---- how a value is written ----------------------------------------------------------------------------------------

enum class Quantity : std::uint8_t {
  flag,
  integer,
  limit,
  number,
  duration,
  rate,
  ratio,
  bytes,
  bytesPerSecond,
  usdPerHour,
  usdPerGb,
  text,
  name,
  choice,
  when,
  timestamp,
  file,       // text: a path, relative to the file it stands in
  target,     // double: a number; `60 %` of metrics that are shares; `250ms`, in seconds, of those that are times
  statistic,  // Statistic: `average`, `p90` …
  good        // optional<Duration>: `served`, `served within 250ms`
};

/// Bounds of a number, in the unit it has inside (seconds, per second, fraction, bytes); both ends allowed unless
/// `open`.
struct Range {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool openLeast = false;  // `least` itself is not allowed
};
inline Range atLeast(double x) { return {x, std::numeric_limits<double>::infinity(), false}; }
inline Range above(double x) { return {x, std::numeric_limits<double>::infinity(), true}; }
inline Range between(double a, double b) { return {a, b, false}; }

struct Type;

struct Word {  // one value of an enumeration
  std::string_view name;
  std::int64_t value;
  std::string_view sentence;
};

struct Field {
  std::string_view name;
  std::string_view sentence;
  const Type* type = nullptr;
  Range range;
  bool required = false;
  std::function<void*(void*)> at;            // the member, inside the struct
  std::function<bool(const void*)> present;  // empty: always. For optional members: is it there?
  std::function<void*(void*)> make;          // for optional members: put a default one there, return it
};

/// One of the kinds a place may name: a curve, a law, a policy, a fault.
struct Kind {
  std::string_view name;
  std::string_view sentence;
  const Type* type = nullptr;                   // of what stands below the kind's name
  std::function<void*(void*)> choose;           // make the variant hold this kind (default), return it
  std::function<bool(const void*)> chosen;      // does it hold it?
  std::function<const void*(const void*)> get;  // what it holds, if it is this kind
};

struct Type {
  enum class Form : std::uint8_t { scalar, object, list, mapping, kinds, set };
  Form form = Form::scalar;
  Quantity quantity = Quantity::text;
  std::string_view sentence;

  std::vector<Word> words;                        // choice; set: a list of these words, `value` is each one's bit
  std::function<std::int64_t(const void*)> code;  // choice: read the enum; set: the bits
  std::function<void(void*, std::int64_t)> setCode;

  std::vector<Field> fields;                  // object
  std::function<void(void*)> construct = {};  // object, kinds: reset to the default
  /// An object that may also be written as one scalar: the field that the scalar fills ("8s" for {deterministic: …}).
  std::string_view shorthand;
  std::string_view shorthandElse;  // … and the one it fills when its unit does not fit the first
  std::string_view shorthandKind;  // kinds: the kind that a bare scalar means (with that kind's shorthand)

  const Type* element = nullptr;       // list, mapping
  std::function<void*(void*)> append;  // list, mapping: add a default element, return it
  std::function<std::size_t(const void*)> size;
  std::function<void*(void*, std::size_t)> item;
  std::function<std::string*(void*)> nameOf;  // mapping and named lists: where an element keeps its name
  std::function<void(void*)> clear;
  std::string_view nameFrom;  // object in a list: the field that gives the default name (`to` of a call)
  bool single = false;        // list: one element may stand without the list

  std::vector<Kind> kinds;    // kinds: {kind: {…}}
  std::vector<Field> common;  // kinds in a list: fields that stand beside the kind's own (name, at, …)
};

// Each described struct provides:  const Type& typeOf(const T*);   found by argument-dependent lookup.
// Scalars are provided here.
const Type& typeOf(const bool*);
const Type& typeOf(const std::int64_t*);
const Type& typeOf(const double*);
const Type& typeOf(const Limit*);
const Type& typeOf(const Duration*);
const Type& typeOf(const Rate*);
const Type& typeOf(const Ratio*);
const Type& typeOf(const Bytes*);
const Type& typeOf(const BytesPerSecond*);
const Type& typeOf(const UsdPerHour*);
const Type& typeOf(const UsdPerGb*);
const Type& typeOf(const When*);
const Type& typeOf(const std::string*);  // any text
const Type& nameType();       // text that names something: letters, digits, - _ ; for `name:` fields and references
const Type& timestampType();  // text that is an ISO-8601 instant with offset or Z
const Type& fileType();       // text that is a path
const Type& targetType();     // double: what a policy steers to, or an alarm compares with
const Type& goodType();       // optional<Duration>: what an objective counts as good
const Type& namesType();      // a list of names: vector<string>
const Type& numbersType();    // a list of numbers: vector<double>

template <class T>
const Type& typeFor() {
  return typeOf(static_cast<const T*>(nullptr));
}

// ---- building tables -----------------------------------------------------------------------------------------------

template <class S, class T>
Field field(std::string_view name, T S::*member, std::string_view sentence, Range range = {}) {
  Field f;
  f.name = name;
  f.sentence = sentence;
  f.type = &typeFor<T>();
  f.range = range;
  f.at = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); };
  return f;
}

/// The same for a member of another described type than its C++ type's usual one (nameType(), a list type …).
template <class S, class T>
Field fieldAs(const Type& type, std::string_view name, T S::*member, std::string_view sentence, Range range = {}) {
  Field f;
  f.name = name;
  f.sentence = sentence;
  f.type = &type;
  f.range = range;
  f.at = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member); };
  return f;
}

template <class S, class T>
Field optionalField(std::string_view name, std::optional<T> S::*member, std::string_view sentence, Range range = {}) {
  Field f;
  f.name = name;
  f.sentence = sentence;
  f.type = &typeFor<T>();
  f.range = range;
  f.at = [member](void* s) -> void* {
    auto& o = static_cast<S*>(s)->*member;
    return o ? &*o : nullptr;
  };
  f.present = [member](const void* s) { return (static_cast<const S*>(s)->*member).has_value(); };
  f.make = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).emplace(); };
  return f;
}

/// The same for a member of another described type than its C++ type's usual one.
template <class S, class T>
Field optionalFieldAs(const Type& type, std::string_view name, std::optional<T> S::*member, std::string_view sentence,
                      Range range = {}) {
  Field f = optionalField(name, member, sentence, range);
  f.type = &type;
  return f;
}

inline Field required(Field f) {
  f.required = true;
  return f;
}

template <class S>
Type object(std::string_view sentence, std::vector<Field> fields, std::string_view shorthand = {}) {
  Type t;
  t.form = Type::Form::object;
  t.sentence = sentence;
  t.fields = std::move(fields);
  t.shorthand = shorthand;
  t.construct = [](void* s) { *static_cast<S*>(s) = S{}; };
  return t;
}

template <class E>
Type choice(std::vector<Word> words) {
  static_assert(std::is_enum_v<E>);
  Type t;
  t.quantity = Quantity::choice;
  t.words = std::move(words);
  t.code = [](const void* e) { return static_cast<std::int64_t>(*static_cast<const E*>(e)); };
  t.setCode = [](void* e, std::int64_t v) { *static_cast<E*>(e) = static_cast<E>(v); };
  return t;
}

/// A list, `- a`, `- b`; if E has a `name`, elements are named (default: their kind, then kind-2 …).
template <class E>
Type listOf(const Type& element, std::string_view sentence = {}) {
  Type t;
  t.form = Type::Form::list;
  t.sentence = sentence;
  t.element = &element;
  t.append = [](void* v) -> void* { return &static_cast<std::vector<E>*>(v)->emplace_back(); };
  t.size = [](const void* v) { return static_cast<const std::vector<E>*>(v)->size(); };
  t.item = [](void* v, std::size_t i) -> void* { return &(*static_cast<std::vector<E>*>(v))[i]; };
  t.clear = [](void* v) { static_cast<std::vector<E>*>(v)->clear(); };
  if constexpr (requires(E e) { e.name; }) t.nameOf = [](void* e) { return &static_cast<E*>(e)->name; };
  return t;
}

/// A mapping from names to elements, `web: {…}`; E has a `name`.
template <class E>
Type mappingOf(const Type& element, std::string_view sentence = {}) {
  Type t = listOf<E>(element, sentence);
  t.form = Type::Form::mapping;
  return t;
}

/// One kind of a variant: V holds A, written `{name: {…A's fields…}}`.
template <class V, class A>
Kind kind(std::string_view name, std::string_view sentence, const Type& type) {
  Kind k;
  k.name = name;
  k.sentence = sentence;
  k.type = &type;
  k.choose = [](void* v) -> void* { return &static_cast<V*>(v)->template emplace<A>(); };
  k.chosen = [](const void* v) { return std::holds_alternative<A>(*static_cast<const V*>(v)); };
  k.get = [](const void* v) -> const void* { return std::get_if<A>(static_cast<const V*>(v)); };
  return k;
}

/// The same where the variant is a member of a struct that has further (common) fields.
template <class S, class A, class V>
Kind kindIn(std::string_view name, std::string_view sentence, V S::*member, const Type& type) {
  Kind k;
  k.name = name;
  k.sentence = sentence;
  k.type = &type;
  k.choose = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).template emplace<A>(); };
  k.chosen = [member](const void* s) { return std::holds_alternative<A>(static_cast<const S*>(s)->*member); };
  k.get = [member](const void* s) -> const void* { return std::get_if<A>(&(static_cast<const S*>(s)->*member)); };
  return k;
}

template <class S>
Type kindsOf(std::string_view sentence, std::vector<Kind> kinds, std::vector<Field> common = {},
             std::string_view shorthandKind = {}) {
  Type t;
  t.form = Type::Form::kinds;
  t.sentence = sentence;
  t.kinds = std::move(kinds);
  t.common = std::move(common);
  t.shorthandKind = shorthandKind;
  t.construct = [](void* s) { *static_cast<S*>(s) = S{}; };
  if constexpr (requires(S s) { s.name; }) t.nameOf = [](void* s) { return &static_cast<S*>(s)->name; };
  return t;
}

}  // namespace headroom
