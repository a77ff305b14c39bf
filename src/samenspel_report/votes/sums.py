"""Files of sums: what organisations exchange instead of votes (docs/opinion-sums.schema.json)."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from samenspel_analysis.opinion import Sums
from samenspel_report.votes.careful import LONGEST_ID, is_name
from samenspel_report.votes.faults import VoteFault, VoteFileError
from samenspel_report.votes.identities import Names
from samenspel_report.votes.table import as_names, places_in

FORMAT, VERSION = "samenspel opinion sums", 1
ENDINGS = (".json", ".gz")
WIDEST = 2_000  # statements; more take a gigabyte to read
LONGEST = 256 << 20  # bytes, unpacked: sums of the most statements take less than half of it
MOST = 2**53 - 1  # the largest whole number that every reader of JSON keeps exact
PLAIN_NUMBER = re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII)
LISTS = ("agrees", "disagrees", "both", "mixed", "values")

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SharedSums:
    """Sums with the ids of their statements, and how many parts were merged into them."""

    statement_ids: Names
    sums: Sums
    parts: int = 1

    def among(self, ids: Names) -> Sums:
        """The sums with the statements numbered as in `ids`, which hold all of these."""
        places = places_in(self.statement_ids, ids).astype(np.int64)
        return self.sums.among(places, len(ids))


def sums_text(shared: SharedSums) -> Iterator[str]:
    """The file, piece by piece; of what is the same both ways the lower half is written."""
    sums = shared.sums
    head = {
        "format": FORMAT,
        "version": VERSION,
        "parts": shared.parts,
        "people": sums.people,
        "statement_ids": list(as_names(shared.statement_ids)),
        "agrees": sums.agrees.tolist(),
        "disagrees": sums.disagrees.tolist(),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for name, rows in (
        ("both", _lower(sums.both)),
        ("mixed", iter(sums.mixed)),
        ("values", _lower(sums.values)),
    ):
        yield f',\n"{name}": [\n'
        for place, row in enumerate(rows):
            yield ("" if place == 0 else ",\n") + json.dumps(row.tolist(), separators=(",", ":"))
        yield "\n]"
    yield "}\n"


def sums_bytes(shared: SharedSums, *, packed: bool) -> bytes:
    """The whole file; packed the same bytes each time."""
    text = "".join(sums_text(shared)).encode()
    return gzip.compress(text, mtime=0) if packed else text


def read_sums(path: Path) -> SharedSums:
    """A file of sums, or `VoteFileError` where what it holds cannot be sums of votes."""
    given = _given(path)
    if (given.get("format"), given.get("version")) != (FORMAT, VERSION):
        raise VoteFileError(VoteFault.NOT_SUMS, path.name)
    ids = _ids(path, given.get("statement_ids"))
    if len(ids) > WIDEST:
        raise VoteFileError(
            VoteFault.TOO_MANY_STATEMENTS, path.name, value=len(ids), expected=WIDEST
        )
    whole = {"people": (0, MOST), "parts": (1, MOST)}
    for name, (low, high) in whole.items():
        if type(given.get(name)) is not int or not low <= given[name] <= high:
            raise _broken(path, name, given.get(name), f"{low}…{high}")
    arrays = [_array(path, name, given.get(name), len(ids)) for name in LISTS]
    sums = Sums(given["people"], *arrays)
    _check(path, sums)
    return SharedSums(_names(ids), sums, given["parts"])


def _content(path: Path) -> bytes:
    """What stands in the file, no more of it than there can be; others make these files."""
    is_packed = path.name.lower().endswith(".gz")
    with gzip.open(path) if is_packed else path.open("rb") as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise VoteFileError(VoteFault.NOT_SUMS, path.name)
    return content


def _given(path: Path) -> Mapping[str, Any]:
    try:
        given = json.loads(_content(path))
    except FileNotFoundError:
        raise VoteFileError(VoteFault.MISSING_FILE, str(path)) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise VoteFileError(VoteFault.DAMAGED, path.name) from None
    except OSError:
        raise VoteFileError(VoteFault.UNREADABLE, path.name) from None
    except (ValueError, RecursionError):
        raise VoteFileError(VoteFault.NOT_SUMS, path.name) from None
    return given if isinstance(given, dict) else {}


def _ids(path: Path, given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise VoteFileError(VoteFault.NOT_SUMS, path.name)
    seen: set[str] = set()
    for place, name in enumerate(given):
        if not is_name(name):
            shown = name.encode(errors="replace").decode()
            raise _broken(path, f"statement_ids[{place}]", shown, f"1…{LONGEST_ID}")
        if name in seen:
            raise VoteFileError(
                VoteFault.SUMS_TWICE_NAMED, path.name, column="statement_ids", value=name
            )
        seen.add(name)
    return given


def _names(ids: list[str]) -> Names:
    """Numbers where all are numbers in their plainest writing, as files of votes have them."""
    if ids and all(PLAIN_NUMBER.fullmatch(each) for each in ids):
        return np.array([int(each) for each in ids], dtype=np.int64)
    return tuple(ids)


def _array(path: Path, name: str, given: object, size: int) -> Whole:
    """A list of whole numbers, (S,), or a list of rows, (S, S)."""
    if name in ("agrees", "disagrees"):
        return _row(path, name, given, size)
    if not isinstance(given, list) or len(given) != size:
        raise _broken(path, name, _size(given), str(size))
    whole = np.zeros((size, size), dtype=np.int64)
    for place, row in enumerate(given):
        length = size if name == "mixed" else place + 1
        whole[place, :length] = _row(path, f"{name}[{place}]", row, length)
    return whole if name == "mixed" else whole + np.tril(whole, -1).T


def _row(path: Path, name: str, given: object, size: int) -> Whole:
    if not isinstance(given, list) or len(given) != size:
        raise _broken(path, name, _size(given), str(size))
    for place, each in enumerate(given):
        if type(each) is not int or abs(each) > MOST:
            raise _broken(path, f"{name}[{place}]", each, f"{-MOST}…{MOST}")
    return np.array(given, dtype=np.int64)


def _check(path: Path, sums: Sums) -> None:
    """What holds for the sums of any votes."""
    cast, decided = sums.cast, sums.agrees + sums.disagrees
    least = np.minimum.outer(cast, cast)
    nothing = np.zeros_like(cast)
    bounds = {
        "agrees": (sums.agrees, nothing, cast),
        "disagrees": (sums.disagrees, nothing, cast - sums.agrees),
        "both": (sums.both, np.zeros_like(least), np.minimum(least, sums.people)),
        "mixed": (sums.mixed, _with(-sums.both, sums.agrees - sums.disagrees),
                  _with(sums.both, sums.agrees - sums.disagrees)),
        "values": (sums.values, _with(-sums.both, decided), _with(sums.both, decided)),
    }  # fmt: skip
    for name, (found, low, high) in bounds.items():
        wrong = np.argwhere((found < low) | (found > high))
        if len(wrong):
            at = tuple(wrong[0].tolist())
            where = name + "".join(f"[{place}]" for place in at)
            raise _broken(path, where, int(found[at]), f"{low[at]}…{high[at]}")


def _with(whole: Whole, diagonal: Whole) -> Whole:
    filled = whole.copy()
    np.fill_diagonal(filled, diagonal)
    return filled


def _lower(whole: Whole) -> Iterator[Whole]:
    return (row[: place + 1] for place, row in enumerate(whole))


def _size(given: object) -> str:
    return str(len(given)) if isinstance(given, list) else "–"


def _broken(path: Path, column: str, value: object, expected: str) -> VoteFileError:
    return VoteFileError(
        VoteFault.BROKEN_SUMS, path.name, column=column, value=str(value), expected=expected
    )
