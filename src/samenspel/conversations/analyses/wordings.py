"""Statements for who reads another language: a translation with the words of who wrote it."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from samenspel.conversations.queries import Worded

from .counted import Counted


class Reading(NamedTuple):
    """A statement for one reader, and as it was written where that is another language."""

    text: str
    language: str
    original: str = ""
    original_language: str = ""


def read_in(language: str, worded: Worded) -> Reading:
    """A statement for someone who reads this language."""
    own = worded.others.get(language)
    if own is None:
        return Reading(worded.text, worded.language)
    return Reading(own, language, worded.text, worded.language)


def wording_print(worded: Mapping[int, Worded], counted: Counted) -> str:
    """The same for the same words of the statements that people voted on."""
    said = [(number, worded[number]) for number in counted.voted_on if number in worded]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
