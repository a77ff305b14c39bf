"""How long a CSV of eight million answers takes to read, and what memory that takes.

Reading happens in a process of its own, so that the memory is that of the reading.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.row import Row
from samenspel_report.intake import read_answers

PEOPLE, WORDS, SCALES = 100_000, 10, 8
KINDS_OF_PEOPLE = 500
HERE = "<who>"


def _write(path: Path) -> None:
    """`PEOPLE` people of two sides who each answer and guess on every item."""
    rng = np.random.default_rng(0)
    items = [(f"word {word}", f"scale {scale}") for word in range(WORDS) for scale in range(SCALES)]
    blocks = []
    for _ in range(KINDS_OF_PEOPLE):
        answers = rng.integers(1, 8, (len(items), 2)).tolist()
        lines = [
            f"{HERE},{word},{scale},{own},{guess}\n"
            for (word, scale), (own, guess) in zip(items, answers, strict=True)
        ]
        blocks.append("".join(lines))
    with path.open("w", encoding="utf-8") as target:
        target.write("respondent,side,concept,scale,own,guess\n")
        for person in range(PEOPLE):
            who = f"p{person},{'AB'[person % 2]}"
            target.write(blocks[person % KINDS_OF_PEOPLE].replace(HERE, who))


def _peak() -> float:
    """Most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> tuple[float, float, int, int]:
    """Seconds, growth in MB, rows, and how often progress was told."""
    reports: list[int] = []
    before, start = _peak(), time.perf_counter()
    answers = read_answers(path, on_progress=lambda done, _total: reports.append(done))
    return time.perf_counter() - start, _peak() - before, answers.rows, len(reports)


def rows() -> list[Row]:
    """Eight million rows of six columns."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        _write(path)
        command = [sys.executable, "-m", "benchmarks.reading", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, growth, answers, reports = done.stdout.split()
    return [
        Row(f"CSV of {int(answers):,} answers", f"{float(seconds):.1f} s", "20 s"),
        Row("memory that reading takes", f"{float(growth):.0f} MB", "bounded"),
        Row("times it told its progress", reports, "at least 10"),
    ]


if __name__ == "__main__":
    print(*measure(Path(sys.argv[1])))
