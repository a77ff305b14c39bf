"""The outcome of ranked ballots or of points in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked import Act, Round
from samenspel_analysis.decision.ranked.results import PairwiseTrace
from samenspel_report.decision.ranked_rules import CountedRanked
from samenspel_report.i18n import Translator

DECIMALS = 2


def votes_in(t: Translator, votes: Fraction) -> str:
    """Votes or points; decimals only where there are any, rounded to two."""
    whole = votes.denominator == 1
    return t.number(int(votes) if whole else float(round(votes, DECIMALS)), 0 if whole else 2)


def opening(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """How many voted, what was needed, and whether one option wins from each other."""
    voters, outcome = counted.election.voters, counted.outcome
    yield t.ngettext("%(voters)s person voted.", "%(voters)s people voted.", voters) % {
        "voters": t.number(voters)
    }
    if outcome.quota is not None:
        yield t.gettext("%(quota)s votes are enough for a seat.") % {
            "quota": votes_in(t, outcome.quota)
        }
    if outcome.pairwise is not None:
        yield _condorcet(t, outcome.pairwise, counted)
    if outcome.divided:
        yield t.ngettext(
            "%(voters)s ballot ties options; it was divided equally among them.",
            "%(voters)s ballots tie options; they were divided equally among them.",
            outcome.divided,
        ) % {"voters": t.number(outcome.divided)}


def _condorcet(t: Translator, pairwise: PairwiseTrace, counted: CountedRanked) -> str:
    if pairwise.condorcet is None:
        return t.gettext("No option wins from each of the others.")
    return t.gettext("%(name)s wins from each of the others.") % {
        "name": counted.election.names[pairwise.condorcet]
    }


def elected_lines(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """Who or what is elected; with points where the rule adds up points."""
    for option in counted.outcome.elected:
        yield _with_points(t, option, counted)


def rest_lines(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """All others in their order."""
    for option in counted.outcome.order:
        if option not in counted.outcome.elected:
            yield _with_points(t, option, counted)


def _with_points(t: Translator, option: int, counted: CountedRanked) -> str:
    name = counted.election.names[option]
    if not counted.outcome.totals:
        return name
    points = counted.outcome.totals[option]
    return t.gettext("%(name)s: %(points)s") % {"name": name, "points": votes_in(t, points)}


def margin_lines(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """Where it was closest: the smallest margin of all."""
    drawn = {tie.options for tie in counted.outcome.ties}
    direct = [
        margin
        for margin in counted.outcome.margins
        if margin.votes > 0 or (margin.votes == 0 and not drawn)
    ]
    if direct:
        yield _margin(t, min(direct, key=_size), counted)


def _size(margin: Margin) -> Fraction:
    return margin.votes


def _margin(t: Translator, margin: Margin, counted: CountedRanked) -> str:
    return _ahead(t, margin) % {
        "ahead": counted.election.names[margin.ahead],
        "behind": counted.election.names[margin.behind],
        "votes": votes_in(t, margin.votes),
        "round": margin.round,
    }


def _ahead(t: Translator, margin: Margin) -> str:
    if margin.round is None:
        return t.gettext("%(ahead)s was %(votes)s ahead of %(behind)s.")
    if margin.votes:
        return t.gettext("In round %(round)s %(ahead)s was %(votes)s ahead of %(behind)s.")
    return t.gettext(
        "In round %(round)s %(ahead)s and %(behind)s were equal, and an earlier round decided."
    )


def tie_lines(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """Ties that mattered, and how they were broken."""
    for tie in counted.outcome.ties:
        if tie.mattered:
            names = [f"“{counted.election.names[option]}”" for option in tie.options]
            yield t.gettext("%(options)s came out equal; %(first)s was drawn.") % {
                "options": ", ".join(names),
                "first": f"“{counted.election.names[tie.first]}”",
            }


def trace_lines(t: Translator, counted: CountedRanked) -> Iterator[str]:
    """Every round, or every two options against each other."""
    for number, each in enumerate(counted.outcome.rounds, 1):
        yield _round(t, number, each, counted)
    pairwise = counted.outcome.pairwise
    if pairwise is not None:
        for i, first in enumerate(counted.election.names):
            for j, second in enumerate(counted.election.names[:i]):
                yield t.gettext("%(first)s against %(second)s: %(ahead)s to %(behind)s.") % {
                    "first": second,
                    "second": first,
                    "ahead": t.number(pairwise.preferred[j][i]),
                    "behind": t.number(pairwise.preferred[i][j]),
                }


def _round(t: Translator, number: int, each: Round, counted: CountedRanked) -> str:
    names = counted.election.names
    standing = [(votes, name) for votes, name in zip(each.votes, names, strict=True) if votes]
    standing.sort(key=lambda entry: -entry[0])
    said = [
        t.gettext("Round %(number)s: %(votes)s.")
        % {
            "number": number,
            "votes": ", ".join(f"{name} {votes_in(t, votes)}" for votes, name in standing),
        }
    ]
    if each.elected:
        elected = ", ".join(names[option] for option in each.elected)
        said.append(t.gettext("Elected: %(names)s.") % {"names": elected})
    if each.moved is not None:
        said.append(_moved(t, each.act) % {"name": names[each.moved]})
    return " ".join(said)


def _moved(t: Translator, act: Act) -> str:
    if act is Act.SURPLUS:
        return t.gettext("What %(name)s has above the quota goes on.")
    return t.gettext("%(name)s is out, and the votes go on.")
