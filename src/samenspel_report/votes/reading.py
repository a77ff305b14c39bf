"""From a file or a folder of votes to a table of numbers."""

import stat
from functools import partial
from pathlib import Path

from samenspel_report.votes.blocks import Progress, open_blocks, silently
from samenspel_report.votes.columns import WideRoles, roles_of
from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.rows import header_of, read_long, read_wide
from samenspel_report.votes.table import VoteTable, joined

KINDS = (".csv", ".csv.gz", ".parquet")
POLIS_LONG, POLIS_WIDE = "votes.csv", "participants-votes.csv"
NOT_VOTES = {f"{name}{end}" for name in ("comments", "statements") for end in (".csv", ".csv.gz")}


def read_votes(path: Path, *, on_progress: Progress | None = None) -> VoteTable:
    """The votes of a file, of a Polis export or of a folder of partition files.

    Raises `VoteFileError` at the first fault. `on_progress` gets bytes done and in all, and may
    raise to stop. Memory grows by the table alone, 9 bytes a vote, 17 where moments are known.
    """
    files = vote_files(path)
    sizes = [file.stat().st_size for file in files]
    parts = {}
    for i, file in enumerate(files):
        report = partial(_moved, on_progress or silently, sum(sizes[:i]), sum(sizes))
        parts[file.name] = read_part(file, on_progress=report)
    return joined(parts)


def vote_files(path: Path) -> tuple[Path, ...]:
    """The files that hold the votes: one, or all partitions of a folder by name."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _in_folder(path)
    except FileNotFoundError:
        raise VoteFileError(VoteFault.MISSING_FILE, str(path)) from None
    except (OSError, ValueError):
        raise VoteFileError(VoteFault.UNREADABLE, str(path)) from None
    if not stat.S_ISREG(mode):
        raise VoteFileError(VoteFault.STREAM, path.name)
    if not path.name.lower().endswith(KINDS):
        raise VoteFileError(VoteFault.UNKNOWN_KIND, path.name, expected=", ".join(KINDS))
    return (path,)


def _in_folder(path: Path) -> tuple[Path, ...]:
    files = sorted(file for file in path.iterdir() if file.name.lower().endswith(KINDS))
    for name in (POLIS_LONG, POLIS_WIDE):
        export = [file for file in files if file.name in (name, f"{name}.gz")]
        if export:
            return (export[0],)
    parts = tuple(file for file in files if file.name not in NOT_VOTES)
    if not parts:
        raise VoteFileError(VoteFault.EMPTY_FOLDER, path.name, expected=", ".join(KINDS))
    return parts


def read_part(path: Path, *, on_progress: Progress | None = None) -> VoteTable:
    """The votes of one file."""
    report = on_progress or silently
    if path.name.lower().endswith(".parquet"):
        from samenspel_report.votes.parquet import read_parquet

        return read_parquet(path, on_progress=report)
    with open_blocks(path, report) as blocks:
        roles = roles_of(header_of(blocks, path), path.name)
        if isinstance(roles, WideRoles):
            return read_wide(path, blocks, roles)
        return read_long(path, blocks, roles)


def _moved(on_progress: Progress, before: int, total: int, done: int, _: int) -> None:
    on_progress(before + done, total)
