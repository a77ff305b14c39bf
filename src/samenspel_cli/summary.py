"""A result on the terminal: what to talk about, what lies behind it, what to know first."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from samenspel_analysis.meaning.results import (
    AnswerMean,
    CommunityResult,
    Estimate,
    PairMovement,
    PairResult,
    ScanResult,
    WordResult,
)
from samenspel_analysis.meaning.states import NoticeKind
from samenspel_report.i18n import Translator
from samenspel_report.scan.context import ReportContext
from samenspel_report.sentences.agenda import empty_agenda, reasons, tie_sentences
from samenspel_report.sentences.community import correlation_sentences, distance_sentences
from samenspel_report.sentences.limits import answered, notices, tolerance_fact, unknown_numbers
from samenspel_report.sentences.movements import pattern_words
from samenspel_report.sentences.words import number, state_name, verdict_name

STRONG, QUIET = "bold", "dim"
INDENT = (0, 0, 0, 3)
DEEPER = (0, 0, 0, 6)


def print_summary(
    t: Translator, result: ScanResult, context: ReportContext, *, small_groups_agree: bool = False
) -> None:
    """Print the summary of a result on standard output."""
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.print()
    console.print(Text(context.title, STRONG))
    counts = " · ".join(f"{side.name}: {answered(t, side)}" for side in result.sides)
    tolerance = t.gettext("tolerance %(fact)s") % {"fact": tolerance_fact(t, result)}
    console.print(Text(f"{counts} · {tolerance}", QUIET))
    if context.wave is not None:
        console.print(Text(t.gettext("What you see is wave %(wave)s.") % {"wave": context.wave}))
    for pair in result.pairs:
        _pair(console, t, pair, result, context)
    if result.community is not None:
        _community(console, t, result.community)
    for movement in result.movements:
        _movement(console, t, movement)
    known = [*unknown_numbers(t, result), *notices(t, result)]
    if known:
        _heading(console, t.gettext("Know this first"))
        for sentence in known:
            console.print(Padding(sentence, INDENT))
    if not small_groups_agree and any(n.kind is NoticeKind.MEANS_ONLY for n in result.notices):
        told = t.gettext("Do all in a small group agree? Then add --small-groups-agree.")
        console.print(Padding(told, INDENT))
    console.print()
    console.print(Text(t.gettext("This is an agenda for a talk, not a prediction."), QUIET))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, STRONG))


def _pair(
    console: Console, t: Translator, pair: PairResult, result: ScanResult, context: ReportContext
) -> None:
    words = {word.concept: word for word in pair.concepts}
    both = {"first": pair.sides[0], "second": pair.sides[1]}
    _heading(console, t.gettext("Words to talk about: %(first)s and %(second)s") % both)
    if not pair.agenda:
        console.print(Padding(empty_agenda(t, pair), INDENT))
    for place, item in enumerate(pair.agenda, start=1):
        word = words[item.concept]
        line = Text(f"{place}. ")
        line.append(word.concept, STRONG)
        line.append(f"  {state_name(t, item.reason)}", QUIET)
        console.print(line)
        for reason in reasons(t, word, pair.sides, result.tolerance):
            console.print(Padding(reason.text, INDENT))
        if word.concept in context.questions:
            console.print(Padding(t.gettext("Begin the talk with"), INDENT))
            console.print(Padding(Text(context.questions[word.concept], "italic"), DEEPER))
    for sentence in tie_sentences(t, pair.agenda):
        console.print(Padding(sentence, INDENT))
    for item in pair.agenda:
        _scales(console, t, words[item.concept], pair.sides, context)
    _estimated(console, t, pair)
    listed = {item.concept for item in pair.agenda}
    others = [word for word in pair.concepts if word.concept not in listed]
    if others:
        _others(console, t, others)


def _estimated(console: Console, t: Translator, pair: PairResult) -> None:
    """Why a difference is not what the means beside it differ; only where one is said."""
    listed = {item.concept for item in pair.agenda}
    scales = [scale for word in pair.concepts if word.concept in listed for scale in word.scales]
    if any(scale.difference.value is not None for scale in scales):
        told = t.gettext(
            "The estimated difference is %(second)s minus %(first)s. It lies closer to zero than "
            "the means do, because part of a difference may be chance."
        ) % {"first": pair.sides[0], "second": pair.sides[1]}
        console.print(Padding(told, (1, 0, 0, 0)))


def _others(console: Console, t: Translator, words: Sequence[WordResult]) -> None:
    console.print()
    table = _table(t.gettext("The other words"), (t.gettext("Word"), t.gettext("State")), ())
    for word in words:
        table.add_row(word.concept, state_name(t, word.state))
    console.print(table)


def _scales(
    console: Console,
    t: Translator,
    word: WordResult,
    sides: tuple[str, str],
    context: ReportContext,
) -> None:
    console.print()
    table = _table(
        f"{word.concept} · {state_name(t, word.state)}",
        (t.gettext("Scale"), t.gettext("Verdict")),
        (*sides, t.gettext("Estimated difference")),
    )
    for scale in word.scales:
        value = scale.difference.value
        table.add_row(
            _poles(word.concept, scale.scale, context),
            verdict_name(t, scale.difference.verdict),
            *(_mean(t, answers) for answers in scale.own),
            "–" if value is None else number(t, value),
        )
    console.print(table)


def _table(title: str, texts: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    table = Table(
        title=Text(title), title_justify="left", title_style=STRONG, box=None, pad_edge=False,
        header_style=QUIET,
    )  # fmt: skip
    for name in texts:
        table.add_column(name)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _poles(concept: str, scale: str, context: ReportContext) -> str:
    poles = context.poles.get((concept, scale))
    return scale if poles is None else f"{poles[0]} – {poles[1]}"


def _mean(t: Translator, answers: AnswerMean) -> str:
    return "–" if answers.mean is None else t.number(answers.mean, 1)


def _movement(console: Console, t: Translator, movement: PairMovement) -> None:
    console.print()
    title = t.gettext("From %(before)s to %(after)s: %(first)s and %(second)s") % {
        "before": movement.from_wave,
        "after": movement.to_wave,
        "first": movement.sides[0],
        "second": movement.sides[1],
    }
    table = _table(title, (t.gettext("Word"), t.gettext("Movement")), ())
    for word in movement.concepts:
        table.add_row(word.concept, pattern_words(t, word, movement))
    console.print(table)


def _community(console: Console, t: Translator, community: CommunityResult) -> None:
    _heading(console, t.gettext("Each member beside the typical other member"))
    for sentence in distance_sentences(t, community.distances):
        console.print(Padding(sentence, INDENT))
    for sentence in correlation_sentences(t, community.correlation):
        console.print(Padding(sentence, INDENT))
    console.print()
    table = _table(
        t.gettext("Mean distance in points"),
        (t.gettext("Word"),),
        (t.gettext("means and others"), t.gettext("guess and others")),
    )
    for word in community.concepts:
        distances = word.distances
        table.add_row(
            word.concept,
            _distance(t, distances.own_others_mad),
            _distance(t, distances.guess_others_mad),
        )
    console.print(table)


def _distance(t: Translator, distance: Estimate) -> str:
    return "–" if distance.mean is None else t.number(distance.mean, 1)
