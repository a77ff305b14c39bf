"""An outcome on the terminal: what is funded, what is not and why, and every step if asked."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from samenspel_cli.command import one_line
from samenspel_report.decision import majority_sentences, ranked_sentences
from samenspel_report.decision.budget_sentences import (
    funded_lines,
    notice_line,
    share_sentences,
    spent_sentence,
    tie_lines,
    trace_lines,
    unfunded_lines,
)
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.decision.majority_json import MAJORITY, CountedMajority
from samenspel_report.decision.ranked_rules import CountedRanked
from samenspel_report.i18n import Translator

STRONG, QUIET = "bold", "dim"
INDENT = (0, 0, 0, 3)


def print_budget(t: Translator, counted: CountedBudget, *, trace: bool) -> None:
    """Print the outcome of a vote on a budget on standard output."""
    console = _headed(t, counted.file.meta.get("description", ""), counted.rule_name)
    for sentence in (spent_sentence(t, counted), *share_sentences(t, counted)):
        console.print(sentence)
    _list(console, t.gettext("Funded"), funded_lines(t, counted))
    lines = (f"{title}. {why}" for title, why in unfunded_lines(t, counted))
    _list(console, t.gettext("Not funded"), lines)
    _list(console, t.gettext("Ties that mattered"), tie_lines(t, counted))
    if trace:
        _list(console, t.gettext("Step by step"), trace_lines(t, counted))
    notices = [notice_line(t, notice) for notice in counted.file.notices]
    _list(console, t.gettext("What to know"), notices)
    if counted.as_selected is not None:
        console.print()
        console.print(_as_selected(t, same=counted.as_selected))


def print_ranked(t: Translator, counted: CountedRanked, *, trace: bool) -> None:
    """Print the outcome of ranked ballots or of points on standard output."""
    console = _headed(t, counted.title, counted.rule.name)
    for sentence in ranked_sentences.opening(t, counted):
        console.print(one_line(sentence))
    _list(console, t.gettext("Elected"), ranked_sentences.elected_lines(t, counted))
    _list(console, t.gettext("Not elected"), ranked_sentences.rest_lines(t, counted))
    _list(console, t.gettext("Where it was closest"), ranked_sentences.margin_lines(t, counted))
    _list(console, t.gettext("Ties that mattered"), ranked_sentences.tie_lines(t, counted))
    if trace:
        _list(console, t.gettext("Step by step"), ranked_sentences.trace_lines(t, counted))


def print_majority(t: Translator, counted: CountedMajority) -> None:
    """Print what became of a proposal, and the arithmetic, on standard output."""
    console = _headed(t, counted.file.title, MAJORITY)
    for sentence in majority_sentences.opening(t, counted):
        console.print(sentence)
    _list(console, t.gettext("Votes"), majority_sentences.vote_lines(t, counted))
    _list(console, t.gettext("By class"), majority_sentences.class_lines(t, counted))
    margin = majority_sentences.margin_lines(t, counted)
    _list(console, t.gettext("What would have changed it"), margin)
    _list(console, t.gettext("What to know"), majority_sentences.notice_lines(t, counted))


def _headed(t: Translator, title: str, rule: str) -> Console:
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.print()
    if title:
        console.print(Text(one_line(title), STRONG))
    said = t.gettext("Counted by the rule %(rule)s.") % {"rule": rule}
    console.print(Text(said, QUIET))
    return console


def _as_selected(t: Translator, *, same: bool) -> str:
    if same:
        return t.gettext("This is what the file says was funded.")
    return t.gettext("The file says that other projects were funded.")


def _list(console: Console, heading: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if found:
        console.print()
        console.print(Text(heading, STRONG))
    for line in found:
        console.print(Padding(one_line(line), INDENT))
