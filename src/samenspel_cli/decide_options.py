"""What the options of a count say, or a sentence on what they should say."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from samenspel_analysis.decision.budget import (
    BudgetTie,
    Completion,
    EqualShares,
    Greedy,
    Stop,
    Terms,
    Utility,
)
from samenspel_cli.command import refuse
from samenspel_cli.options import choice_in, whole_number_in
from samenspel_report.ballots import BudgetFile
from samenspel_report.decision.budget_rules import ADD_ONE, BUDGET_RULES, NamedRule, rule_of
from samenspel_report.i18n import Translator, mark

MOST_SCORE = 10**12
AMOUNT = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)
PART = re.compile(r"(\d{1,9})/(\d{1,9})", re.ASCII)

AMOUNT_EXPECTED = mark(
    "%(option)s “%(value)s” cannot be used; expected an amount above 0, as in 1 or 0.50."
)
PART_EXPECTED = mark("%(option)s “%(value)s” cannot be used; expected a fraction, as in 1/3.")
NOT_WITH_RULE = mark("%(option)s does not go with the rule %(value)s.")
NOT_WITH_FILE = mark("%(option)s does not go with the ballots of “%(value)s”.")
NO_SUCH_PROJECT = mark("--conflict “%(value)s” is not a project of this file.")


@dataclass(frozen=True, slots=True)
class Request:
    """The options as they were written."""

    file: str
    rule: str = ""
    seats: str = ""
    arithmetic: str = ""
    dots: str = ""
    first: str = ""
    majority: str = ""
    more_than: bool = False
    basis: str = ""
    blanks_count: bool = False
    quorum: str = ""
    second_meeting: bool = False
    chambers: str = ""
    shares: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    unit_cap: str = ""
    most_proxies: str = ""
    utility: str = ""
    increment: str = ""
    stop: str = ""
    completion: str = ""
    comparison: bool = False
    eligibility: str = ""
    threshold: str = ""
    no_skip: bool = False
    conflicts: tuple[str, ...] = ()
    ties: str = "lot"
    seed: str = ""
    as_json: bool = False
    trace: bool = False


BUDGET_OPTIONS = {
    "utility": "--utility",
    "increment": "--increment",
    "stop": "--stop",
    "completion": "--completion",
    "comparison": "--comparison",
    "eligibility": "--eligibility",
    "threshold": "--threshold",
    "no_skip": "--no-skip",
    "conflicts": "--conflict",
}
MAJORITY_OPTIONS = {
    "majority": "--majority",
    "more_than": "--more-than",
    "basis": "--basis",
    "blanks_count": "--blanks-count",
    "quorum": "--quorum",
    "second_meeting": "--second-meeting",
    "chambers": "--chambers",
    "shares": "--share",
    "organs": "--organ",
    "unit_cap": "--unit-cap",
    "most_proxies": "--most-proxies",
}
RANKED_OPTIONS = {"seats": "--seats", "arithmetic": "--arithmetic", "dots": "--dots"}


EVERY_OPTION = {"rule": "--rule", "seed": "--seed", "first": "--first"} | (
    BUDGET_OPTIONS | MAJORITY_OPTIONS | RANKED_OPTIONS
)


def only_for(t: Translator, request: Request, options: dict[str, str], file: str) -> None:
    """Refuse an option that says nothing about this kind of file."""
    for field, option in options.items():
        if getattr(request, field):
            refuse(t, NOT_WITH_FILE, {"option": option, "value": file})


def budget_rule(t: Translator, file: BudgetFile, request: Request) -> NamedRule:
    """The rule of the file or the one asked for, with what the options change of it."""
    asked = request.rule and choice_in(t, "--rule", request.rule, BUDGET_RULES)
    named = rule_of(file, asked)
    if isinstance(named.rule, Greedy):
        return NamedRule(named.name, _greedy(t, named, named.rule, request))
    return NamedRule(named.name, _shares(t, named, named.rule, request))


def _greedy(t: Translator, named: NamedRule, rule: Greedy, request: Request) -> Greedy:
    for option, given in (
        ("--utility", request.utility),
        ("--increment", request.increment),
        ("--stop", request.stop),
        ("--completion", request.completion),
        ("--comparison", request.comparison),
        ("--eligibility", request.eligibility),
    ):
        if given:
            refuse(t, NOT_WITH_RULE, {"option": option, "value": named.name})
    if request.threshold:
        least = whole_number_in(t, "--threshold", request.threshold, 0, MOST_SCORE)
        rule = replace(rule, threshold=least)
    return replace(rule, skip=False) if request.no_skip else rule


def _shares(t: Translator, named: NamedRule, rule: EqualShares, request: Request) -> EqualShares:
    for option, given in (("--threshold", request.threshold), ("--no-skip", request.no_skip)):
        if given:
            refuse(t, NOT_WITH_RULE, {"option": option, "value": named.name})
    rule = _increments(t, named, rule, request)
    if request.utility:
        worth = choice_in(t, "--utility", request.utility, tuple(Utility))
        rule = replace(rule, utility=Utility(worth))
    if request.completion:
        rest = choice_in(t, "--completion", request.completion, tuple(Completion))
        rule = replace(rule, completion=Completion(rest))
    if request.eligibility:
        rule = replace(rule, eligibility=part_in(t, "--eligibility", request.eligibility))
    return replace(rule, compared=True) if request.comparison else rule


def _increments(
    t: Translator, named: NamedRule, rule: EqualShares, request: Request
) -> EqualShares:
    for option, given in (("--increment", request.increment), ("--stop", request.stop)):
        if given and named.name != ADD_ONE:
            refuse(t, NOT_WITH_RULE, {"option": option, "value": named.name})
    if request.increment:
        rule = replace(rule, increment=amount_in(t, "--increment", request.increment))
    if request.stop:
        stop = choice_in(t, "--stop", request.stop, tuple(Stop))
        rule = replace(rule, stop=Stop(stop))
    return rule


def budget_terms(t: Translator, file: BudgetFile, request: Request) -> Terms:
    """Conflicts and ties as the options say."""
    places = {name: place for place, name in enumerate(file.election.names)}
    conflicts = []
    for group in request.conflicts:
        names = [name.strip() for name in group.split(",") if name.strip()]
        for name in names:
            if name not in places:
                refuse(t, NO_SUCH_PROJECT, {"value": name})
        conflicts.append(frozenset(places[name] for name in names))
    tie = BudgetTie(choice_in(t, "--ties", request.ties, tuple(BudgetTie)))
    return Terms(tuple(conflicts), tie, request.seed or None)


def amount_in(t: Translator, option: str, text: str) -> Fraction:
    """An amount of money above zero, as it is written."""
    if AMOUNT.fullmatch(text.strip()):
        amount = Fraction(text.strip().replace(",", "."))
        if amount > 0:
            return amount
    return refuse(t, AMOUNT_EXPECTED, {"option": option, "value": text})


def part_in(t: Translator, option: str, text: str) -> Fraction:
    """A fraction, as in 1/3."""
    found = PART.fullmatch(text.strip())
    if found and int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    return refuse(t, PART_EXPECTED, {"option": option, "value": text})
