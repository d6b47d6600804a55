"""The page of a report as a browser shows it: no error on its console, no request to anywhere, and its PDF.

Skipped where there is no Chromium (or WeasyPrint), or no pdftotext and pdfimages (Debian: chromium, weasyprint,
poppler-utils)."""
import http.server
import json
import re
import shutil
import subprocess
import threading
import unittest

from headroom_program import HERE, InScratch, headroom

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PRINTER = shutil.which("weasyprint") or CHROMIUM
READERS = shutil.which("pdftotext") and shutil.which("pdfimages")


class Recorder(http.server.BaseHTTPRequestHandler):
    """A proxy that knows one page, and writes down what it is asked for."""
    page = b""
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200 if self.path == "http://report.test/page.html" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "http://report.test/page.html":
            self.wfile.write(self.page)

    def do_CONNECT(self):
        self.asked.append("https://" + self.path)
        self.send_error(403)

    def log_message(self, *_):
        pass


def shown(page):
    """What Chromium says on its console, and what it asks for beside the page."""
    Recorder.page, Recorder.asked = page, []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run", "--enable-logging=stderr",
         f"--proxy-server=http://127.0.0.1:{server.server_port}", "--proxy-bypass-list=<-loopback>",
         "--virtual-time-budget=2000", "--dump-dom", "http://report.test/page.html"],
        capture_output=True, text=True, timeout=120)
    server.shutdown()
    server.server_close()
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    own = re.compile(r"https?://[^/]*(google|gstatic|gvt1|chromium)[^/]*")  # the browser's, not the page's
    asked = [url for url in Recorder.asked if url != "http://report.test/page.html" and not own.match(url)]
    return done.stdout, console, asked


def pictures(ppm):
    """Pixels of each page of a stream of binary PPM."""
    while ppm:
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", ppm)
        end = header.end() + int(header[1]) * int(header[2]) * 3
        yield ppm[header.end():end]
        ppm = ppm[end:]


class Page(InScratch):
    def setUp(self):
        super().setUp()
        code, _, errors = headroom("report", HERE / "page-run.yaml", "-q", "--replicas", 2, "-o", self.scratch / "r.html")
        self.assertEqual(code, 0, errors)
        self.pages = [self.scratch / "r.html"]
        for made in ("worst", "sweep"):
            target = self.scratch / f"{made}.html"
            code, _, errors = headroom("report", self.scratch / f"r-report/{made}.h5", "-o", target)
            self.assertEqual(code, 0, errors)
            self.pages.append(target)

    @unittest.skipUnless(CHROMIUM, "no chromium here")
    def test_has_no_error_and_asks_for_nothing(self):
        for page in self.pages:
            with self.subTest(page.name):
                dom, console, asked = shown(page.read_bytes())
                self.assertIn("</html>", dom)
                self.assertEqual(console, [])
                self.assertEqual(asked, [])
                self.assertEqual("class=\"tip\"" in dom, page.name != "sweep.html", "the script has run")

    @unittest.skipUnless(CHROMIUM, "no chromium here")
    def test_this_test_would_see_an_error_and_a_request(self):
        _, console, asked = shown(b"<script>console.error('oh')</script><img src='http://other.test/x.png'>")
        self.assertTrue(any("oh" in line for line in console))
        self.assertIn("http://other.test/x.png", asked)

    @unittest.skipUnless(PRINTER and READERS, "no printer, or no pdftotext and pdfimages here")
    def test_its_pdf_has_the_same_numbers_as_text_and_no_bitmap(self):
        page = self.pages[1]
        code, _, errors = headroom("report", self.scratch / "r-report/worst.h5", "--pdf", "--force", "-o", page)
        self.assertEqual(code, 0, errors)
        pdf = page.with_suffix(".pdf")
        # figures that lost their style are black: a tenth of such a page and more
        shown = subprocess.run(["pdftoppm", "-r", "20", pdf], capture_output=True, check=True).stdout
        for number, picture in enumerate(pictures(shown)):
            dark = sum(1 for i in range(0, len(picture), 3) if max(picture[i:i + 3]) < 50)
            self.assertLess(dark, len(picture) / 3 * 0.05, f"page {number + 1}")
        images = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True, check=True).stdout
        self.assertEqual(len(images.splitlines()), 2, images)  # a heading and a rule
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        squeezed = re.sub(r"\s+", "", text)
        _, said, _ = headroom("report", self.scratch / "r-report/worst.h5", "--json")
        values = 0
        for section in json.loads(said)["sections"]:
            for block in section["blocks"]:
                rows = block.get("rows", [])
                for value in [row for row in rows if isinstance(row, dict)] + [v for row in rows if isinstance(row, list) for v in row]:
                    if value["value"] is not None:
                        values += 1
                        self.assertIn(re.sub(r"\s+", "", value["text"]), squeezed)
        self.assertGreater(values, 50)


if __name__ == "__main__":
    unittest.main()
