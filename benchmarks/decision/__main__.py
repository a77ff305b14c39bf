"""`python -m benchmarks.decision [part of a name]` prints the table of counting decisions."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.decision import elections as these
from benchmarks.decision.runs import ours, theirs

HEAD = "| what | CPU s | peak MB | another library, CPU s | times less | goal |"
GOALS = {
    f"shares {these.AMSTERDAM}": "100 times less",
    f"add1 {these.LODZ}": "2 s",
    f"add1 {these.TOULOUSE}": "5 s",
    "parsing": "1 s and 150 MB",
    "stv": "0.1 s",
    "stv exact": "0.1 s",
    "pairwise": "0.3 s",
    "tally": "0.2 s",
    "chain": "0.5 s",
}


def ways() -> Iterator[tuple[str, str | None, Path | None]]:
    """What is measured, and with what in which file another library does the same."""
    names = (these.ASSEN, these.SWIECIE, these.AMSTERDAM, these.LODZ, these.TOULOUSE)
    if these.BUDGETS.is_dir():
        for rule in ("greedy", "shares", "add1"):
            for name in names:
                yield f"{rule} {name}", rule, these.budget_file(name)
        yield "parsing", "parsing", these.budget_file(these.LODZ)
        yield "stv", "stv", these.MEATH
        yield "stv exact", None, None
        yield "irv", "irv", these.MEATH
    for way in ("pairwise", "tally", "chain"):
        yield way, None, None


def main(part: str = "") -> None:
    """Print each line as soon as it is there."""
    print(HEAD)
    print("| --- | --: | --: | --: | --: | --- |")
    for way, peer, file in ways():
        if part not in way:
            continue
        found = ours(way)
        other = theirs(peer, file) if peer and file else None
        goal = GOALS.get(way, "0.1 s" if way.startswith("greedy") else "")
        seconds, peak = found["seconds"], found["peak"]
        there = f"{other['seconds']:,.2f}" if other else ""
        less = f"{other['seconds'] / seconds:,.0f}" if other else ""
        print(f"| {way} | {seconds:.4f} | {peak:.0f} | {there} | {less} | {goal} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
