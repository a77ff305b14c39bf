"""Reads the conversations of shared/data/20_opinion, for the tests on real data."""

import csv
import gzip
import json
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from samenspel_analysis.opinion import Votes, pack

FOLDER = Path(os.environ.get("SAMENSPEL_DATA", "../shared/data")) / "20_opinion"
NEEDED = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data in {FOLDER}")
PRODUCTION = [
    *("2dhnep37ie", "2fzs33rmbr", "2rbpz7ivat", "3n77nvkhri", "4cacski7ha", "4hnmy3zeff"),
    *("4n3iy7ewmk", "4remmbdyph", "56eav4fh98", "5huyhtuvrm", "6bmejxaanc", "6s8bxtsfrs"),
    *("8svxmefhi8", "9tjdr6jmkr"),
]
BLOBS = ["vw", "biodiversity"]


class Conversation(NamedTuple):
    """Votes with their output; a person keeps its number, a statement has its place in `tids`."""

    votes: Votes
    person: np.ndarray  # of each vote, in the order cast
    statement: np.ndarray
    output: dict
    at: dict  # place of each statement in `tids`
    file_order: list  # people by their first line in the file

    @property
    def kept(self):
        kept = np.ones(self.votes.statements, dtype=bool)
        kept[[self.at[s] for s in self.output.get("mod-out") or [] if s in self.at]] = False
        return kept


def rows(path):
    with gzip.open(path, "rt") as file:
        return list(csv.DictReader(file))


@cache
def conversation(name):
    """One of the conversations with the worker's output."""
    if name in BLOBS:
        votes = rows(FOLDER / "clojure-blobs" / f"{name}.votes.csv.gz")
        output, person = FOLDER / "clojure-blobs" / f"{name}.math_blob.json.gz", "voter-id"
        statement, moment = "comment-id", "timestamp"
    else:
        votes = rows(FOLDER / "production" / f"{name}.votes.csv.gz")
        output, person = FOLDER / "production" / f"{name}.math-pca2.json.gz", "participant_id"
        statement, moment = "statement_id", "modified"
    file_order = list(dict.fromkeys(int(row[person]) for row in votes))
    votes.sort(key=lambda row: int(row[moment]))
    who, what, vote = (
        np.array([int(r[key]) for r in votes]) for key in (person, statement, "vote")
    )
    with gzip.open(output, "rt") as file:
        found = json.load(file)
    at = {statement: place for place, statement in enumerate(found["tids"])}
    what = np.array([at[statement] for statement in what.tolist()])
    return Conversation(pack(who, what, vote, statements=len(at)), who, what, found, at, file_order)
