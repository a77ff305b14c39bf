"""What a person may read of a collaboration in each context, asked at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samenspel.agreements import queries as agreements
from samenspel.agreements.choices import Manner
from samenspel.agreements.models import (
    AgreementVersion,
    BalanceRound,
    CommitmentTerms,
    Contribution,
    Ending,
    Pause,
    Upheaval,
)
from samenspel.agreements.queries import Given
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, PhaseNote
from samenspel.conversations import queries as conversations
from samenspel.conversations.models import Conversation
from samenspel.evaluation import queries as evaluation
from samenspel.evaluation.models import Evaluation
from samenspel.meaning import queries as meaning
from samenspel.meaning.models import Scan
from samenspel.people.models import User
from samenspel.platform.prepared import Prepared, prepared
from samenspel.platform.together import ask_together

OF_ALL: dict[str, Prepared[[Collaboration], Any]] = {  # who takes part reads all of it
    "phases": prepared(collaborations.phase_notes_of),
    "versions": prepared(agreements.versions_in),
    "terms": prepared(agreements.terms_in),
    "given": prepared(agreements.contributions_in),
    "rounds": prepared(agreements.balance_rounds_in),
    "pauses": prepared(agreements.pauses_in),
    "upheavals": prepared(agreements.upheavals_in),
    "endings": prepared(agreements.endings_in),
    "conversations": prepared(conversations.conversations_in),
}
GIFTS = prepared(agreements.given_in)


@dataclass(frozen=True, slots=True)
class Story:
    """What is kept of a collaboration by each context, newest first, for one person."""

    collaboration: Collaboration
    phases: list[PhaseNote]
    versions: list[AgreementVersion]
    terms: list[CommitmentTerms]
    given: list[Contribution]
    gifts: list[Given]  # all of it, counted
    rounds: list[BalanceRound]
    pauses: list[Pause]
    upheavals: list[Upheaval]
    endings: list[Ending]
    evaluations: list[Evaluation]
    asked: list[Scan]
    conversations: list[Conversation]

    @property
    def scans(self) -> list[Scan]:
        """Of what was asked, the outcomes that can be read."""
        return [each for each in self.asked if each.is_revealed and not _waits_for_talk(each)]

    @property
    def to_talk_about(self) -> Scan | None:
        """The newest that was opened together and waits for the talk before the numbers."""
        return next(filter(_waits_for_talk, self.asked), None)

    @property
    def under_way(self) -> Scan | None:
        """The newest that is made or answered now."""
        sealed = (each for each in self.asked if each.is_sealed)
        return next((each for each in sealed if not each.is_revealed), None)

    @property
    def over(self) -> set[int | None]:
        """The agreements that ended; `None` among them when all of the collaboration did."""
        return {each.agreement_id for each in self.endings if each.manner in Manner.final()}

    @property
    def rest(self) -> Pause | None:
        """The pause of the whole collaboration, while it lasts."""
        whole = (each for each in self.pauses if each.agreement_id is None)
        return next((each for each in whole if each.ended_at is None), None)


def story_of(
    collaboration: Collaboration, *, person: User, most: int, fewer: Mapping[str, int] | None = None
) -> Story:
    """What this person may read there, asked at once; of each sort at most so many, the newest.

    Of some sorts fewer do.
    """
    asked = {name: rows(collaboration) for name, rows in OF_ALL.items()}
    asked["evaluations"] = _evaluations_in(collaboration, person)
    asked["asked"] = _asked_in(collaboration, person)
    gifts, limits = GIFTS(collaboration), fewer or {}
    ask_together(gifts, *(rows.first(limits.get(name, most)) for name, rows in asked.items()))
    told = {name: list(rows) for name, rows in asked.items()}
    return Story(collaboration, gifts=[Given(*each) for each in gifts], **told)


@prepared
def _evaluations_in(collaboration: Collaboration, person: User) -> QuerySet[Evaluation]:
    return evaluation.evaluations_visible_to(person).filter(collaboration=collaboration)


@prepared
def _asked_in(collaboration: Collaboration, person: User) -> QuerySet[Scan]:
    return meaning.scans_known_in(collaboration, person=person)


def _waits_for_talk(scan: Scan) -> bool:
    return scan.is_sealed and scan.is_revealed and scan.talk.numbers_at is None


def scan_to_read_first(story: Story) -> Scan | None:
    """The newest that was opened together, or else the newest."""
    sealed = (scan for scan in story.scans if scan.is_sealed)
    return next(sealed, next(iter(story.scans), None))
