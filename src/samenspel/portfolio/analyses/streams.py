from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.agreements.choices import Fate, Standing
from samenspel.agreements.queries import Given
from samenspel.collaborations.models import Party
from samenspel.meaning import analyses as meaning
from samenspel.meaning.models import ScanResult
from samenspel.platform.markup import ours
from samenspel.portfolio.analyses.glyphs import how_often
from samenspel.portfolio.choices import Sort, Stream
from samenspel.portfolio.queries import Moment, Story
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures import Band, River, Sounding, Span, Stone, Word, two_streams


@dataclass(frozen=True, slots=True)
class Streams:
    """The two streams: as a picture, as sentences, and as the rows of both tables."""

    picture: SafeString
    sentences: tuple[str, ...]
    upper: tuple[tuple[str, str], ...]
    under: tuple[tuple[str, str], ...]


def streams_of(
    story: Story, moments: Sequence[Moment], *, parties: Sequence[Party], ours_first: set[int],
    result: ScanResult | None, today: date, language: str,
) -> Streams:  # fmt: skip
    """What is drawn of a collaboration, for someone who speaks for the parties `ours_first`."""
    past = [each.on for each in moments if not each.is_ahead]
    begins = min([*past, *(each.on for each in story.gifts)], default=today)
    clock = _Clock(min(begins, today - timedelta(days=1)), today)
    words = meaning.strands_of(result, language)
    bands = _bands(story.gifts, parties, ours_first, clock)
    said = _agreed(story)
    ahead = min((each for each in moments if each.is_ahead), key=lambda m: m.on, default=None)
    river = River(
        titles=(
            (_("Upper current"), _("what you agree on and do")),
            (_("Undercurrent"), _("what words mean to you")),
        ),
        bands=bands,
        stones=tuple(_stones(story, clock)),
        stones_say=said,
        ahead=(_day(ahead.on), ahead.says) if ahead else None,
        spans=tuple(_spans(story, clock)),
        soundings=tuple(_soundings(moments, clock)),
        words=words,
        asked_at=clock.share(_asked_on(result, today)),
        today=_("today, %(day)s") % {"day": _day(today)},
        label=_("Two streams of %(name)s. The sentences and the table say the same.")
        % {"name": story.collaboration.name},
    )
    drawn = "".join(two_streams(river, narrow=narrow) for narrow in (False, True))
    return Streams(
        picture=ours(drawn),
        sentences=tuple(_sentences(bands, words, again=_guessed_again(result))),
        upper=tuple(_upper_rows(story, bands, said, ahead)),
        under=tuple((word.name, word.note) for word in words),
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    begins: date
    today: date

    def share(self, on: date) -> float:
        return (on - self.begins) / (self.today - self.begins)


def _bands(
    given: Sequence[Given], parties: Sequence[Party], first: set[int], clock: _Clock
) -> tuple[Band, Band] | None:
    """How often each side gave in the three months before each moment."""
    if not given:
        return None
    us = next((party for party in parties if party.pk in first), parties[0])
    them = [party for party in parties if party.pk != us.pk]
    sides = [[each for each in given if (each.giver == us.pk) == is_us] for is_us in (True, False)]
    days = [[(each.on, each.times) for each in side] for side in sides]
    names = (us.name, them[0].name if len(them) == 1 else _("the others"))
    first_band, second_band = (
        Band(shares, name, _times(side))
        for shares, name, side in zip(
            how_often(days, clock.begins, clock.today), names, sides, strict=True
        )
    )
    return first_band, second_band


def _times(given: Sequence[Given]) -> str:
    number = sum(each.times for each in given)
    return ngettext("gave %(n)s time", "gave %(n)s times", number) % {"n": number}


def _agreed(story: Story) -> tuple[str, str]:
    """How many agreements hold, and what became of the commitments."""
    held = len({v.agreement_id for v in story.versions if v.is_accepted})
    promised = [each.commitment for each in story.terms if each.number == 1]
    label = _("no agreement yet")
    if held:
        label = ngettext("%(n)s agreement", "%(n)s agreements", held) % {"n": held}
    counted = [each.fate for each in promised if each.fate in (Fate.DELIVERED, Fate.OPEN)]
    if not counted:
        return label, _("no commitment yet")
    note = ngettext(
        "%(kept)s of %(n)s commitment kept", "%(kept)s of %(n)s commitments kept", len(counted)
    ) % {"kept": counted.count(Fate.DELIVERED), "n": len(counted)}
    begun = {each.fulfils for each in story.gifts}
    partly = sum(each.fate == Fate.OPEN and each.pk in begun for each in promised)
    if partly:
        note = _("%(note)s, %(partly)s in part") % {"note": note, "partly": partly}
    return label, note


def _stones(story: Story, clock: _Clock) -> Iterator[Stone]:
    resting = {each.agreement_id for each in story.pauses if each.ended_at is None}
    found = [
        (version.closed_at.date(), "paused" if version.agreement_id in resting else "running")
        for version in story.versions
        if version.is_accepted and version.closed_at
    ]
    for terms in story.terms:
        promised = terms.commitment
        if terms.number > 1 or terms.standing != Standing.ACCEPTED or not terms.closed_at:
            continue
        if promised.delivered_on:
            found.append((promised.delivered_on, "kept"))
        elif promised.fate == Fate.OPEN:
            found.append((terms.closed_at.date(), "running"))
    for on, kind in found:
        yield Stone(clock.share(on), kind)


def _spans(story: Story, clock: _Clock) -> Iterator[Span]:
    notes = sorted(story.phases, key=lambda note: note.reached_on)
    if not notes:
        yield Span(0.0, 1.0, str(story.collaboration.get_phase_display()))
    for i, note in enumerate(notes):
        ends = notes[i + 1].reached_on if i + 1 < len(notes) else clock.today
        name = str(note.get_phase_display())
        yield Span(clock.share(note.reached_on), clock.share(ends), name)


def _soundings(moments: Sequence[Moment], clock: _Clock) -> Iterator[Sounding]:
    """When something below the line was asked: of each scan and conversation the beginning."""
    asked: set[str] = set()
    days: dict[date, set[Sort]] = {}
    for each in sorted(moments, key=lambda moment: moment.on):
        about = each.about or each.path
        if each.stream == Stream.UNDER and not each.is_ahead and about not in asked:
            asked.add(about)
            days.setdefault(each.on, set()).add(each.sort)
    for on, sorts in days.items():
        name = _("scan, %(day)s") if Sort.SCAN in sorts else _("conversation, %(day)s")
        if len(sorts) > 1:
            name = _("scan and conversation, %(day)s")
        yield Sounding(clock.share(on), name % {"day": date_format(on, "j b")})


def _asked_on(result: ScanResult | None, today: date) -> date:
    return result.scan.made_on if result else today


def _guessed_again(result: ScanResult | None) -> bool:
    """Whether people guessed again after the talk: what was found tells of before it."""
    talk = getattr(result.scan, "talk", None) if result else None
    return bool(talk and talk.learning)


def _sentences(
    bands: tuple[Band, Band] | None, words: Sequence[Word], *, again: bool
) -> Iterator[str]:
    if bands is None:
        yield _("What you gave each other was not written down yet.")
    else:
        one, other = bands
        yield _("%(one)s %(times)s, %(other)s %(as_often)s.") % {
            "one": one.label, "times": one.note, "other": other.label, "as_often": other.note,
        }  # fmt: skip
    hidden = [word.name for word in words if word.found.state == State.HIDDEN_DIFFERENCE]
    if hidden:
        says = _("Below the line lies difference that you do not see of each other yet: %(words)s.")
        if again:
            says = _("Before the talk you did not see this difference of each other: %(words)s.")
        yield says % {"words": ", ".join(hidden)}
    elif words:
        yield _("Below the line no word holds mostly hidden difference.")
    else:
        yield _("What your words mean is not known yet.")


def _upper_rows(
    story: Story, bands: tuple[Band, Band] | None, said: tuple[str, str], ahead: Moment | None
) -> Iterator[tuple[str, str]]:
    for band in bands or ():
        yield band.label, band.note
    yield _("Agreements"), said[0]
    yield _("Commitments"), said[1]
    yield _("Phase"), str(story.collaboration.get_phase_display())
    if ahead:
        yield _day(ahead.on), ahead.says


def _day(on: date) -> str:
    return str(date_format(on, "j F Y"))
