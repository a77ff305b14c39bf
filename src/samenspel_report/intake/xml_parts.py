"""The XML within a workbook, walked through as a stream."""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

PART, LONGEST_TOKEN = 65_536, 1_000_000  # bytes of XML

Start = Callable[[str, dict[str, str]], None]


class NotAWorkbook(Exception):
    """The zip holds no workbook we know, or one that two readers may read in two ways."""


def parse(
    archive: zipfile.ZipFile,
    member: str,
    start: Start,
    *,
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Walk through the XML of a member as a stream.

    What goes on and on, such as a comment, is read again from its beginning with each part that
    comes in, which takes for ever. So it is refused.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(member) as content:
        read = 0
        while part := content.read(PART):
            parser.Parse(part, False)  # noqa: FBT003 so is the signature of expat
            read += len(part)
            if read - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise NotAWorkbook
    parser.Parse(b"", True)  # noqa: FBT003 so is the signature of expat


def _refuse(*_: object) -> None:
    """A workbook has no document type, so no entities to blow up."""
    raise NotAWorkbook


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition(" ")[2]


class LocalNames(dict[str, str]):
    """Names of elements without their namespace, worked out once each."""

    def __missing__(self, tag: str) -> str:
        self[tag] = name = local(tag)
        return name
