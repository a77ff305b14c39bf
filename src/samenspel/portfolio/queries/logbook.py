"""Everything that happened in a collaboration, and what lies ahead of it, as moments."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.agreements import queries as agreements
from samenspel.agreements.choices import Fate, Standing
from samenspel.conversations.choices import ConversationState
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan
from samenspel.portfolio.choices import Sort, Stream

from .moments import Moment, looked_back, whose_word
from .story import Story


def moments_in(story: Story, *, today: date, stream: str = "", sort: str = "") -> list[Moment]:
    """All of it, what is furthest ahead first; of one stream or one sort where that is asked.

    Each part tells what happened in order, so that of one moment what came later stands first.
    """
    found = [*_phases(story), *_agreed(story), *_promised(story), *_exchanged(story)]
    found += [*_moved(story), *looked_back(story.evaluations)]
    found += [*_asked(story, today), *_talked(story, today)]
    kept = [
        each for each in found
        if each.is_ahead == (each.on > today)
        and stream in ("", each.stream) and sort in ("", each.sort)
    ]  # fmt: skip
    kept.sort(key=lambda each: each.order)
    return kept[::-1]  # of one moment, what is told last of it stands first


def _phases(story: Story) -> Iterator[Moment]:
    path = reverse("collaborations:phase", args=[story.collaboration.slug])
    for note in reversed(story.phases):
        said = {"phase": note.get_phase_display(), "evidence": note.evidence}
        says = _("To the phase %(phase)s. %(evidence)s") % said
        yield Moment(note.reached_on, Stream.UPPER, Sort.PHASE, says, path, at=note.noted_at)


def _agreed(story: Story) -> Iterator[Moment]:
    oldest_first = story.versions[::-1]
    in_force = {each.agreement_id: each for each in oldest_first if each.is_accepted}
    for version in oldest_first:
        name, slug = version.agreement.name, story.collaboration.slug
        path = reverse("agreements:agreement", args=[slug, version.agreement_id])
        said = {"agreement": name, "party": version.proposed_for.name, "number": version.number}
        is_over = bool(story.over & {None, version.agreement_id})
        if in_force.get(version.agreement_id) is version and not is_over:
            says = _("Look again at “%(agreement)s”.") % said
            yield Moment(version.review_on, Stream.UPPER, Sort.AGREEMENT, says, path, is_ahead=True)
        says = _("%(party)s proposed version %(number)s of “%(agreement)s”.") % said
        yield _upper(version.proposed_at, Sort.AGREEMENT, says, path)
        ended = {
            Standing.ACCEPTED: _("Everyone accepted version %(number)s of “%(agreement)s”."),
            Standing.DECLINED: _("Version %(number)s of “%(agreement)s” was declined."),
            Standing.WITHDRAWN: _("Version %(number)s of “%(agreement)s” was withdrawn."),
        }
        if version.closed_at:
            says = ended[Standing(version.standing)] % said
            yield _upper(version.closed_at, Sort.AGREEMENT, says, path)


def _promised(story: Story) -> Iterator[Moment]:
    begun = {each.fulfils for each in story.gifts}
    for terms in reversed(story.terms):
        promised = terms.commitment
        path = reverse("agreements:commitment", args=[story.collaboration.slug, promised.pk])
        said = {"giver": promised.giver.name, "receiver": promised.receiver.name,
                "what": terms.what}  # fmt: skip
        if terms.number == 1 and promised.is_running:
            says = _("%(giver)s gives %(receiver)s: %(what)s")
            if promised.pk in begun:
                says = _("%(giver)s gives %(receiver)s the rest of: %(what)s")
            elif promised.fate == Fate.ASKED:
                says = _("Not promised yet, of %(giver)s to %(receiver)s: %(what)s")
            says %= said | {"what": promised.what}
            yield Moment(promised.due_on, Stream.UPPER, Sort.COMMITMENT, says, path, is_ahead=True)
        if terms.standing == Standing.ACCEPTED and terms.closed_at:
            says = _("%(giver)s promised %(receiver)s: %(what)s")
            if terms.calls_off:
                says = _("Let go together, of %(giver)s to %(receiver)s: %(what)s")
            elif terms.number > 1:
                says = _("Changed together, of %(giver)s to %(receiver)s: %(what)s")
            yield _upper(terms.closed_at, Sort.COMMITMENT, says % said, path)


def _exchanged(story: Story) -> Iterator[Moment]:
    path = reverse("agreements:give_and_take", args=[story.collaboration.slug])
    for each in reversed(story.given):
        said = {"giver": each.giver.name, "receiver": each.receiver.name, "what": each.what}
        says = _("%(giver)s gave %(receiver)s: %(what)s")
        if each.is_part:
            says = _("%(giver)s gave %(receiver)s a part of what was promised: %(what)s")
        yield Moment(each.given_on, Stream.UPPER, Sort.GIVEN, says % said, path, at=each.noted_at)
    for asked in reversed(story.rounds):
        says = _("%(party)s asked whether it feels in balance.") % {"party": asked.asked_for.name}
        yield _upper(asked.asked_at, Sort.GIVEN, says, path)
        if asked.opened_at:
            says = _("Each side said whether it feels in balance.")
            yield _upper(asked.opened_at, Sort.GIVEN, says, path)


def _moved(story: Story) -> Iterator[Moment]:
    path = reverse("agreements:flexibility", args=[story.collaboration.slug])
    for each in reversed(story.pauses):
        name = str(each.agreement or story.collaboration)
        said = {"name": name, "party": each.asked_for.name, "reason": each.reason}
        says = _("%(party)s let “%(name)s” rest: %(reason)s") % said
        yield _upper(each.asked_at, Sort.MOVING, says, path)
        if each.ended_at and each.ended_for:
            says = _("%(party)s took up “%(name)s” again.") % (
                said | {"party": each.ended_for.name}
            )
            yield _upper(each.ended_at, Sort.MOVING, says, path)
        else:
            says = _("“%(name)s” rests until then.") % said
            yield Moment(each.until_on, Stream.UPPER, Sort.MOVING, says, path, is_ahead=True)
    for changed in reversed(story.upheavals):
        says = _("%(party)s: %(what)s") % {"party": changed.noted_for.name, "what": changed.what}
        yield Moment(changed.happened_on, Stream.UPPER, Sort.MOVING, says, path)
    for ending in reversed(story.endings):
        path = reverse("agreements:ending", args=[story.collaboration.slug, ending.pk])
        said = {
            "name": str(ending.agreement or story.collaboration),
            "manner": ending.get_manner_display(),
            "reason": ending.reason,
        }
        says = _("“%(name)s”: %(manner)s. %(reason)s") % said
        yield Moment(ending.ended_on, Stream.UPPER, Sort.ENDING, says, path)


def _asked(story: Story, today: date) -> Iterator[Moment]:
    for scan in reversed(story.asked):
        if scan.opened_at and scan.closes_at:
            yield from _open_to_answers(story, scan, today)
    for scan in reversed(story.scans):
        said = {"scan": scan.title}
        path = reverse("meaning:scan_detail", args=[story.collaboration.slug, scan.pk])
        says = _("The outcome of “%(scan)s”.") % said
        if scan.is_sealed:
            says = _("“%(scan)s” was opened together.") % said
        yield _of_scan(scan, scan.revealed_at or scan.made_on, says, path)
        talk = getattr(scan, "talk", None)
        if scan.is_sealed and talk and talk.numbers_at:
            yield _of_scan(scan, talk.numbers_at, whose_word(talk, scan), path)


def _open_to_answers(story: Story, scan: Scan, today: date) -> Iterator[Moment]:
    """From when to when people could answer, before anyone could read anything."""
    path = reverse("meaning:scan_state", args=[story.collaboration.slug, scan.pk])
    said = {"scan": scan.title}
    says = _("People were asked to answer “%(scan)s”.") % said
    if scan.opened_at:
        yield _of_scan(scan, scan.opened_at, says, path)
    is_open = scan.state == ScanState.OPEN
    if scan.closes_at and is_open and agreements.day_of(scan.closes_at) > today:
        says = _("Answering “%(scan)s” ends.") % said
        yield _of_scan(scan, scan.closes_at, says, path, is_ahead=True)


def _of_scan(scan: Scan, when: date, says: str, path: str, *, is_ahead: bool = False) -> Moment:
    at = when if isinstance(when, datetime) else None
    on = agreements.day_of(at) if at else when
    return Moment(on, Stream.UNDER, Sort.SCAN, says, path, is_ahead, about=f"scan {scan.pk}", at=at)


def _talked(story: Story, today: date) -> Iterator[Moment]:
    for each in reversed(story.conversations):
        if each.state == ConversationState.DRAFT or each.opened_at is None:
            continue
        said, args = {"question": each.question}, [story.collaboration.slug, each.pk]
        path = reverse("conversations:conversation", args=args)
        says = _("The conversation “%(question)s” began.") % said
        began, ended_at = each.opened_at, min(filter(None, (each.closed_at, each.closes_at)))
        on = agreements.day_of(began)
        yield Moment(on, Stream.UNDER, Sort.CONVERSATION, says, path, at=began)
        ends = agreements.day_of(ended_at)
        says = _("The conversation “%(question)s” ends.") % said
        if ends <= today:
            says = _("The conversation “%(question)s” ended.") % said
        is_ahead = ends > today
        yield Moment(ends, Stream.UNDER, Sort.CONVERSATION, says, path, is_ahead, at=ended_at)


def _upper(at: datetime, sort: Sort, says: str, path: str) -> Moment:
    return Moment(agreements.day_of(at), Stream.UPPER, sort, says, path, at=at)
