"""Instant run-off: the fewest first choices go out until one option has more than half."""

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked.ballots import RankedElection
from samenspel_analysis.decision.ranked.pairwise import PLAIN
from samenspel_analysis.decision.ranked.results import Act, RankedOutcome
from samenspel_analysis.decision.ranked.settings import RankedTerms
from samenspel_analysis.decision.ranked.transfer import Count


def irv(election: RankedElection, *, terms: RankedTerms = PLAIN) -> RankedOutcome:
    """Exclude one after another; docs/methods/decision-ranked.md."""
    if terms.seats != 1:
        raise DecisionError("instant run-off fills one seat")
    count = Count(election, terms)
    while not count.elected:
        votes, hopeful = count.piles.votes, count.hopeful
        going = sum(votes[option] for option in hopeful)
        majority = [option for option in hopeful if 2 * votes[option] > going]
        if majority or len(hopeful) == 1:
            winner = (majority or hopeful)[0]
            rest = [option for option in hopeful if option != winner]
            if rest:
                second = max(rest, key=lambda option: votes[option])
                gap = votes[winner] - votes[second]
                count.margins.append(Margin(winner, second, gap, len(count.rounds) + 1))
            count.write(count.elect([winner]), Act.ENDED)
        else:
            count.exclude_lowest(())
    return count.outcome(None)
