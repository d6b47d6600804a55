// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/verdict_panel.h"

#include "gui/charts/look.h"
#include "scenarios/run/verdict_text.h"

#include <algorithm>

#include <QEvent>
#include <QRegularExpression>

namespace headroom::gui {
namespace {

constexpr qsizetype labelAt = 2, factsAt = 16;  // columns of the text

QColor colourOf(bool met, const QPalette& palette) {
  if (isDark(palette)) return met ? QColor(0x4c, 0xc9, 0x9b) : QColor(0xff, 0x8a, 0x5c);
  return met ? QColor(0x00, 0x73, 0x53) : QColor(0xb3, 0x45, 0x00);
}

QString coloured(const QString& words, bool met, const QPalette& palette) {
  return QString("<span style='color:%1'><b>%2</b></span>").arg(colourOf(met, palette).name(), words);
}

QString headlineOf(const RunOutcome& o, const QPalette& palette) {
  const auto all = o.verdicts.size();
  if (all == 0) return "<b>It ended</b> (nothing was promised)";
  const auto met = static_cast<std::size_t>(
      std::count_if(o.verdicts.begin(), o.verdicts.end(), [](const Verdict& v) { return v.met; }));
  if (met < all) return coloured(QString("✗ %1 of %2 promises not kept").arg(all - met).arg(all), false, palette);
  return coloured(all == 1 ? QString("✓ The promise was kept") : QString("✓ All %1 promises were kept").arg(all), true,
                  palette);
}

/// A semicolon ends a fact: the panel is narrow.
QString rowOf(const QString& label, const QString& facts, const QPalette& palette) {
  static const QRegularExpression unit("(\\d) (%|ms|s|min|h|d|USD)\\b");
  QString shown = facts.toHtmlEscaped().replace("; ", "<br>").replace(" %", "&nbsp;%").replace(unit, "\\1&nbsp;\\2");
  if (label == "expect") {
    const bool met = !facts.contains("NOT MET");
    shown = coloured(met ? "✓ " : "✗ ", met, palette) + shown;
  }
  return QString("<tr><td style='padding:1px 10px 3px 0; color:%1'>%2</td><td style='padding:1px 0 3px 0'>%3</td></tr>")
      .arg(quietText(palette).name(), label.toHtmlEscaped(), shown);
}

}  // namespace

QString htmlOf(const RunOutcome& o, const QPalette& palette) {
  const QStringList lines = QString::fromStdString(textOf(o.title, o.result, o.verdicts)).split('\n');
  QString html = "<p>" + headlineOf(o, palette) + "</p>";
  if (lines.size() > 1) html += "<p style='margin-bottom:8px'>" + lines[1].toHtmlEscaped() + "</p>";
  html += "<table cellspacing='0'>";
  for (qsizetype i = 2; i < lines.size(); ++i)
    if (!lines[i].trimmed().isEmpty())
      html += rowOf(lines[i].mid(labelAt, factsAt - labelAt).trimmed(), lines[i].mid(factsAt).trimmed(), palette);
  return html + "</table>";
}

VerdictPanel::VerdictPanel(QWidget* parent) : QTextBrowser(parent) {
  setAccessibleName("What the run amounts to");
  setFrameShape(QFrame::NoFrame);
  setOpenLinks(false);
  document()->setDocumentMargin(10);
}

void VerdictPanel::show(std::shared_ptr<const RunOutcome> outcome) {
  outcome_ = std::move(outcome);
  draw();
}

void VerdictPanel::say(const QString& sentence) {
  outcome_.reset();
  sentence_ = sentence;
  draw();
}

void VerdictPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) draw();
  QTextBrowser::changeEvent(event);
}

void VerdictPanel::draw() {
  if (outcome_)
    setHtml(htmlOf(*outcome_, palette()));
  else
    setPlainText(sentence_);
}

}  // namespace headroom::gui
