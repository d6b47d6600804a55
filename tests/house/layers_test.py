"""The house stands only if nobody looks upwards: reads every include and says who looks where they may not.

    sim  <  models, analysis  <  scenarios  <  gui        Qt lives in gui/, CLI11 in scenarios/cli/.

models and analysis stand side by side: neither knows the other.
Use: layers_test.py ROOT. Exit code 1, and a sentence for each finding, if there is one.
"""
import pathlib
import re
import sys

MAY_LOOK_INTO = {
    "sim": {"sim"},
    "models": {"sim", "models"},
    "analysis": {"sim", "analysis"},
    "scenarios": {"sim", "models", "analysis", "scenarios"},
    "gui": {"sim", "models", "analysis", "scenarios", "gui"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
QT = re.compile(r"^Q[A-Z]|^Qt")


def findings_in(file, text):
    """Sentences about the includes of one file; `file` is its path from the root."""
    layer = file.split("/")[0]
    for quote, target in INCLUDE.findall(text):
        into = target.split("/")[0]
        if into in MAY_LOOK_INTO and into not in MAY_LOOK_INTO[layer]:
            yield f"{file} may not look into {into}/ (it includes {target})"
        if QT.match(target) and layer != "gui":
            yield f"{file} may not know Qt (it includes {target})"
        if into == "CLI" and not file.startswith("scenarios/cli/"):
            yield f"{file} may not know CLI11 (it includes {target})"
        if quote == '"' and into not in MAY_LOOK_INTO and "/" in target:
            yield f"{file} includes {target}, which begins with no folder of the house"


def links_in(file, text):
    """Sentences about the libraries a CMakeLists.txt links."""
    layer = file.split("/")[0]
    code = re.sub(r"#.*", "", text)
    for into in re.findall(r"headroom::(\w+)", code):
        if into not in MAY_LOOK_INTO[layer]:
            yield f"{file} may not link headroom::{into}"
    if layer != "gui" and re.search(r"\bQt6", code):
        yield f"{file} may not link Qt"


def check_the_checker():
    """A checker that finds nothing must be able to find something."""
    found = list(findings_in("analysis/x.cpp", '#include "models/world.h"\n#include "sim/time.h"\n'))
    assert found == ["analysis/x.cpp may not look into models/ (it includes models/world.h)"], found
    assert list(findings_in("models/x.h", "#include <QString>\n")) == ["models/x.h may not know Qt (it includes QString)"]
    assert list(findings_in("sim/x.h", '#include "models/world.h"\n'))
    assert list(findings_in("scenarios/run/x.cpp", "#include <CLI/CLI.hpp>\n"))
    assert not list(findings_in("scenarios/cli/x.cpp", '#include <CLI/CLI.hpp>\n#include "models/world.h"\n'))
    assert not list(findings_in("gui/x.cpp", '#include <QtCharts>\n#include "analysis/trace/trace.h"\n'))
    assert list(links_in("models/CMakeLists.txt", "headroom_library(models USES headroom::analysis)"))


def main(root):
    check_the_checker()
    found, read = [], 0
    for layer in MAY_LOOK_INTO:
        for path in sorted((root / layer).rglob("*")):
            file = path.relative_to(root).as_posix()
            if path.suffix in (".h", ".cpp", ".in"):
                found += findings_in(file, path.read_text())
                read += 1
            elif path.name == "CMakeLists.txt":
                found += links_in(file, path.read_text())
    assert read > 50, f"only {read} files read: is {root} the root?"
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
