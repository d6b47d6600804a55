#include "analysis/report/html.h"
#include "analysis/report/markdown.h"
#include "analysis/sweep/read_sweep_file.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/cli/made_report.h"
#include "scenarios/cli/output_file.h"
#include "scenarios/cli/tool.h"
#include "scenarios/report/document_json.h"
#include "scenarios/report/junit.h"
#include "scenarios/report/run_report.h"
#include "scenarios/report/sweep_report.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// A page that an earlier `report` has written may be replaced without a word, if its name was our choice too.
bool isReport(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string begin(400, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.find("name=\"generator\" content=\"headroom ") != std::string::npos;
}

std::string stemOf(const std::string& page) { return page.ends_with(".html") ? page.substr(0, page.size() - 5) : page; }

/// Of a file, for a browser.
std::string addressOf(const std::string& path) {
  std::string address = "file://";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '-' || c == '_' || c == '.';
    address += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return address;
}

/// WeasyPrint gets a page of its own.
int printByWeasyPrint(const report::Document& document, const std::string& part) {
  const std::string page = part + ".html";
  if (!writeWhole(page, htmlOf(document, report::PageFor::printers)).empty()) return -1;
  const int code = runTool({"weasyprint", page, part}, false);
  std::error_code error;
  std::filesystem::remove(page, error);
  return code;
}

/// Makes the PDF of a page that is there.
int print(const report::Document& document, const std::string& page, const std::string& pdf) {
  // A name may begin like an option; a path from the root does not.
  const std::string whole = std::filesystem::absolute(page).string();
  const std::string part = std::filesystem::absolute(pdf).string() + ".part.pdf";
  int code = -1;
  if (onPath("weasyprint")) {
    code = printByWeasyPrint(document, part);
  } else {
    std::vector<std::string> command{"chromium", "--headless", "--disable-gpu", "--no-pdf-header-footer",
                                     "--print-to-pdf=" + part};
    if (::geteuid() == 0) command.emplace_back("--no-sandbox");  // it refuses to run as root otherwise
    command.push_back(addressOf(whole));
    code = runTool(command, false);
  }
  std::error_code error;
  if (code == 0 && std::filesystem::exists(part)) std::filesystem::rename(part, pdf, error);
  if (code == 0 && !error && std::filesystem::exists(pdf)) return 0;
  std::filesystem::remove(part, error);
  return refuse(fmt::format("{} could not be printed", page)), 1;
}

/// Why the options cannot be done; empty: they can.
std::string troubleWith(const ReportOptions& o, const std::string& page, bool toFile) {
  if (o.json && o.markdown) return "--json and --markdown are two forms of the same\n  ask for one";
  if (o.pdf && page == "-") return "a PDF is printed of a page in a file\n  name one with -o";
  if (o.pdf && !onPath("weasyprint") && !onPath("chromium"))
    return "a PDF is printed by weasyprint or chromium, and neither is here\n  install weasyprint (Debian), or print "
           "the page from a browser";
  if (toFile && o.output.empty() && !isReport(page))
    if (const std::string why = refuseToReplace(page, o.force); !why.empty()) return why;
  if (!o.output.empty())
    if (const std::string why = refuseToReplace(o.output, o.force); !why.empty()) return why;
  if (!o.junit.empty()) return refuseToReplace(o.junit, o.force);
  return {};
}

MadeReport ofTrace(const std::string& file) {
  const auto trace = openOrExplain(file);
  if (!trace) return {2, {}, {}};
  const RunFacts facts = factsOf(*trace, file);
  return {0, reportOf(facts), junitOf(facts)};
}

MadeReport ofSweep(const std::string& file) {
  const SweepTable table = readSweepFile(file);
  const SweepFacts facts(table);
  return {0, reportOf(facts, file), junitOf(facts)};
}

/// A file that is neither a trace nor a sweep is taken for a scenario; what is called like one of them is not.
bool isScenario(const std::string& file) {
  return !file.ends_with(".h5") && !(std::filesystem::is_regular_file(file) && (isTrace(file) || isSweep(file)));
}

std::string reportContradiction(const ReportOptions& o, bool scenario) {
  if (scenario) return {};
  if (!o.stage.empty() || !o.sets.empty() || o.seeded)
    return "a trace or a sweep is what it is: --stage, --set and --seed have no meaning";
  return {};
}

}  // namespace

int report(const ReportOptions& o) {
  const std::string name = o.file == "-" ? "scenario" : std::filesystem::path(o.file).stem().string();
  const std::string page = o.output.empty() ? name + ".html" : o.output;
  const bool printed = o.json || o.markdown;                   // to stdout, instead of a page …
  const bool toFile = !printed || !o.output.empty() || o.pdf;  // … unless a file is asked for as well
  const bool scenario = isScenario(o.file);
  if (const std::string why = reportContradiction(o, scenario); !why.empty()) return refuse(why);
  if (const std::string why = troubleWith(o, page, toFile); !why.empty()) return refuse(why);
  MadeReport made;
  try {
    made = scenario          ? ofScenario(o, page == "-" ? name : stemOf(page))
                    : isSweep(o.file) ? ofSweep(o.file)
                             : ofTrace(o.file);
  } catch (const Failure& e) {
    return refuse(fmt::format("there is no report of {}: {}", o.file, e.what()));
  }
  if (made.code) return made.code;
  if (printed) fmt::print("{}", o.json ? headroom::jsonOf(made.document) : markdownOf(made.document));
  if (!o.junit.empty())
    if (const std::string wrong = writeWhole(o.junit, made.junit); !wrong.empty()) return refuse(wrong), 1;
  if (!toFile) return 0;
  if (const std::string wrong = writeWhole(page, htmlOf(made.document)); !wrong.empty()) return refuse(wrong), 1;
  if (!printed && page != "-") fmt::print("{}\n", page);
  if (!o.pdf) return 0;
  const int code = print(made.document, page, stemOf(page) + ".pdf");
  if (code == 0 && !printed) fmt::print("{}.pdf\n", stemOf(page));
  return code;
}

}  // namespace headroom::cli
