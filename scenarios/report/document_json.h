/// A report for programs: the same document, numbers in full beside the texts that people read.
///
/// `schema` 1; `report`: "run"; `title`, `subtitle`, `program`; `sections[]: {id, title, blocks[]}`. A block has a
/// `type`: paragraph, list, facts (`rows[]: {name, label, value, unit, text, note}`), table (`name`, `caption`,
/// `columns[]`, `rows[][]`: {value, unit, text}), figure (`title`, `caption`, `panels[]: {title, unit, lines[]}`),
/// command (`why`, `line`), source (`title`, `text`). Unknown numbers, and words, have `value` null.
#pragma once

#include "analysis/report/document.h"

#include <string>

namespace headroom {

std::string jsonOf(const report::Document&);

}  // namespace headroom
