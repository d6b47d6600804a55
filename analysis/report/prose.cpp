#include "analysis/report/prose.h"

namespace headroom::report {

std::vector<ProsePiece> proseOf(const std::string& s) {
  std::vector<ProsePiece> pieces;
  std::string plain;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t partner = s[at] == '`' ? s.find('`', at + 1) : std::string::npos;
    if (partner == std::string::npos || partner == at + 1) {
      const std::size_t length = partner == at + 1 ? 2 : 1;
      plain += s.substr(at, length);
      at += length;
      continue;
    }
    if (!plain.empty()) pieces.push_back({plain, false});
    plain.clear();
    pieces.push_back({s.substr(at + 1, partner - at - 1), true});
    at = partner + 1;
  }
  if (!plain.empty()) pieces.push_back({plain, false});
  return pieces;
}

}  // namespace headroom::report
