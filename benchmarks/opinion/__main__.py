"""`python -m benchmarks.opinion [real] [made-up] [growth] [cluster]`: the method page's tables."""

import sys

from benchmarks.opinion.runs import PEER, PEER_VERSION, peer
from benchmarks.opinion.table import Line, cluster_lines, growth, made_up_lines, real_lines

PARTS = ("real", "made-up", "growth", "cluster")
HEAD = (
    "| votes | CPU s | MB | without Numba, s | with tests, s "
    f"| {PEER}, s | {PEER}, MB | times less | goal | floor |"
)


def _cells(line: Line) -> list[str]:
    theirs = line.theirs or {}
    return [
        line.what,
        f"{line.seconds:.4f}",
        _number(line.megabytes, 0),
        _number(line.plain, 4),
        _number(line.tested, 2),
        _number(theirs.get("seconds"), 3),
        _number(theirs.get("megabytes"), 0),
        _number(line.times, 1),
        line.goal,
        line.floor,
    ]


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def main(parts: list[str]) -> None:
    """Print each part as soon as a line is there."""
    if peer() is None:
        print(f"{PEER} {PEER_VERSION} could not be installed here; its columns stay empty.")
    for name, lines in (("real", real_lines), ("made-up", made_up_lines)):
        if name in parts:
            print(HEAD)
            print("|" + " --- |" * HEAD.count(" |"))
            for line in lines():
                print(f"| {' | '.join(_cells(line))} |", flush=True)
    if "growth" in parts:
        print(f"CPU time grows as people to the power {growth():.2f}")
    if "cluster" in parts:
        print("| workers | how | seconds | efficiency |\n| --- | --- | --- | --- |")
        for row in cluster_lines():
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
