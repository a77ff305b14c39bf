"""The talk about an outcome, and who guessed again after it, in numbers only."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import (
    Invitation,
    Scan,
    ScanScale,
    ScanSide,
    ScanWord,
    SecondGuess,
    Talk,
    TalkAgreement,
    TalkWord,
)
from samenspel.people.models import User
from samenspel.platform.calendars import CalendarItem

from .scans import asked_of
from .sides import SPEAKING, STEP, keyed


@dataclass(frozen=True, slots=True)
class GuessCount:
    """How many of a side guessed again: in fives, so that no single guess shows."""

    side: ScanSide
    at_least: int


def talks_of(person: User) -> QuerySet[Talk]:
    """The talks about outcomes that were opened together in this person's collaborations."""
    scans = Scan.objects.filter(
        asked_of(person),
        state=ScanState.REVEALED,
        collaboration__in=collaborations.visible_to(person),
    )
    related = ("scan__collaboration", "scan__result", "scan__brought_in_by", "numbers_by")
    return Talk.objects.filter(scan__in=scans).select_related(*related)


def written_in(talk: Talk) -> dict[str, TalkWord]:
    """What was noted in a talk, by word."""
    return {word.concept: word for word in talk.words.select_related("written_by").order_by("pk")}


def agreements_in(talk: Talk) -> QuerySet[TalkAgreement]:
    """What was agreed in a talk, the nearest day first."""
    return talk.agreements.order_by("due_on", "pk")


def days_of_talk(talk: Talk, *, address: str, host: str) -> list[CalendarItem]:
    """The moment of a talk and the days of what was agreed; `address` is that of its page."""
    items = []
    if talk.planned_at:
        title = _("Talk about “%(scan)s”") % {"scan": talk.scan.title}
        items.append(CalendarItem(f"talk-{talk.pk}@{host}", title, talk.planned_at, address))
    for each in agreements_in(talk):
        uid = f"agreement-{each.pk}@{host}"
        items.append(CalendarItem(uid, each.what, each.due_on, address, each.owner))
    return items


def guess_counts(talk: Talk) -> list[GuessCount]:
    """How many people of each side guessed again."""
    sides = talk.scan.sides.select_related("party").annotate(guessed=Count("second_guesses"))
    return [GuessCount(side, side.guessed // STEP * STEP) for side in sides.order_by("pk")]


def words_named(scan: Scan, concepts: list[str]) -> list[ScanWord]:
    """These words of a scan with their scales, in the order of the names."""
    scales = ScanScale.objects.order_by("position", "pk")
    found = scan.words.filter(name_nl__in=concepts).prefetch_related(
        Prefetch("scales", queryset=scales)
    )
    return sorted(found, key=lambda word: concepts.index(word.name_nl))


def takes_second_guess(invitation: Invitation) -> bool:
    """Whether this person may guess again now, after the talk."""
    scan = invitation.side.scan
    open_talks = Talk.objects.filter(guessing_at__isnull=False, numbers_at=None)
    return scan.is_revealed and open_talks.filter(scan=scan).exists()


def second_guesses_of(side: ScanSide) -> QuerySet[SecondGuess]:
    """What people of a side guessed after the talk."""
    return side.second_guesses.prefetch_related("points").order_by("pk")


def second_link_key(talk: Talk, invitation: Invitation) -> str:
    """What ties a second guess to an invitation, with a secret of the talk; empty without one."""
    return keyed(talk.link_secret, f"invitation {invitation.pk}")


def sides_read_for(person: User, scan: Scan) -> QuerySet[Party]:
    """The parties in a scan for which this person speaks, and so can read as "we"."""
    mine = person.representations.filter(role__in=SPEAKING).values("party")
    return Party.objects.filter(pk__in=mine, scan_sides__scan=scan).order_by("pk")


def talk_about(scan: Scan) -> Talk | None:
    """The talk about a scan whose numbers are open; none for what was brought in."""
    told = Talk.objects.filter(scan=scan, numbers_at__isnull=False)
    return told.select_related("scan", "numbers_by").first()
