"""The file with which Belenios or Helios tells its result: votes for each answer, or each vote."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from django.utils.translation import gettext as _

from samenspel.decisions.choices import Form, Said
from samenspel.decisions.models import Decision

from .choosing import Picked

ANSWERS = (Said.FOR, Said.AGAINST, Said.BLANK)
MOST_BYTES = 2_000_000
MOST_VOTES = 200_000
MOST_DIGITS = 10


class NotAResult(ValueError):
    """A file that cannot be the result of this vote, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was voted elsewhere, vote by vote, and the fingerprint of the file that says so."""

    said: Sequence[Said | Picked]
    text: str
    digest: str


def read_result(decision: Decision, content: bytes) -> Result:
    """Read the result of one question with the answers of this vote, in their order.

    Of a vote for or against the number for each answer is enough; of a choice each vote is needed.
    """
    if len(content) > MOST_BYTES:
        raise NotAResult(_("This file is too large to be the result of a vote."))
    try:
        text = content.decode("utf-8-sig")
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAResult(_("This file is no JSON. Take the file named result.json.")) from None
    said = _said(decision, _question(told))
    _check_number(told, len(said))
    return Result(said, text, hashlib.sha256(text.encode()).hexdigest())


def _question(told: object) -> list[object]:
    """The only question: of Belenios under `result`, of Helios by itself."""
    questions = told.get("result") if isinstance(told, dict) else told
    if not isinstance(questions, list) or len(questions) != 1 or not isinstance(questions[0], list):
        raise NotAResult(_("The result of one question is expected, and this file has another."))
    return questions[0]


def _said(decision: Decision, question: list[object]) -> list[Said | Picked]:
    if not decision.has_options:
        return _by_totals(_numbers(question, (len(ANSWERS) - 1, len(ANSWERS))))
    if len(question) > MOST_VOTES:
        raise NotAResult(_("This file is too large to be the result of a vote."))
    places = list(decision.options.order_by("place").values_list("place", flat=True))
    votes = [_numbers(each, (len(places),)) for each in question]
    by_order = decision.form == Form.RANKING
    return [_picked(places, each, by_order=by_order) for each in votes]


def _by_totals(totals: Sequence[int]) -> list[Said | Picked]:
    if sum(totals) > MOST_VOTES:
        raise NotAResult(_("This file is too large to be the result of a vote."))
    return [said for said, number in zip(ANSWERS, totals, strict=False) for _vote in range(number)]


def _numbers(told: object, lengths: Sequence[int]) -> list[int]:
    """One number of 0 or more for each answer."""
    if not isinstance(told, list) or len(told) not in lengths:
        raise NotAResult(
            _("For each answer one number is expected, and this file has more or fewer answers.")
        )
    if any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in told):
        raise NotAResult(_("For each answer a whole number of 0 or more is expected."))
    return told


def _picked(places: Sequence[int], numbers: Sequence[int], *, by_order: bool) -> Picked:
    """Of an order 1 goes first, equal numbers stand level, and 0 is left out."""
    given = dict(zip(places, numbers, strict=True))
    if not by_order:
        return Picked(points={place: n for place, n in given.items() if n})
    ranks = sorted({n for n in numbers if n})
    levels = (tuple(place for place, n in given.items() if n == rank) for rank in ranks)
    return Picked(ranking=tuple(levels))


def _check_number(told: object, votes: int) -> None:
    """Belenios says itself how many votes it counted."""
    counted = told.get("num_tallied") if isinstance(told, dict) else None
    if counted is None:
        return
    if not _is_number(counted):
        raise NotAResult(_("The file does not say in a whole number how many votes were counted."))
    if int(counted) != votes:
        raise NotAResult(
            _("The file says that %(counted)s votes were counted, and holds %(votes)s.")
            % {"counted": counted, "votes": votes}
        )


def _is_number(told: object) -> TypeGuard[int | str]:
    """A number or its digits, no longer than fits in a sentence."""
    if isinstance(told, str):
        return len(told) < MOST_DIGITS and told.isascii() and told.isdigit()
    return isinstance(told, int) and not isinstance(told, bool) and abs(told) < 10**MOST_DIGITS
