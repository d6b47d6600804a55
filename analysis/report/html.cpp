#include "analysis/report/html.h"

#include "analysis/figure/svg.h"
#include "analysis/report/prose.h"
#include "analysis/text/escape.h"

#include <algorithm>
#include <utility>

namespace headroom::report {
namespace {

/// Text that is escaped already; made by the functions below only.
struct Markup {
  std::string html;
  Markup& operator+=(const Markup& m) {
    html += m.html;
    return *this;
  }
};

Markup text(const std::string& s) { return {xmlText(s)}; }

Markup prose(const std::string& s) {
  Markup m;
  for (const ProsePiece& p : proseOf(s)) m.html += p.code ? "<code>" + xmlText(p.text) + "</code>" : xmlText(p.text);
  return m;
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

Markup tag(const std::string& name, const Attributes& attributes) {
  Markup m{"<" + name};
  for (const auto& [key, value] : attributes)
    if (!value.empty()) m.html += " " + key + "=\"" + xmlText(value) + "\"";
  m.html += ">";
  return m;
}

Markup element(const std::string& name, const Attributes& attributes, const Markup& content) {
  Markup m = tag(name, attributes);
  m.html += content.html + "</" + name + ">";
  return m;
}

Markup line(Markup m) {
  m.html += "\n";
  return m;
}

std::string toneClass(Tone tone) {
  switch (tone) {
    case Tone::good: return "good";
    case Tone::bad: return "bad";
    case Tone::warning: return "warning";
    case Tone::plain: break;
  }
  return {};
}

Markup cell(const Value& v, bool numbers) { return element("td", {{"class", numbers ? "n" : ""}}, text(v.text)); }

/// How many columns the lines of each figure get, so that all together stay within the budget.
std::size_t columnsFor(const Document& d) {
  constexpr std::size_t budget = 60'000, most = 340, least = 20;  // points are some 8 bytes each
  std::size_t lines = 1;
  for (const Section& s : d.sections)
    for (const Block& b : s.blocks)
      if (const auto* picture = std::get_if<Picture>(&b))
        for (const Panel& p : picture->figure.panels) lines += p.lines.size();
  return std::clamp(budget / (2 * lines), least, most);
}

class Page {
 public:
  Page(const Document& d, PageFor reader)
      : d_(d),
        svg_{.panelHeight = 150, .columns = columnsFor(d), .standalone = false, .styled = reader == PageFor::printers} {
  }

  std::string html() {
    Markup body = line(element("h1", {}, text(d_.title)));
    if (!d_.subtitle.empty()) body += line(element("p", {{"class", "sub"}}, text(d_.subtitle)));
    body += contents();
    for (const Section& s : d_.sections) body += section(s);
    body += line(element("footer", {}, text("Made by " + d_.program + ". This page needs no network and no script.")));
    return "<!DOCTYPE html>\n" +
           line(element("html", {{"lang", "en"}}, joined(head(), element("body", {}, body)))).html;
  }

 private:
  static Markup joined(Markup a, const Markup& b) {
    a += b;
    return a;
  }

  Markup head() const {
    Markup m{"\n"};
    m += line(tag("meta", {{"charset", "utf-8"}}));
    m += line(tag("meta", {{"name", "generator"}, {"content", d_.program}}));
    m += line(tag("meta", {{"http-equiv", "Content-Security-Policy"},
                           {"content", std::string("default-src 'none'; style-src 'sha256-") + pageStyleHash +
                                           "'; script-src 'sha256-" + pageScriptHash + "'"}}));
    m += line(tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}));
    m += line(tag("meta", {{"name", "color-scheme"}, {"content", "light dark"}}));
    m += line(element("title", {}, text(d_.title)));
    m.html += "<style>" + pageStyle() + "</style>\n";
    return element("head", {}, m);
  }

  Markup contents() const {
    Markup links;
    for (const Section& s : d_.sections)
      if (s.level == 2) links += line(element("a", {{"href", "#" + s.id}}, text(s.title)));
    return line(element("nav", {{"aria-label", "Contents"}}, links));
  }

  Markup section(const Section& s) {
    Markup m = line(element(s.level == 2 ? "h2" : "h3", {{"id", s.id}}, text(s.title)));
    for (const Block& b : s.blocks) m += line(std::visit([this](const auto& block) { return this->draw(block); }, b));
    return line(element("section", {{"aria-labelledby", s.id}}, m));
  }

  static Markup draw(const Paragraph& p) { return element("p", {{"class", toneClass(p.tone)}}, prose(p.text)); }

  static Markup draw(const Bullets& b) {
    Markup items;
    for (const std::string& item : b.items) items += line(element("li", {}, prose(item)));
    return element("ul", {{"class", toneClass(b.tone)}}, items);
  }

  static Markup draw(const Facts& f) {
    Markup rows;
    for (const Fact& fact : f.rows)
      rows += line(element("tr", {},
                           joined(joined(element("th", {{"scope", "row"}}, text(fact.label)), cell(fact.value, false)),
                                  element("td", {{"class", "note"}}, text(fact.note)))));
    return element("div", {{"class", "wide"}}, element("table", {{"class", "facts"}}, element("tbody", {}, rows)));
  }

  static Markup draw(const TableBlock& t) {
    Markup headings, rows;
    for (const Heading& c : t.columns)
      headings += element("th", {{"scope", "col"}, {"class", c.numbers ? "n" : ""}}, text(c.text));
    for (const auto& row : t.rows) {
      Markup cells;
      for (std::size_t c = 0; c < row.size(); ++c) cells += cell(row[c], c < t.columns.size() && t.columns[c].numbers);
      rows += line(element("tr", {}, cells));
    }
    Markup table = line(element("caption", {}, prose(t.caption)));
    table += element("thead", {}, element("tr", {}, headings));
    table += element("tbody", {}, rows);
    return element("div", {{"class", "wide"}}, element("table", {}, table));
  }

  Markup draw(const Picture& p) {
    Drawing figure = p.figure;
    figure.id = "figure-" + std::to_string(++figures_);
    return element("figure", {}, joined({svgOf(figure, svg_)}, element("figcaption", {}, text(p.caption))));
  }

  Markup draw(const Chart& c) {
    const std::string id = "figure-" + std::to_string(++figures_);
    const std::string svg = std::visit(
        [&](auto figure) {
          figure.id = id;
          return svgOf(figure, svg_);
        },
        c.figure);
    return element("figure", {}, joined({svg}, element("figcaption", {}, text(c.caption))));
  }

  static Markup draw(const Command& c) {
    return element("p", {{"class", "command"}},
                   joined(text(c.why.empty() ? "" : c.why + " "), element("code", {}, text(c.line))));
  }

  /// Its lines are its own: each is escaped by itself.
  static Markup draw(const Listing& s) {
    Markup lines;
    for (std::size_t begin = 0; begin < s.text.size();) {
      const std::size_t end = std::min(s.text.find('\n', begin), s.text.size());
      lines += line(text(s.text.substr(begin, end - begin)));
      begin = end + 1;
    }
    return element("details", {}, joined(element("summary", {}, text(s.title)), element("pre", {}, lines)));
  }

  const Document& d_;
  SvgOptions svg_;
  int figures_ = 0;
};

}  // namespace

std::string htmlOf(const Document& d, PageFor reader) {
  std::string page = Page(d, reader).html();
  if (reader == PageFor::printers) return page;
  const std::string script = "<script>" + pageScript() + "</script>";
  return page.insert(page.rfind("</body>"), script);
}

}  // namespace headroom::report
