"""Measures the reference handout against other engines, and what a process needs that makes one.

All engines are warm and take turns, so that what else happens on the machine happens to all of them. With --strict a broken
budget is an error.

    run.py WORKER FOLDER [--strict]
"""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
WORKER, FOLDER, STRICT = sys.argv[1], pathlib.Path(sys.argv[2]), "--strict" in sys.argv
# How many times as long as ours another engine takes at least.
PEERS = {"typst": 3.0, "reportlab": 3.0, "chromium": 10.0, "weasyprint": 15.0}
BYTES, INSTRUCTIONS, MEMORY = 25_000, 70.0, 20.0
# After 100 handouts everything that is kept is there: 900 more may cost a page of memory here and there, no more.
GROWTH = 1.0
ROUNDS, WARMING = 40, 5


class Engine:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.times, self.bytes = [], 0

    def one(self, number, counts):
        self.process.stdin.write(f"{number}\n")
        answer = self.process.stdout.readline().split()
        if len(answer) != 2:
            sys.exit(f"an engine gave up: {self.process.args}")
        self.bytes = int(answer[1])
        if counts:
            self.times.append(float(answer[0]))

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)


def instructions(count):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", WORKER, "once", str(count)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return int(re.search(r"Collected : (\d+)", told)[1]) / 1e6


def peak(count):
    """The most memory that a process held which made this many, in MiB."""
    process = subprocess.Popen([WORKER, "once", str(count)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("the worker failed")
    return used.ru_maxrss / 1024


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = FOLDER / "content.json"
    content.write_bytes(subprocess.run([WORKER, "content"], capture_output=True, check=True).stdout)
    subprocess.run([WORKER, "file", FOLDER / "ours.pdf"], check=True)
    engines = {"ours": Engine([WORKER, "warm"])}
    for name in PEERS:
        engines[name] = Engine([sys.executable, HERE / "peer.py", name, content, FOLDER])
    for number in range(WARMING + ROUNDS):
        for engine in engines.values():
            engine.one(number, number >= WARMING)
    for engine in engines.values():
        engine.close()

    broken = []

    def budget(what, value, unit, limit, at_least=False):
        holds = value >= limit if at_least else value <= limit
        broken.extend([] if holds else [what])
        sign = ">=" if at_least else "<="
        print(f"{what:<48} {value:>10.1f} {unit:<10} {sign} {limit:>8.1f}  {'holds' if holds else 'BROKEN'}")

    print(f"{'engine, warm':<14} {'median':>9} {'95 %':>9} {'bytes':>9}  ratio to ours")
    ours = engines["ours"].times
    for name, engine in engines.items():
        ordered = sorted(engine.times)
        ratio = statistics.median(ordered) / statistics.median(ours)
        print(f"{name:<14} {statistics.median(ordered):>6.2f} ms {ordered[int(len(ordered) * 0.95)]:>6.2f} ms "
              f"{engine.bytes:>9}  {ratio:.1f}")
    print()
    for name, least in PEERS.items():
        ratio = statistics.median(engines[name].times) / statistics.median(ours)
        budget(f"{name} takes as long as ours", ratio, "times", least, at_least=True)
    budget("size of the two pages", engines["ours"].bytes / 1000, "kB", BYTES / 1000)
    if shutil.which("valgrind"):
        none, one, two = (instructions(count) for count in range(3))
        budget("instructions of the first one in a process", one - none, "million", INSTRUCTIONS)
        budget("instructions of every later one", two - one, "million", INSTRUCTIONS)
    else:
        print("valgrind is not installed (on Debian: `apt-get install valgrind`), so no instructions were counted.")
        broken.append("instructions, which were not counted")
    budget("most memory of a process that makes one", peak(1), "MiB", MEMORY)
    budget("memory that 900 more take after 100", peak(1000) - peak(100), "MiB", GROWTH)
    if broken and STRICT:
        sys.exit(f"broken: {', '.join(broken)}")


main()
