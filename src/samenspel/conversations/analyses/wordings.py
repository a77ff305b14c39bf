"""Statements for who reads another language: a translation with the words of who wrote it."""

import hashlib
import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from samenspel.conversations.queries import Worded

from .counted import Counted


def read_in(language: str, worded: Worded) -> str:
    """A statement in one line for someone who reads this language."""
    own = worded.others.get(language)
    if own is None:
        return worded.text
    both = {"text": own, "original": worded.text}
    return _("%(text)s (in the words of who wrote it: %(original)s)") % both


def wording_print(worded: Mapping[int, Worded], counted: Counted) -> str:
    """The same for the same words of the statements that people voted on."""
    said = [(number, worded[number]) for number in counted.voted_on if number in worded]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
