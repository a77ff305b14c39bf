"""The outcome of a vote on a budget in sentences."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from samenspel_analysis.decision.budget import Ended, EqualShares, Greedy, Reason, Utility
from samenspel_analysis.decision.budget.results import (
    Comparison,
    GreedyStep,
    Purchase,
    SharesTrace,
    Unfunded,
)
from samenspel_report.ballots.pabulib_votes import Notice, Oddity
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.i18n import Translator, mark

WHY_NOT: Mapping[Reason, str] = {
    Reason.NO_SUPPORT: mark("Nobody voted for it."),
    Reason.NOT_ELIGIBLE: mark("It had too few votes for its cost to take part."),
    Reason.BELOW_THRESHOLD: mark("Its score was below what was agreed beforehand."),
    Reason.CONFLICT: mark("It does not go together with “%(rival)s”, which is funded."),
    Reason.LACKED_MONEY: mark("There was %(held)s for it; it lacked %(lacked)s."),
    Reason.AFTER_STOP: mark("An earlier project did not fit, and then nothing more was funded."),
    Reason.NOT_PREFERRED: mark("Equal shares would have funded it; more voters prefer the other."),
}
ENDED: Mapping[Ended, str] = {
    Ended.NOT_ADDED: mark("No money was added to the shares."),
    Ended.WOULD_OVERSPEND: mark(
        "The shares grew %(steps)s times; once more, and the projects would cost %(next)s."
    ),
    Ended.EXHAUSTIVE: mark("The shares grew %(steps)s times, until nothing more fitted."),
    Ended.ALL_BOUGHT: mark("The shares grew %(steps)s times, until everything was bought."),
}
ODD: Mapping[Oddity, str] = {
    Oddity.NAMED_TWICE: mark(
        "A ballot names a project twice (%(times)s times, the first on line %(first)s); it counts "
        "once."
    ),
    Oddity.VOTES_DIFFER: mark(
        "The file says another number of votes than its ballots hold (%(times)s times, “%(first)s” "
        "first); we counted the ballots."
    ),
    Oddity.SCORE_DIFFERS: mark(
        "The file says another score than its ballots hold (%(times)s times, “%(first)s” first); "
        "we counted the ballots."
    ),
    Oddity.SELECTED_OTHERWISE: mark(
        "“selected” is neither 0 nor 1 (%(times)s times, “%(first)s” first); we read that as not "
        "funded by the rule."
    ),
}


def money(t: Translator, amount: Fraction) -> str:
    """An amount in the reader's writing; cents only where there are any, rounded to them."""
    whole = amount.denominator == 1
    return t.number(int(amount) if whole else float(round(amount, 2)), 0 if whole else 2)


def funded_lines(t: Translator, counted: CountedBudget) -> Iterator[str]:
    """Each funded project with its votes and cost, in the order of funding."""
    election, votes = counted.file.election, counted.file.election.votes
    for project in counted.outcome.funded:
        yield t.ngettext(
            "%(name)s: %(cost)s, %(votes)s vote",
            "%(name)s: %(cost)s, %(votes)s votes",
            votes[project],
        ) % {
            "name": counted.file.titles[project],
            "cost": money(t, election.cost(project)),
            "votes": t.number(votes[project]),
        }


def unfunded_lines(t: Translator, counted: CountedBudget) -> Iterator[tuple[str, str]]:
    """Each project that is not funded, and why."""
    for each in counted.outcome.unfunded:
        yield counted.file.titles[each.project], _why_not(t, each, counted)


def _why_not(t: Translator, each: Unfunded, counted: CountedBudget) -> str:
    return t.gettext(WHY_NOT[each.reason]) % {
        "rival": "" if each.rival is None else counted.file.titles[each.rival],
        "held": "" if each.held is None else money(t, each.held),
        "lacked": "" if each.lacked is None else money(t, each.lacked),
    }


def spent_sentence(t: Translator, counted: CountedBudget) -> str:
    """What was spent of what there was, and on whose votes."""
    outcome = counted.outcome
    return t.gettext("%(spent)s of %(budget)s is spent, on the votes of %(voters)s people.") % {
        "spent": money(t, outcome.spent),
        "budget": money(t, outcome.budget),
        "voters": t.number(counted.file.election.voters),
    }


def share_sentences(t: Translator, counted: CountedBudget) -> Iterator[str]:
    """How large a share each voter had, and why it did not grow further."""
    shares = counted.outcome.shares
    if shares is None:
        return
    yield t.gettext("Every voter had %(share)s to spend.") % {"share": money(t, shares.share)}
    yield t.gettext(ENDED[shares.ended]) % {
        "steps": t.number(shares.steps),
        "next": "" if shares.next_cost is None else money(t, shares.next_cost),
    }
    if shares.comparison is not None:
        yield _compared(t, shares.comparison)


def _compared(t: Translator, found: Comparison) -> str:
    sentence = (
        t.gettext(
            "%(greedy)s voters get more from most points first, %(shares)s from equal shares; "
            "so most points first decides."
        )
        if found.took_greedy
        else t.gettext(
            "%(shares)s voters get more from equal shares, %(greedy)s from most points first; "
            "so equal shares decide."
        )
    )
    return sentence % {
        "shares": t.number(found.prefer_shares),
        "greedy": t.number(found.prefer_greedy),
    }


def trace_lines(t: Translator, counted: CountedBudget) -> Iterator[str]:
    """Every step, in order."""
    shares = counted.outcome.shares
    if shares is not None:
        yield from _bought_lines(t, shares, counted)
    for step in counted.outcome.greedy_steps:
        yield _turn(t, step, counted)


def _bought_lines(t: Translator, shares: SharesTrace, counted: CountedBudget) -> Iterator[str]:
    for purchase in shares.purchases:
        yield _bought(t, purchase, counted)
    for step in shares.completed:
        yield _turn(t, step, counted)


def _bought(t: Translator, purchase: Purchase, counted: CountedBudget) -> str:
    full, emptied, penniless = purchase.full_payers, purchase.emptied, purchase.penniless
    said = [_paid_in_full(t, full, counted.rule)]
    if emptied:
        said.append(
            t.ngettext(
                "%(emptied)s supporter paid all they still had, %(paid)s.",
                "%(emptied)s supporters paid all they still had, together %(paid)s.",
                emptied,
            )
        )
    if penniless:
        said.append(
            t.ngettext(
                "%(penniless)s supporter had nothing left.",
                "%(penniless)s supporters had nothing left.",
                penniless,
            )
        )
    return " ".join(said) % {
        "name": counted.file.titles[purchase.project],
        "full": t.number(full),
        "rate": money(t, purchase.rate),
        "emptied": t.number(emptied),
        "paid": money(t, purchase.emptied_paid),
        "penniless": t.number(penniless),
    }


def _paid_in_full(t: Translator, full: int, rule: Greedy | EqualShares) -> str:
    if isinstance(rule, EqualShares) and rule.utility is Utility.POINTS:
        return t.ngettext(
            "%(name)s: %(full)s supporter paid %(rate)s for each point given.",
            "%(name)s: %(full)s supporters paid %(rate)s for each point given.",
            full,
        )
    return t.ngettext(
        "%(name)s: %(full)s supporter paid %(rate)s.",
        "%(name)s: %(full)s supporters paid %(rate)s each.",
        full,
    )


def _turn(t: Translator, step: GreedyStep, counted: CountedBudget) -> str:
    sentence = (
        t.gettext("%(name)s: score %(score)s, %(left)s left, funded.")
        if step.funded
        else t.gettext("%(name)s: score %(score)s, %(left)s left, not funded.")
    )
    return sentence % {
        "name": counted.file.titles[step.project],
        "score": t.number(step.score),
        "left": money(t, step.left),
    }


def tie_lines(t: Translator, counted: CountedBudget) -> Iterator[str]:
    """Ties that mattered, and how they were broken."""
    for tie in counted.outcome.ties:
        if tie.mattered:
            titles = [f"“{counted.file.titles[project]}”" for project in tie.options]
            yield t.gettext("%(options)s came out equal; %(first)s went first.") % {
                "options": ", ".join(titles),
                "first": f"“{counted.file.titles[tie.first]}”",
            }


def notice_line(t: Translator, notice: Notice) -> str:
    """An oddity of the file, and how it was read."""
    return t.gettext(ODD[notice.oddity]) % {
        "times": t.number(notice.times),
        "first": notice.first,
    }
