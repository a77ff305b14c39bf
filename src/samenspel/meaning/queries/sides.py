"""Who is asked, how far they are in numbers only, and what a link opens."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Role
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import (
    GroupLink,
    Guessing,
    Invitation,
    Respondent,
    Scan,
    ScanMessage,
    ScanScale,
    ScanSide,
    ScanWord,
    WordAnswer,
)
from samenspel.people.models import User
from samenspel.people.queries import fingerprint

# What saving an answer needs to know of a scan; each column more costs time in every save.
OF_SCAN = ("state", "closes_at", "link_secret", "series", "low", "high")
NEEDED = [f"side__scan__{name}" for name in OF_SCAN]
STEP = 5  # an open scan counts answers in fives, so that no single answer shows
GAVE_A_POINT = Q(
    Exists(
        WordAnswer.objects.filter(
            respondent=OuterRef("pk"), answers__about=None, answers__isnull=False
        )
    )
)
SPEAKING = (Role.MANAGER, Role.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class SideCount:
    """A side in numbers: `answered` is exact once the scan is over, before that in fives."""

    side: ScanSide
    invited: int
    answered: int
    is_exact: bool
    is_mine: bool
    has_group_link: bool


def speaks_for(person: User, party_id: int) -> bool:
    """Whether this person is a manager or representative of the party."""
    return person.representations.filter(party_id=party_id, role__in=SPEAKING).exists()


def side_counts(scan: Scan, *, person: User, at: datetime) -> list[SideCount]:
    """Every side of a scan in numbers, for someone of one of them."""
    mine = set(
        collaborations.parties_of(person)
        .filter(representations__person=person, representations__role__in=SPEAKING)
        .values_list("pk", flat=True)
    )
    over = scan.is_over(at)
    return [
        SideCount(
            side,
            invited,
            answered if over else answered // STEP * STEP,
            over,
            side.party_id in mine,
            by_link,
        )
        for side, invited, answered, by_link in _counted(scan, over=over)
    ]


def _counted(scan: Scan, *, over: bool) -> Iterable[tuple[ScanSide, int, int, bool]]:
    # Until the end, who erased their answers counts on: see `_forget_answers`.
    counts = GAVE_A_POINT if over else GAVE_A_POINT | Q(link_key="")
    # Who joined by a group link is not counted here: their number grows as people take part.
    asked = Invitation.objects.filter(revoked_at=None, group_link=None)
    found = scan.sides.select_related("party", "accepted_by", "withheld_by").annotate(
        invited=_number_of(asked),
        answered=_number_of(Respondent.objects.filter(counts)),
        by_link=Exists(GroupLink.objects.filter(side=OuterRef("pk"))),
    )
    for side in found.order_by("pk"):
        yield side, side.invited, side.answered, side.by_link


def _number_of(rows: "QuerySet[Invitation] | QuerySet[Respondent]") -> Coalesce:
    """How many of these a side has: counted apart, as two joined lists would be multiplied."""
    of_side = rows.filter(side=OuterRef("pk")).order_by().values("side")
    return Coalesce(Subquery(of_side.annotate(number=Count("pk")).values("number")), 0)


def who_answered() -> QuerySet[Respondent]:
    """Those who chose a point on a scale for themselves."""
    return Respondent.objects.filter(GAVE_A_POINT)


def people_asked(side: ScanSide, *, matching: str = "") -> QuerySet[Invitation]:
    """The people who are asked by name or address, in the order in which they were added.

    `matching` is part of a name or an address. Who joined by a group link is not among them: the
    list would show when someone took part.
    """
    asked = side.invitations.filter(group_link=None)
    if matching:
        asked = asked.filter(Q(name__icontains=matching) | Q(email__icontains=matching))
    return asked.select_related("added_by").order_by("pk")


def asked_too_many(side: ScanSide) -> int:
    """How many people are asked, where that is more than the side has; else 0."""
    asked = side.invitations.filter(revoked_at=None).count()
    return asked if asked > side.population else 0


def invitations_seen_by(person: User) -> QuerySet[Invitation]:
    """Whom the sides of this person asked by name or address, in the order of asking."""
    asked = Invitation.objects.filter(
        group_link=None,
        side__party__in=collaborations.parties_of(person),
        side__scan__collaboration__in=collaborations.ids_visible_to(person),
    )
    return asked.select_related("side__party", "side__scan__collaboration").order_by("pk")


def group_link(token: str) -> GroupLink | None:
    """The group link that `token` belongs to, unless it was ended."""
    related = ("side__scan__collaboration", "side__party")
    links = GroupLink.objects.select_related(*related).filter(revoked_at=None)
    return links.filter(token_hash=fingerprint(token)).first()


def group_link_of(side: ScanSide) -> GroupLink | None:
    """The group link that people of a side can follow now, if there is one."""
    return side.group_links.filter(revoked_at=None).first()


def had_group_link(side: ScanSide) -> bool:
    """Whether people of this party could join the wave before by a group link."""
    scan = side.scan
    before = Scan.objects.filter(series=scan.series, wave=scan.wave - 1)
    links = GroupLink.objects.filter(side__scan__in=before, side__party=side.party_id)
    return scan.wave > 1 and links.exists()


def places_left(side: ScanSide) -> int:
    """For how many people of a side there is no personal link yet."""
    return max(0, side.population - side.invitations.filter(revoked_at=None).count())


def words_of(scan: Scan) -> QuerySet[ScanWord]:
    """The words of a scan with their scales, in order."""
    scales = ScanScale.objects.order_by("position", "pk")
    return scan.words.prefetch_related(Prefetch("scales", queryset=scales)).order_by("position")


def invitation_of(token: str) -> Invitation | None:
    """The invitation that `token` belongs to, unless it was withdrawn."""
    kept = fingerprint(token)
    of_a_reminder = ScanMessage.objects.filter(token_hash=kept).values("invitation_id")
    return _usable().filter(Q(token_hash=kept) | Q(pk__in=of_a_reminder)).first()


def invitation_for(scan_id: int, invitation_id: int) -> Invitation | None:
    """The invitation someone began with, unless it was withdrawn."""
    return _usable().filter(pk=invitation_id, side__scan_id=scan_id).first()


def invitation_to_save_for(scan_id: int, invitation_id: int) -> Invitation | None:
    """The same with only what a save needs; whatever else one asks of it is read then."""
    kept = Invitation.objects.filter(pk=invitation_id, side__scan_id=scan_id, revoked_at=None)
    return next(iter(kept.select_related("side__scan").only("side", *NEEDED)), None)


def fictional_invitations(*, at: datetime) -> QuerySet[Invitation]:
    """The fictional people of the example who can answer now: nobody made or added them."""
    asked = _usable().filter(
        added_by=None, side__scan__made_by=None, side__scan__state=ScanState.OPEN
    )
    return asked.filter(side__scan__closes_at__gt=at, name__endswith=" Fictief").order_by("pk")


def _usable() -> QuerySet[Invitation]:
    related = ("side__scan__collaboration", "side__party")
    return Invitation.objects.select_related(*related).filter(revoked_at=None)


def respondent_of(invitation: Invitation) -> Respondent | None:
    """Who answers on this invitation; not to be found once the scan is opened."""
    key = link_key(invitation.side.scan, invitation.pk)
    return Respondent.objects.filter(side=invitation.side, link_key=key).first() if key else None


def link_key(scan: Scan, invitation_id: int) -> str:
    """What ties a respondent to an invitation, with the secret of the scan; empty without one."""
    return keyed(scan.link_secret, f"invitation {invitation_id}")


def device_key(scan: Scan, nonce: str) -> str:
    """What ties an answer to the browser that gave it; empty without the secret of the scan."""
    return keyed(scan.link_secret, f"device {nonce}")


def keyed(secret: str, text: str) -> str:
    """A key of this text that nobody finds without the secret; empty without one."""
    if not secret:
        return ""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def word_answers_of(respondent: Respondent) -> QuerySet[WordAnswer]:
    """What this respondent said, by word."""
    return respondent.word_answers.prefetch_related("answers").order_by("word__position")


def earlier_answer(invitation: Invitation, word: ScanWord) -> WordAnswer | None:
    """What was answered on this invitation before about a word; not once the scan is opened."""
    key = link_key(invitation.side.scan, invitation.pk)
    said = WordAnswer.objects.filter(word=word, respondent__link_key=key).prefetch_related(
        "answers"
    )
    return said.first() if key else None


def other_sides(side: ScanSide) -> QuerySet[ScanSide]:
    """The sides about which someone of this side guesses, as its makers chose."""
    others = ScanSide.objects.filter(scan_id=side.scan_id, guessed_in__by=side)
    return others.select_related("party").order_by("pk")


def guesses_in(scan: Scan) -> set[tuple[int, int]]:
    """Which party guesses about which other in a scan."""
    chosen = Guessing.objects.filter(by__scan=scan)
    return set(chosen.values_list("by__party_id", "about__party_id"))
