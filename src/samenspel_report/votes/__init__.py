"""Files of votes in and out: Polis exports, our own CSV, Parquet, folders of partition files."""

from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.reading import KINDS, read_part, read_votes, vote_files
from samenspel_report.votes.table import VoteTable, as_names
from samenspel_report.votes.writing import csv_of, write_votes

__all__ = [
    "KINDS",
    "VoteFault",
    "VoteFileError",
    "VoteTable",
    "as_names",
    "csv_of",
    "read_part",
    "read_votes",
    "vote_files",
    "write_votes",
]
