"""Which rule a file of Pabulib names, with its parameters."""

from dataclasses import dataclass
from fractions import Fraction

from samenspel_analysis.decision.budget import Completion, EqualShares, Greedy, Utility
from samenspel_report.ballots import BudgetFile
from samenspel_report.ballots.pabulib_votes import WHOLE, Kind

GREEDY, SHARES, ADD_ONE = "greedy", "equal-shares", "equal-shares-add1"
BUDGET_RULES = (GREEDY, SHARES, ADD_ONE)
NO_SKIP, THRESHOLD = "greedy-no-skip", "greedy-threshold"
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule under the name by which it is asked for."""

    name: str
    rule: Greedy | EqualShares


def rule_of(file: BudgetFile, asked: str = "") -> NamedRule:
    """The rule asked for, or else the one of the file; equal shares with Add1 if it names none.

    What the file says of its own rule is kept when that same rule is asked for.
    """
    own = _of_file(file)
    if own is not None and asked in ("", own.name):
        return own
    name = asked or ADD_ONE
    if name == GREEDY:
        return NamedRule(name, Greedy())
    utility = _utility(file.kind)
    return NamedRule(name, EqualShares(utility, ONE if name == ADD_ONE else None))


def _of_file(file: BudgetFile) -> NamedRule | None:
    told, utility = file.rule or "", _utility(file.kind)
    rules: dict[str, tuple[str, Greedy | EqualShares]] = {
        "greedy": (GREEDY, Greedy()),
        NO_SKIP: (GREEDY, Greedy(skip=False)),
        THRESHOLD: (GREEDY, Greedy(threshold=_threshold(file))),
        "equalshares": (SHARES, EqualShares(utility)),
        "equalshares/add1": (ADD_ONE, EqualShares(utility, ONE)),
        "equalshares/add1u": (
            ADD_ONE,
            EqualShares(utility, ONE, completion=Completion.GREEDY),
        ),
        "equalshares/add1-comparison": (ADD_ONE, EqualShares(utility, ONE, compared=True)),
    }
    return NamedRule(*rules[told]) if told in rules else None


def _threshold(file: BudgetFile) -> int:
    told = file.meta.get("min_project_score_threshold", "0")
    return int(float(told)) if WHOLE.fullmatch(told) else 0


def _utility(kind: Kind) -> Utility:
    return Utility.COST if kind in (Kind.APPROVAL, Kind.CHOOSE_ONE) else Utility.POINTS
