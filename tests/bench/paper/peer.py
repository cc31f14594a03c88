"""Keeps one engine warm: reads a number a line, makes one handout for each, and prints milliseconds and bytes.

    peer.py ENGINE CONTENT.json FOLDER
"""

import base64
import io
import json
import pathlib
import subprocess
import sys
import time
import urllib.request

import sources

ENGINE, CONTENT, FOLDER = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), pathlib.Path(sys.argv[3])


def with_typst():
    import typst
    compiler = None

    def make(content):
        nonlocal compiler
        source = FOLDER / "handout.typ"
        source.write_text(sources.typst(content), encoding="utf-8")
        yield
        if compiler is None:
            compiler = typst.Compiler(str(source), root=str(FOLDER), font_paths=[str(sources.FONTS)], ignore_system_fonts=True)
        yield compiler.compile(input=str(source))
    return make


def with_weasyprint():
    from weasyprint import HTML

    def make(content):
        source = sources.page(content)
        yield
        yield HTML(string=source).write_pdf()
    return make


def with_reportlab():
    import platypus

    def make(content):
        yield
        out = io.BytesIO()
        platypus.build(content, out)
        yield out.getvalue()
    return make


def with_chromium():
    """Through its driver, over HTTP: the page is loaded and printed with tags and bookmarks."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    port = next(line for line in driver.stdout if "successfully on port" in line).rsplit(" ", 1)[1].strip(" .\n")

    def ask(path, body):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode())
        return json.load(urllib.request.urlopen(request, timeout=60))["value"]
    options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]}
    session = ask("/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})["sessionId"]
    print_it = {"cmd": "Page.printToPDF", "params": {
        "preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True, "generateDocumentOutline": True}}

    def make(content):
        source = FOLDER / "handout.html"
        source.write_text(sources.page(content), encoding="utf-8")
        yield
        ask(f"/session/{session}/url", {"url": source.as_uri()})
        ask(f"/session/{session}/execute/sync", {"script": "return document.fonts.ready.then(() => 1)", "args": []})
        yield base64.b64decode(ask(f"/session/{session}/goog/cdp/execute", print_it)["data"])

    def close():
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/session/{session}", method="DELETE"))
        driver.terminate()
        driver.wait()
    make.close = close
    return make


make = globals()[f"with_{ENGINE}"]()
try:
    for line in sys.stdin:
        work = make(sources.numbered(CONTENT, int(line)))
        next(work)
        start = time.perf_counter()
        done = next(work)
        print((time.perf_counter() - start) * 1000, len(done), flush=True)
        (FOLDER / f"{ENGINE}.pdf").write_bytes(done)
finally:
    getattr(make, "close", lambda: None)()
