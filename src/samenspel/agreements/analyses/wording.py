"""Wordings to what changed in them, and to the document that people keep."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.choices import Goal
from samenspel.agreements.models import Agreement, AgreementVersion
from samenspel_report.agreement import AgreementPaper, agreement_pdf

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class SentenceFate(StrEnum):
    """What became of a sentence between two versions."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and whether it stayed, went or came."""

    fate: SentenceFate
    text: str


@dataclass(frozen=True, slots=True)
class PartChanged:
    """One part of an agreement in two versions, sentence by sentence."""

    title: str
    sentences: tuple[Sentence, ...]

    @property
    def has_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(each.fate != SentenceFate.KEPT for each in self.sentences)


def sentences_of(text: str) -> list[str]:
    """A text in its sentences and lines."""
    return [each.strip() for each in SENTENCE_END.split(text) if each.strip()]


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentences of both in reading order; what went stands before what came in its place."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    found: list[Sentence] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found += [Sentence(SentenceFate.KEPT, each) for each in before[i:j]]
        else:
            found += [Sentence(SentenceFate.GONE, each) for each in before[i:j]]
            found += [Sentence(SentenceFate.NEW, each) for each in after[k:m]]
    return tuple(found)


def changes(before: AgreementVersion, after: AgreementVersion) -> list[PartChanged]:
    """Every part of an agreement, with what changed from one version to another."""
    return [
        PartChanged(title, compared(sentences_of(old), sentences_of(new)))
        for (title, old), (_title, new) in zip(parts_of(before), parts_of(after), strict=True)
    ]


def parts_of(version: AgreementVersion) -> list[tuple[str, str]]:
    """What a version says, part by part, as people read it."""
    return [
        (_("Your purpose"), version.purpose),
        (_("Sort of change"), version.get_objective_display()),
        (_("What we do"), version.what),
        (_("For whom"), version.for_whom),
        (_("We look at it again on"), _day(version.review_on)),
        (_("Who may change it"), version.get_changers_display()),
        (_("Goals of the United Nations"), "\n".join(goals_in_words(version.goals))),
    ]


def goals_in_words(codes: Sequence[str]) -> list[str]:
    """Goals by number and name, targets by code with their text where it was brought in."""
    language = translation.get_language() or "nl"
    targets = [code for code in codes if "." in code]
    texts = queries.target_texts(targets, language) if targets else {}
    labels = {str(goal): str(goal.label) for goal in Goal}
    return [f"{code} {labels.get(code) or texts.get(code, '')}".strip() for code in codes]


def paper_of(agreement: Agreement, version: AgreementVersion, language: str) -> bytes:
    """A version as a PDF that people keep: what it says, and who accepted it when."""
    with translation.override(language):
        paper = AgreementPaper(
            collaboration=agreement.collaboration.name,
            name=agreement.name,
            number=version.number,
            standing=str(version.get_standing_display()),
            parts=tuple(part for part in parts_of(version) if part[1]),
            accepted=tuple(
                (each.party.name, each.accepted_by.name if each.accepted_by else "",
                 _moment(each.accepted_at))
                for each in version.acceptances.all()
            ),
            waiting=tuple(party.name for party in queries.waiting_for(version)),
            made_on=queries.day_of(version.closed_at or version.proposed_at),
        )  # fmt: skip
    return agreement_pdf(paper, language)


def _day(day: date | datetime) -> str:
    return str(date_format(day, "j F Y"))


def _moment(at: datetime) -> str:
    return _day(queries.day_of(at))
