"""A map on the terminal: the groups, what joins and divides, and what to know first."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from samenspel_analysis.opinion.results import OpinionMap
from samenspel_report.i18n import Translator
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.report import opinion_report

STRONG, QUIET = "bold", "dim"
INDENT = (0, 0, 0, 3)


def print_map(t: Translator, found: OpinionMap, context: MapContext) -> None:
    """Print the report on standard output, without its pictures and tables."""
    report = opinion_report(found, context, t.language)
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.print()
    console.print(Text(report.heading, STRONG))
    console.print(Text(" · ".join(f"{term}: {value}" for term, value in report.facts), QUIET))
    console.print(report.lede)
    for group in report.groups:
        console.print()
        console.print(Text(group.name, STRONG))
        console.print(Padding(group.sentence, INDENT))
        for block in group.statements:
            console.print(Padding(f"{block.saying.text} {block.sentence}", INDENT))
    for entry in report.lists:
        _heading(console, entry.title)
        for block in entry.blocks:
            console.print(Padding(f"{block.saying.text} {block.sentence}", INDENT))
        if entry.none:
            console.print(Padding(entry.none, INDENT))
    _sentences(console, report.labels["tests"], report.tests)
    if report.flags:
        said = (*report.flags.sentences, *report.flags.difference)
        _sentences(console, report.labels["flags"], said)
    if report.notices:
        _sentences(console, report.labels["notices"], report.notices)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, STRONG))


def _sentences(console: Console, heading: str, sentences: tuple[str, ...]) -> None:
    _heading(console, heading)
    for sentence in sentences:
        console.print(Padding(sentence, INDENT))
