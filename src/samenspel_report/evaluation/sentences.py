"""What an evaluation says of one item, of a pair of sides, and in all: in sentences."""

from collections.abc import Iterator, Sequence

from samenspel_analysis.evaluation.results import Evaluated, Gap, Heard
from samenspel_analysis.meaning.states import Verdict
from samenspel_report.i18n import Translator, mark

VERDICTS = {
    Verdict.SHARED: mark("shared"),
    Verdict.DIFFERENT: mark("different"),
    Verdict.UNDECIDED: mark("not yet to say"),
}


def verdict_words(t: Translator, gap: Gap) -> str:
    """The verdict in a word or three."""
    return t.gettext("too few answers") if gap.verdict is None else t.gettext(VERDICTS[gap.verdict])


def gap_sentence(t: Translator, found: Evaluated, gap: Gap) -> str:
    """How far two sides lie apart, and what can be said of it."""
    first, second = found.sides[gap.first], found.sides[gap.second]
    if gap.value is None or gap.low is None or gap.high is None or gap.verdict is None:
        said = {"first": first, "second": second}
        return t.gettext("%(first)s and %(second)s: too few answers to compare.") % said
    higher, lower = (second, first) if gap.value >= 0 else (first, second)
    ends = (gap.low, gap.high) if gap.value >= 0 else (-gap.high, -gap.low)
    said = {
        "higher": higher,
        "lower": lower,
        "gap": t.number(abs(gap.value), 1),
        "from": signed(t, ends[0]),
        "to": signed(t, ends[1]),
        "tolerance": t.number(found.tolerance, 1 if found.tolerance % 1 else 0),
    }
    sentences = {
        Verdict.DIFFERENT: t.gettext(
            "Different: %(higher)s answers %(gap)s points higher than %(lower)s "
            "(95%% interval %(from)s to %(to)s)."
        ),
        Verdict.SHARED: t.gettext(
            "Shared: between %(higher)s and %(lower)s probably lies less than %(tolerance)s point "
            "(a chance of at least four in five; 95%% interval %(from)s to %(to)s)."
        ),
        Verdict.UNDECIDED: t.gettext(
            "Not yet to say: %(higher)s answers %(gap)s points higher than %(lower)s, and that may "
            "be more or less than %(tolerance)s point (95%% interval %(from)s to %(to)s)."
        ),
    }
    return sentences[gap.verdict] % said


def heard_sentence(t: Translator, name: str, heard: Heard, low: int) -> str:
    """What one side answered; a mean never without how the answers lie."""
    if heard.n is None or heard.mean is None:
        return t.gettext("%(side)s: too few answers to show.") % {"side": name}
    mean = t.number(heard.mean, 1)
    if heard.counts is None:
        return t.ngettext(
            "%(side)s: %(n)s answer, %(mean)s.", "%(side)s: %(n)s answers, %(mean)s on average.",
            heard.n,
        ) % {"side": name, "n": heard.n, "mean": mean}  # fmt: skip
    given = [low + i for i, count in enumerate(heard.counts) if count]
    said = {"side": name, "n": heard.n, "least": given[0], "most": given[-1], "mean": mean}
    return (
        t.gettext("%(side)s: %(n)s answers, from %(least)s to %(most)s, %(mean)s on average.")
        % said
    )


def in_short(
    t: Translator, found: Evaluated, asks: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is seen differently and what alike, between any two sides, and how much stays open."""
    told = [{gap.verdict for gap in item.gaps} for item in found.items]
    pairs = list(zip(asks, told, strict=True))
    different = tuple(ask for ask, said in pairs if Verdict.DIFFERENT in said)
    alike = tuple(ask for ask, said in pairs if said == {Verdict.SHARED})
    if different:
        yield t.gettext("You see this differently:"), different
    if alike:
        yield t.gettext("You see this alike:"), alike
    if open_yet := len(told) - len(different) - len(alike):
        yield t.ngettext(
            "Of %(n)s question it is not yet to say whether you see it alike.",
            "Of %(n)s questions it is not yet to say whether you see them alike.",
            open_yet,
        ) % {"n": open_yet}, ()  # fmt: skip


def signed(t: Translator, value: float) -> str:
    """A number of points that may be below zero."""
    return ("−" if round(value, 1) < 0 else "") + t.number(abs(value), 1)


def limits(t: Translator) -> list[str]:
    """What cannot be concluded from an evaluation."""
    return [
        t.gettext("An answer is what people think of it now; it does not measure success."),
        t.gettext(
            "A shared answer can be a shared blind spot, and a difference can be what makes the "
            "work good."
        ),
        t.gettext("There is no total and no mark: two answers cannot be added up."),
        t.gettext(
            "With few people the interval is wide. That no difference can be shown does not mean "
            "that there is none."
        ),
    ]
