// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario as a tree of fields, grown from the tables that the parser reads: what may be said, what is said, where.
///
/// Plain data, no widgets. A field's change is a change of the text in place (gui/editor/span_edit.h); services, faults
/// and other parts come and go by form_parts.h.
#pragma once

#include "gui/editor/span_edit.h"
#include "gui/editor/text_check.h"
#include "models/param.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::gui {

struct FormField {
  std::string path;      // "services.web.fleet.min": as in Loaded::places and, where names allow it, in a `--set`
  std::string label;     // "min", "web"
  std::string sentence;  // one line of what it is
  std::string kind;      // of what takes one of several: "lognormal"; else empty
  std::string value;     // as it is written, or as its default would be; empty: absent, or there is more below
  std::string origin;    // the file it comes from, if that is another one
  std::string inner;     // the path of the one value that is written for all of it: `lasts: 2min`
  std::string key;       // to write above what is below: of an element of a list its name or kind
  bool written = false;  // in this text
  bool set = true;       // false: by default
  bool named = true;     // every part of its path is a key or a name
  Field field;           // its type and range; `at` is of no use without a scenario
  std::vector<FormField> below;

  bool isLeaf() const {
    return field.type && (field.type->form == Type::Form::scalar || field.type->form == Type::Form::set);
  }
};

/// Empty below if the text cannot be read.
FormField formOf(const Checked&);

/// The chain from the root to a path; empty: there is none.
std::vector<const FormField*> chainTo(const FormField& root, const std::string& path);

/// The field whose value stands in this text around a byte; empty: there is none.
std::string pathAt(const Checked&, const FormField& root, std::size_t byte);

/// Why a field cannot have this value, as the parser says it; empty: it can.
std::string refusalOf(const FormField&, const std::string& value);

/// "from 1 to 65", "at least 0s"; empty: any.
std::string rangeText(const FormField&);
/// A quantity in a few words: "duration, as `250ms`, …".
std::string quantityText(const FormField&);

/// The change of the text that gives a field this value; empty: it cannot be done in place (then it says so in
/// `trouble`).
std::optional<Edit> editTo(const Checked&, const FormField& root, const std::string& path, const std::string& value,
                           std::string& trouble);
/// Writes `value`, as YAML, where the last field of the chain would stand, which this text does not have yet.
std::optional<Edit> insertion(const Checked&, const std::vector<const FormField*>& chain, const std::string& value);
/// From the whole text to what stands there of a path; empty: nothing does.
std::vector<const Item*> itemsTo(const Checked&, const Item& whole, const std::string& path);

/// Takes a value away, so that its default holds again.
std::optional<Edit> editToDefault(const Checked&, const std::string& path);

}  // namespace headroom::gui
