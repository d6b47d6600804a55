"""Reports of the library's scenarios: every page is whole without scripts, asks for nothing, and is at most 1 MB.

Of a run of each; and of the scenarios, two replications of every cell: a commit takes six that differ and are quick, the
night all of them."""
import concurrent.futures
import html.parser
import json
import re
import unittest

from headroom_program import SCALE, InScratch, headroom

LARGEST = 1_000_000  # bytes
# a function, a closed loop, bursts, overload, a queue of theory, services that call one another
SOME = ("scale-to-zero", "closed-loop", "llm-bursts", "overload", "mmc", "chain")
WITHOUT_END = {"area", "base", "br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"}


class Page(html.parser.HTMLParser):
    """What a page asks for, what it says without its scripts, and whether its elements are closed as they were opened."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.asked, self.said = [], [], [], []
        self.feed(text)
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        if tag not in WITHOUT_END:
            self.open.append(tag)
        for name, value in attributes:
            if name in ("src", "srcset", "data", "action", "background", "poster") or \
                    (name in ("href", "xlink:href") and not value.startswith("#")):
                self.asked.append(f"{tag} {name}={value}")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in WITHOUT_END:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in WITHOUT_END:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.said.append(data)
        if "style" in self.open and re.search(r"@import|url\(", data):
            self.asked.append("style: " + data[:80])


class LibraryPages(InScratch):
    def setUp(self):
        super().setUp()
        code, said, errors = headroom("scenarios", "list", "--json")
        self.assertEqual(code, 0, errors)
        self.every = [scenario["name"] for scenario in json.loads(said)["scenarios"]]

    def made(self, *arguments):
        code, said, errors = headroom(*arguments, "-q", cwd=self.scratch, timeout=None)
        self.assertEqual(code, 0, f"{arguments}: {errors}")
        return said

    def of_a_run(self, name):
        self.made("run", name, "-o", name + ".h5")
        said, trace = self.made("report", name + ".h5", "--markdown", "-o", name + ".html"), self.scratch / (name + ".h5")
        trace.unlink()
        return said, self.scratch / (name + ".html")

    def of_a_scenario(self, name):
        said = self.made("report", name, "-j1", "--replicas", 2, "--markdown", "-o", name + ".html")
        return said, self.scratch / (name + ".html")

    def assertPages(self, make, names):
        """Two are made at a time."""
        with concurrent.futures.ThreadPoolExecutor(2) as two:
            for name, (markdown, file) in zip(names, two.map(make, names)):
                with self.subTest(name):
                    self.assertWhole(markdown, file.read_text())

    def assertWhole(self, markdown, text):
        self.assertLessEqual(len(text.encode()), LARGEST)
        page = Page(text)
        self.assertEqual(page.wrong, [])
        self.assertEqual(page.asked, [])
        words = " ".join(page.said)
        for said in (words, markdown):
            self.assertNotRegex(said, r"\bnan\b|\binf\b")
        for section in ("Verdict", "Headroom", "Options", "Money and waste", "Error budget", "Assumptions"):
            self.assertIn(section, words)
            self.assertRegex(markdown, rf"(?m)^## {section}")
        self.assertGreater(text.count("<svg"), 1, "figures are drawn in the page itself")

    def test_of_a_run_of_each_are_whole_and_ask_for_nothing(self):
        self.assertGreater(len(self.every), 30)
        self.assertPages(self.of_a_run, self.every)

    def test_of_scenarios_are_whole_and_ask_for_nothing(self):
        self.assertLessEqual(set(SOME), set(self.every))
        self.assertPages(self.of_a_scenario, SOME if SCALE == 1 else self.every)


if __name__ == "__main__":
    unittest.main()
