"""What a file keeps to itself has a name of its own: the files of a folder may be compiled together (HEADROOM_UNITY), and
a local function of a neighbour must then neither clash nor, worse, be taken for another without a word.

Two rules, read from the text (definitions stand at the margin, as clang-format puts them):
  - no two files of a folder have one name in their anonymous namespaces;
  - a local function of plain arguments (numbers, strings), which convert to one another, has the name of no function of
    as many plain arguments in a header that its layer may look into.
Use: names_test.py ROOT. Exit code 1, and a sentence for each finding, if there is one.
"""
import collections
import pathlib
import re
import sys

LAYERS = {
    "sim": ("sim",),
    "models": ("sim", "models"),
    "analysis": ("sim", "analysis"),
    "scenarios": ("sim", "models", "analysis", "scenarios"),
    "gui": ("sim", "models", "analysis", "scenarios", "gui"),
    "tests": ("sim", "models", "analysis", "scenarios", "gui", "tests"),
}
FUNCTION = re.compile(r"^(?!return|using|namespace|template|struct|class|enum|union)[A-Za-z_][\w:<>,&*\s]*[\s&*>](\w+)\(([^)]*)")
TYPE = re.compile(r"^(?:struct|enum class|class|enum) (\w+)")
VALUE = re.compile(r"^(?:constexpr|const|static|thread_local) [\w:<>,&*\s]*[\s&*>](\w+)(?: =|\{|\[|;)")
PLAIN = re.compile(r"^(?:const )?(?:bool|int|char|double|float|std::(?:size_t|u?int\d+_t|string(?:_view)?))(?: const)?\s*&?\s*\w*$")


def names_in(lines, local):
    """(name, parameters or None) of what stands at the margin; only inside anonymous namespaces if `local`."""
    inside, outer = False, []
    for line in lines:
        if line.startswith("namespace {"):
            inside = True
        elif line.startswith("}  // namespace"):
            inside = False
            outer = outer[:-1]
        elif line.startswith("namespace "):
            outer.append(line.rstrip())
        elif inside if local else outer == ["namespace headroom {"]:  # those of inner namespaces are named with them
            if function := FUNCTION.match(line):
                yield function.group(1), function.group(2)
            elif other := TYPE.match(line) or VALUE.match(line):
                yield other.group(1), None


def plain(parameters):
    """How many arguments, if all are plain; None for others, and for what is no function."""
    given = [p.split("=")[0].strip() for p in (parameters or "").split(",")]
    return len(given) if parameters is not None and all(PLAIN.match(p) for p in given) else None


def findings(locals_of, headers_of):
    """`locals_of` maps (folder, file) to names_in(); `headers_of` a layer to its functions: (name, plain(…))."""
    seen = collections.defaultdict(dict)
    for (folder, file), names in sorted(locals_of.items()):
        seeable = set().union(*(headers_of[layer] for layer in LAYERS[folder.split("/")[0]]))
        for name, parameters in names:
            first = seen[folder].setdefault(name, file)
            if first != file:
                yield f"{folder}/{file}: {name} is the name of something in {first}, too"
            if plain(parameters) is not None and (name, plain(parameters)) in seeable:
                yield f"{folder}/{file}: {name} is the name of a function in a header, too"


def check_the_checker():
    headers = collections.defaultdict(set, {"sim": {("share", 1), ("of", None)}})
    text = ["namespace headroom {", "namespace {", "double share(double x) {", "struct Part {", "}  // namespace", "int open() {"]
    names = list(names_in(text, local=True))
    assert names == [("share", "double x"), ("Part", None)], names
    assert [n for n, _ in names_in(["namespace headroom {", "std::string text(int n);"], local=False)] == ["text"]
    found = list(findings({("sim", "a.cpp"): names, ("sim", "b.cpp"): [("Part", None)]}, headers))
    assert found == ["sim/a.cpp: share is the name of a function in a header, too",
                     "sim/b.cpp: Part is the name of something in a.cpp, too"], found
    assert not list(findings({("sim", "a.cpp"): [("Part", None)], ("models", "b.cpp"): [("Part", None)]}, headers))
    assert plain("const std::string& s, double x = 1") == 2 and plain("const Node& n") is None and plain(None) is None


def main(root):
    check_the_checker()
    locals_of, headers_of = {}, collections.defaultdict(set)
    for layer in LAYERS:
        for path in sorted((root / layer).rglob("*")):
            if path.parent.name in ("bench", "determinism"):  # a program a file
                continue
            folder, text = path.parent.relative_to(root).as_posix(), None
            if path.suffix in (".h", ".cpp"):
                text = path.read_text().splitlines()
            if path.suffix == ".cpp":
                locals_of[folder, path.name] = list(names_in(text, local=True))
            elif path.suffix == ".h" and "/cli" not in folder:
                headers_of[layer] |= {(name, plain(parameters)) for name, parameters in names_in(text, local=False)}
    assert len(locals_of) > 50, f"only {len(locals_of)} files read: is {root} the root?"
    found = list(findings(locals_of, headers_of))
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
