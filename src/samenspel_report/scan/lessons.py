"""What a talk taught: the guesses of each side before and after, beside what the other meant."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samenspel_analysis.meaning.learning import Lesson
from samenspel_analysis.meaning.results import Estimate
from samenspel_report.i18n import Translator, translator
from samenspel_report.page import environment, whole
from samenspel_report.pictures.road_line import lesson_line
from samenspel_report.scan.content import Drawing, LearnedBlock, LessonBlock, LessonItem, Table
from samenspel_report.scan.drawings import ROAD_HEIGHT, SCALE_WIDTH
from samenspel_report.sentences.learners import Learner, LearnersOfUs, LearnersWe
from samenspel_report.sentences.movements import road_words
from samenspel_report.sentences.words import MORE_THAN_THERE_IS, number, points

Poles = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WordLesson:
    """What one side learned of another about one word, whose scales have these names."""

    concept: str
    scales: tuple[str, ...]
    found: Lesson


@dataclass(frozen=True, slots=True)
class SideLessons:
    """What one side learned of another about every word; `people` guessed before and after."""

    side: str
    about: str
    people: tuple[int, int]
    words: tuple[WordLesson, ...]


def lessons_body(
    given: Sequence[SideLessons],
    poles: Poles,
    tolerance: float,
    language: str,
    *,
    perspective: str | None = None,
) -> str:
    """What the talk taught as a fragment that starts at h2; `perspective` names who reads it."""
    t = translator(language)
    template = environment().get_template("scan_lessons.html")
    return whole(template.render(learned=learned_block(t, given, poles, tolerance, perspective)))


def learned_block(
    t: Translator,
    given: Sequence[SideLessons],
    poles: Poles,
    tolerance: float,
    perspective: str | None = None,
) -> LearnedBlock:
    """What the talk taught; `poles` are the ends of each scale by its word and its name.

    What the side of `perspective` learned comes first, told as "we".
    """
    ordered = sorted(given, key=lambda each: each.side != perspective)
    return LearnedBlock(
        title=t.gettext("What you learned of each other"),
        lede=t.gettext(
            "Everyone could guess again after the talk and before the numbers. The mark shows how"
            " far the guess came from what was guessed before to what the other side meant."
        ),
        table=t.gettext("Read the guesses as a table"),
        sides=tuple(
            _block(t, each, place, poles, tolerance, learner_of(t, each, perspective))
            for place, each in enumerate(ordered, start=1)
        ),
    )


def learner_of(t: Translator, given: SideLessons, perspective: str | None) -> Learner:
    """How to tell who learned of whom to who reads it."""
    told = {given.side: LearnersWe, given.about: LearnersOfUs}.get(perspective or "", Learner)
    return told(t, given.side, given.about)


def _block(
    t: Translator,
    given: SideLessons,
    place: int,
    poles: Poles,
    tolerance: float,
    learner: Learner,
) -> LessonBlock:
    counts = {"before": t.number(given.people[0]), "after": t.number(given.people[1])}
    return LessonBlock(
        id=f"learned-{place}",
        title=learner.title(),
        people=t.gettext(
            "%(before)s people guessed before, %(after)s after; they need not be the same people."
        )
        % counts,
        words=tuple(
            LessonItem(
                word.concept,
                tuple(_sentences(t, word.found, learner, tolerance)),
                _drawing(t, word.found, word.concept, place),
            )
            for word in given.words
        ),
        tables=(_words_table(t, given), _scales_table(t, given, poles)),
    )


def _sentences(t: Translator, found: Lesson, learner: Learner, tolerance: float) -> Iterator[str]:
    if found.before is None or found.after is None:
        yield t.gettext("With fewer than five guesses we show means only; see the table.")
    elif found.share is None or found.share.mean is None:
        yield t.gettext(
            "There was little to learn, or too little is sure: the misreading before was %(points)s"
            " per scale, not clearly more than the tolerance of %(tolerance)s."
        ) % {"points": points(t, found.before), "tolerance": points(t, tolerance)}
    else:
        yield _told(found.share, learner, nearer=found.after < found.before)(
            road_words(t, found.share)
        )
        yield t.gettext("The misreading was %(before)s per scale and is now %(after)s.") % {
            "before": points(t, found.before),
            "after": points(t, found.after),
        }


def _told(share: Estimate, learner: Learner, *, nearer: bool) -> Callable[[str], str]:
    """How a share is told: past what is meant is too far, and is never told as a better guess."""
    mean = 0.0 if share.mean is None else share.mean
    low = mean if share.low is None else share.low
    high = mean if share.high is None else share.high
    if high < 0:
        return learner.further
    if low > 1:
        return learner.past
    if low > 0 and mean >= MORE_THAN_THERE_IS:
        return learner.perhaps_past
    return learner.closer if low > 0 and nearer else learner.perhaps_closer


def _drawing(t: Translator, found: Lesson, name: str, place: int) -> Drawing | None:
    if found.share is None or found.share.mean is None:
        return None
    alt = t.gettext("%(word)s: %(share)s of the road from the guess before to what is meant") % {
        "word": name,
        "share": road_words(t, found.share),
    }
    ends = (t.gettext("guessed before"), t.gettext("what is meant"))
    svg = lesson_line(found.share, ends=ends, label=alt, square=place % 2 == 1)
    return Drawing(svg, alt, SCALE_WIDTH, ROAD_HEIGHT)


def _words_table(t: Translator, given: SideLessons) -> Table:
    head = (
        t.gettext("Word"),
        t.gettext("Misreading before"),
        t.gettext("Misreading after"),
        t.gettext("Part of the road to what is meant"),
    )
    rows = tuple(
        (
            word.concept,
            _or_nothing(t, word.found.before),
            _or_nothing(t, word.found.after),
            t.gettext("not to say")
            if word.found.share is None
            else road_words(t, word.found.share),
        )
        for word in given.words
    )
    caption = t.gettext(
        "Misreading in points per scale, before and after. It is corrected for chance: the means"
        " of a few people lie apart by chance alone, so it can be smaller than the table below"
        " seems to say, even 0."
    )
    return Table(caption, head, rows)


def _or_nothing(t: Translator, value: float | None) -> str:
    return "–" if value is None else number(t, value)


def _scales_table(t: Translator, given: SideLessons, poles: Poles) -> Table:
    head = (
        t.gettext("Word"),
        t.gettext("Scale"),
        t.gettext("Guessed before"),
        t.gettext("Guessed after"),
        t.gettext("Meant"),
    )
    rows = []
    for word in given.words:
        for scale, means in zip(word.scales, word.found.scales, strict=True):
            if means is not None:
                rows.append(
                    (
                        word.concept,
                        " – ".join(poles.get((word.concept, scale), (scale,))),
                        number(t, means.before),
                        number(t, means.after),
                        number(t, means.meant),
                    )
                )
    return Table(t.gettext("Means on each scale, in points"), head, tuple(rows))
