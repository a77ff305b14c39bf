"""Keeps a text to what the font of print can show; a page keeps what people wrote."""

import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
USED = ("Regular", "Semibold", "Bold")
STAND_IN = "?"
INVISIBLE = {"Cc", "Cf"}  # control and format characters
SELECTORS = range(0xFE00, 0xFE10)  # choose between two looks of the character before


def printable(words: str) -> str:
    """The words with a stand-in for each character that the font lacks."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(_shown(character) for character in composed)


@cache
def _known() -> frozenset[str]:
    """Every character that all weights of the font have."""
    from fontTools.ttLib import TTFont

    maps = [TTFont(FONTS / f"SourceSansPro-{weight}.otf").getBestCmap() for weight in USED]
    return frozenset(chr(code) for code in set.intersection(*(set(found) for found in maps)))


@cache
def _shown(character: str) -> str:
    known = _known()
    if character.isspace():
        return character if character in known else " "
    if unicodedata.category(character) in INVISIBLE or ord(character) in SELECTORS:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return next((option for option in (character, plain) if set(option) <= known), STAND_IN)
