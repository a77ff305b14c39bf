"""`python -m benchmarks.likeness`: how often a writer would be shown a statement that is there.

Reads the statements of published conversations, in the order in which they came, and prints the
line of docs/methods/opinion-likeness.md. Each is compared with those before it.
"""

import csv
import gzip
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.opinion.conversations import REAL
from samenspel.conversations.analyses.sentences import alike_among

MOST = 300


def conversations() -> Iterator[tuple[str, list[str]]]:
    """Of each published conversation its name and its first statements."""
    for source in sorted(REAL.glob("openData/*/comments.csv.gz")):
        yield source.parent.name, list(_statements(source))[:MOST]


def _statements(source: Path) -> Iterator[str]:
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: int(row["comment-id"]))
        yield from (row["comment-body"] for row in rows)


def main() -> None:
    """A line for each conversation."""
    print("| conversation | statements | shown another | ms a sentence |")
    print("| --- | --- | --- | --- |")
    for name, statements in conversations():
        begun = time.process_time()
        shown = sum(
            bool(alike_among(text, dict(enumerate(statements[:place])), "en"))
            for place, text in enumerate(statements)
        )
        each = 1000 * (time.process_time() - begun) / max(len(statements), 1)
        print(f"| {name} | {len(statements)} | {shown} | {each:.1f} |", flush=True)


if __name__ == "__main__":
    main()
