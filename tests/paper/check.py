"""Asks the checkers about every sheet in a folder: outloud and pdfua (PDF/UA-1 and what a listener meets), qpdf (the file
itself) and pdffonts. A finding is an error, unless accepted.toml names its rule, its sheets and the reason.

    check.py FOLDER
"""

import fnmatch
import pathlib
import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor

import outloud
import pdfua.rules.structure as structure
from pdfua.validator import validate

HERE = pathlib.Path(__file__).parent


def whole_number(value):
    """pdfua 0.1.3 asks an array for something that it does not have, fails, and skips the rule: so it is asked here."""
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


structure.as_integer = whole_number


def by_outloud(path):
    result = outloud.check(str(path))
    if result.error:
        yield "outloud", "error", result.error
    for finding in result.findings:
        if finding.severity != "info":
            yield finding.rule, finding.severity, f"{finding.message} [{finding.evidence or ''}]"


def by_pdfua(path):
    report = validate(str(path))
    for finding in report.findings:
        yield finding.rule_id, str(finding.severity), finding.message
    for skipped in report.skipped:
        yield "pdfua", "error", f"{skipped.rule_id} was not asked: {skipped.skipped_reason}"


def by_programs(path):
    """qpdf finds nothing wrong; every font is embedded, a subset, and has a map to Unicode."""
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if checked.returncode != 0 or "WARNING" in checked.stderr:
        yield "qpdf", "error", checked.stderr or checked.stdout
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines()[2:]:
        embedded, subset, unicode = re.search(r" (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line).groups()
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            yield "pdffonts", "error", line
    if not listed.splitlines()[2:]:
        yield "pdffonts", "error", "no font at all"


def accepted(path, rule, what, list_of):
    for entry in list_of:
        if entry["rule"] == rule and any(fnmatch.fnmatch(path.stem, sheet) for sheet in entry["sheets"]):
            if re.search(entry.get("only", ""), what):
                entry["met"] = True
                return True
    return False


def main(folder):
    sheets = sorted(pathlib.Path(folder).glob("*.pdf"))
    if not sheets:
        sys.exit(f"there is no sheet in {folder}")
    known = tomllib.loads((HERE / "accepted.toml").read_text(encoding="utf-8"))["accepted"]
    with ThreadPoolExecutor(4) as pool:
        outside = list(pool.map(lambda sheet: list(by_programs(sheet)), sheets))
    wrong = 0
    for sheet, found in zip(sheets, outside):
        for rule, severity, what in [*found, *by_outloud(sheet), *by_pdfua(sheet)]:
            if not accepted(sheet, rule, what, known):
                print(f"{sheet.name}: {severity}: {rule}: {what}")
                wrong += 1
    for entry in known:
        if not entry.get("met"):
            print(f"accepted.toml: {entry['rule']} for {', '.join(entry['sheets'])} is met by no sheet any more")
            wrong += 1
    if wrong:
        sys.exit(f"{wrong} findings in {len(sheets)} sheets")
    print(f"{len(sheets)} sheets: nothing to be found by outloud, pdfua, qpdf or pdffonts.")


main(sys.argv[1])
