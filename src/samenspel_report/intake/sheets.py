"""What a workbook may hold, checked in little memory before anything unpacks it whole."""

import posixpath
import re
import zipfile
from array import array
from collections import Counter

from samenspel_report.intake.faults import AnswerFileError, FaultCode
from samenspel_report.intake.limits import Limits, in_words
from samenspel_report.intake.xml_parts import LocalNames, NotAWorkbook, local, parse

COLUMN = re.compile("[A-Z]{1,3}")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
READ_WHOLE = {WORKBOOK, RELATIONS, "xl/styles.xml"}
OTHER_FORMATS = {"content.xml", "xl/workbook.bin"}  # a reader might prefer these
LONGEST_INDEX, LONGEST_FORMULA = 10, 8_193


class _Enough(Exception):
    """The root element is known."""


def check_workbook(archive: zipfile.ZipFile, name: str, limits: Limits) -> tuple[int, int]:
    """Refuse what is dangerous or no fixed value; the last row and column of the first sheet."""
    _check_members(archive, name, limits)
    first = _first_sheet(archive)
    xml = [m for m in archive.namelist() if m.casefold().endswith(".xml") and m != first]
    roots = {member: _root(archive, member) for member in xml}
    lengths = _text_lengths(archive, [m for m in xml if roots[m] == "sst"], name, limits)
    for member in xml:
        if roots[member] == "worksheet":
            parse(archive, member, SheetCheck(limits, values_only=False).start)
    check = SheetCheck(limits, values_only=True)
    parse(archive, first, check.start, text=check.text if limits.may_calculate else None)
    most = check.shared * max(lengths, default=0) + archive.getinfo(first).file_size
    if most > limits.workbook_text:  # it might be too much: now count
        _TextCount(name, limits, lengths).count(archive, first)
    return check.last_row, check.last_column


def _check_members(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Every name once, also for a reader to whom upper and lower case are the same."""
    members = archive.infolist()
    names = Counter(member.filename.casefold().replace("\\", "/") for member in members)
    if archive.comment or max(names.values(), default=0) > 1 or OTHER_FORMATS & names.keys():
        raise NotAWorkbook
    whole = [m.file_size for m in members if m.filename.casefold() in READ_WHOLE]
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes or max(whole, default=0) > limits.part_bytes:
        limit = in_words(limits.unpacked_bytes)
        raise AnswerFileError(FaultCode.UNPACKED_TOO_LARGE, value=name, limit=limit)
    if archive.testzip() is not None:  # also finds members that are larger than they say
        raise AnswerFileError(FaultCode.DAMAGED, value=name)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The member that holds the first sheet, by the workbook's own list."""
    sheets = _elements(archive, WORKBOOK, "sheet")
    keys = [value for name, value in sheets[0].items() if name.endswith(" id")] if sheets else []
    relations = _elements(archive, RELATIONS, "Relationship")
    ids = [relation["Id"] for relation in relations]
    if len(keys) != 1 or len(set(ids)) < len(ids) or keys[0] not in ids:
        raise NotAWorkbook
    target = relations[ids.index(keys[0])]["Target"]
    if posixpath.normpath(target) != target:
        raise NotAWorkbook
    return target[1:] if target.startswith("/") else _below_xl(target)


def _below_xl(target: str) -> str:
    return target if target.startswith("xl/") else f"xl/{target}"


def _root(archive: zipfile.ZipFile, member: str) -> str:
    """The name of the outermost element."""
    found: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        found.append(local(tag))
        raise _Enough

    try:
        parse(archive, member, start)
    except _Enough:
        return found[0]
    return ""


def _text_lengths(
    archive: zipfile.ZipFile, members: list[str], name: str, limits: Limits
) -> "array[int]":
    """How long every shared text is."""
    if len(members) > 1:
        raise NotAWorkbook
    lengths, total = array("L"), 0

    def start(tag: str, _: dict[str, str]) -> None:
        if local(tag) == "si":
            lengths.append(0)

    def text(data: str) -> None:
        nonlocal total
        if not lengths:
            return
        lengths[-1] += len(data)
        total += len(data)
        if lengths[-1] > limits.cell_text or total > limits.workbook_text:
            raise AnswerFileError(FaultCode.TOO_MUCH_TEXT, value=name)

    for member in members:
        parse(archive, member, start, text=text)
    return lengths


def _elements(archive: zipfile.ZipFile, member: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this name."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == wanted:
            found.append(attributes)

    parse(archive, member, start)
    return found


class SheetCheck:
    """Walks through a sheet's XML: no filled cell far outside; where asked, no formulas, errors."""

    def __init__(self, limits: Limits, *, values_only: bool) -> None:
        self.limits, self.values_only = limits, values_only
        self.names = LocalNames()
        self.columns: dict[str, int] = {}
        self.reference = self.kind = ""
        self.shared = 0
        self.formula = -1  # how long it is by now, within one
        self.row = self.column = self.last_row = self.last_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self.names[tag]
        self.formula = -1
        if name == "c":
            self.column += 1
            self.reference = attributes.get("r", "")
            self.kind = attributes.get("t", "")
        elif name in {"v", "is"}:
            self.filled()
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "f" and self.values_only:
            self.formula = 0
            self.text("" if self.limits.may_calculate else "=" * LONGEST_FORMULA)

    def text(self, words: str) -> None:
        """A formula goes on; one longer than any spreadsheet writes could fill the memory."""
        if self.formula >= 0:
            self.formula += len(words)
            if self.formula >= LONGEST_FORMULA:
                self.refuse(FaultCode.FORMULA)

    def refuse(self, code: FaultCode) -> None:
        """This cell cannot stand."""
        row, column = self.place()
        letters = _letters(column)
        raise AnswerFileError(code, row=row, column=letters, value=f"{letters}{row}")

    def place(self) -> tuple[int, int]:
        """Row and column of the cell we are in; a cell need not say where it stands."""
        if not self.reference:
            return self.row, self.column
        letters = self.reference.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = _column(letters)
        return int(self.reference[len(letters) :]), self.columns[letters]

    def filled(self) -> None:
        """A cell holds something."""
        if self.kind == "s":
            self.shared += 1
        elif self.kind == "e" and self.values_only:
            self.refuse(FaultCode.ERROR_CELL)
        row, column = self.place()
        if row <= self.last_row and column <= self.last_column:
            return
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if column > self.limits.columns:
            limit = self.limits.columns
            raise AnswerFileError(FaultCode.TOO_MANY_COLUMNS, row=row, limit=limit)
        if self.last_row * self.last_column > self.limits.sheet_cells:
            limit_of_cells = float(self.limits.sheet_cells)
            cell = f"{_letters(column)}{row}"
            raise AnswerFileError(FaultCode.SHEET_TOO_LARGE, value=cell, limit=limit_of_cells)


class _TextCount:
    """Adds up the text of all cells, shared text as often as it stands there."""

    def __init__(self, name: str, limits: Limits, lengths: "array[int]") -> None:
        self.name, self.limits, self.lengths = name, limits, lengths
        self.names = LocalNames()
        self.total = self.length = 0
        self.shared = self.within = False
        self.index = ""

    def count(self, archive: zipfile.ZipFile, member: str) -> None:
        """Refuse a sheet with too much text."""
        parse(archive, member, self.start, text=self.text, end=self.end)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self.names[tag]
        if name == "c":
            self.shared = attributes.get("t") == "s"
            self.length = 0
        elif name in {"v", "is"}:
            self.within, self.index = True, ""

    def text(self, data: str) -> None:
        if not self.within:
            return
        if self.shared:
            self.index += data
            if len(self.index) > LONGEST_INDEX:
                raise NotAWorkbook
            return
        self.length += len(data)
        self.add(len(data))

    def end(self, tag: str) -> None:
        if self.names[tag] not in {"v", "is"} or not self.within:
            return
        self.within = False
        if self.shared and self.index.strip():
            self.add(self.lengths[int(self.index)])

    def add(self, length: int) -> None:
        self.total += length
        if self.length > self.limits.cell_text or self.total > self.limits.workbook_text:
            raise AnswerFileError(FaultCode.TOO_MUCH_TEXT, value=self.name)


def _column(letters: str) -> int:
    if not COLUMN.fullmatch(letters):
        raise NotAWorkbook
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
