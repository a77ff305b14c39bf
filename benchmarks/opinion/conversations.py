"""The votes that are measured: real conversations where they are, and made-up ones.

Each is kept as arrays of person, statement and vote in `var/bench`, so that both engines and every
run start from the same votes.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from samenspel_analysis.opinion.simulation import made_up_community, simulate_votes
from samenspel_report.votes import VoteTable, read_votes, write_votes

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "bench"
REAL = Path(os.environ.get("SAMENSPEL_DATA", ROOT / ".." / "shared" / "data")) / "20_opinion"
GROUPS = 3


def real() -> Iterator[Path]:
    """The conversations of the folder with real data, each as a file of arrays."""
    if not REAL.is_dir():
        return
    sources = sorted(REAL.glob("production/*.votes.csv.gz")) + sorted(REAL.glob("openData/*"))
    for source in (*sources, REAL / "clojure-blobs" / "vw.votes.csv.gz"):
        yield _kept(source.name.removesuffix(".votes.csv.gz"), lambda source=source: _read(source))


def made_up(people: int, statements: int, each: int) -> Path:
    """A crowd of three groups, everyone voting on about `each` statements."""
    name = f"simulated-{people}x{statements}x{each}"
    return _kept(name, lambda: _crowd(people, statements, each))


def as_csv(arrays: Path) -> Path:
    """The same votes as our own CSV, in the order of a lottery: as votes come in."""
    path = arrays.with_suffix(".csv")
    if not path.exists():
        with np.load(arrays) as found:
            person, statement, vote = (found[name] for name in ("person", "statement", "vote"))
        order = np.random.default_rng(1).permutation(len(vote))
        people, statements = np.arange(person.max() + 1), np.arange(statement.max() + 1)
        columns = (each[order] for each in (person, statement, vote))
        unfinished = path.with_suffix(f".{os.getpid()}.csv")
        write_votes(VoteTable(*columns, None, people, statements), unfinished)
        unfinished.replace(path)  # who was first made the same
    return path


def in_parts(people: int, statements: int, each: int, parts: int) -> Path:
    """The same kind of crowd in a folder of so many files, by the command that makes them."""
    folder = KEPT / f"simulated-{people}x{statements}x{each}-in-{parts}"
    if not folder.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        sizes = {"people": people, "statements": statements, "votes": each, "parts": parts}
        options = [word for name, size in sizes.items() for word in (f"--{name}", str(size))]
        samenspel = Path(sys.executable).with_name("samenspel")
        subprocess.run([samenspel, "opinion", "simulate", *options, "--out", folder], check=True)
    return folder


def _kept(name: str, make) -> Path:
    path = KEPT / f"{name}.npz"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        person, statement, vote = make()
        unfinished = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(unfinished, person=person, statement=statement, vote=vote)
        unfinished.replace(path)  # who was first made the same
    return path


def _read(source: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The last votes in the order of the file; the other engine takes no vote twice."""
    table = read_votes(source)
    pair = table.persons.astype(np.int64) * len(table.statement_ids) + table.statements
    last = np.sort(table.rows - 1 - np.unique(pair[::-1], return_index=True)[1])
    return table.persons[last], table.statements[last], table.votes[last]


def _crowd(people: int, statements: int, each: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same votes as `samenspel opinion simulate` writes."""
    rng = np.random.default_rng(0)
    community = made_up_community(statements, GROUPS, rng)
    blocks = simulate_votes(community, people=people, votes=each, rng=rng)
    columns = [(block.persons, block.statements, block.votes) for block in blocks]
    person, statement, vote = (np.concatenate(column) for column in zip(*columns, strict=True))
    return person, statement, vote
