"""A stored count of a budget: what is funded, who paid for what, and what a project lacked."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samenspel.platform.markup import ours
from samenspel_report.pictures import BarGroup, OptionBar, option_bars

from .shown import Chosen, Json, Line, Table, tie_sentences, written

WHY_NOT = {
    "no_support": gettext_lazy("Nobody voted for it."),
    "not_eligible": gettext_lazy("It had too few votes for what it costs."),
    "below_threshold": gettext_lazy("It had fewer votes than was agreed beforehand."),
    "conflict": gettext_lazy("It does not go together with another that is funded."),
    "after_stop": gettext_lazy("An earlier one did not fit, and then nothing more was funded."),
    "not_preferred": gettext_lazy("More voters preferred the other way of dividing."),
}


def paid(result: Json, question: Json) -> Chosen:
    """The whole of it, ready to be shown; in the language of the reader."""
    titles = result["titles"]
    names = tuple(titles[each] for each in result["outcome"])
    label = _("Of each project what there was for it, and what it lacked. Funded: %(names)s.") % {
        "names": ", ".join(names)
    }
    picture = option_bars([BarGroup(list(_bars(result, question)))], label)
    sentences = (*_sentences(result), *tie_sentences(result["ties"], titles))
    return Chosen(
        names, result["voters"], sentences, ours(picture), tuple(_tables(result, question))
    )


def _sentences(result: Json) -> Iterator[str]:
    yield _("%(spent)s of %(budget)s is spent, on %(voters)s votes.") % {
        "spent": written(result["spent"]),
        "budget": written(result["budget"]),
        "voters": result["voters"],
    }
    shares = result["trace"]["shares"]
    if shares:
        yield from _what_each_could_spend(result, shares)


def _what_each_could_spend(result: Json, shares: Json) -> Iterator[str]:
    """Why the parts of all together are more than there is, and why something may be left."""
    budget, share = Fraction(str(result["budget"])), Fraction(str(shares["share"]))
    first = budget / int(result["voters"])
    if share > first:
        yield _(
            "Every voter began with %(first)s, an equal part of the budget. That part grew step by "
            "step, the same for all, as long as there was money for what is funded then: to "
            "%(share)s each. You pay only for projects you voted for, so the voters do not spend "
            "all of it."
        ) % {"first": written(first), "share": written(share)}
    else:
        yield _("Every voter had %(share)s to spend, an equal part of the budget.") % {
            "share": written(share)
        }
    following = shares["next_cost"]
    if following and Fraction(str(following)) > budget:
        yield _("One step more, and the projects would cost %(next)s: more than there is.") % {
            "next": written(following)
        }
    left = budget - Fraction(str(result["spent"]))
    if left and any(each["lacked"] is not None for each in result["margins"]):
        yield _(
            "%(left)s is left. A project is funded only if those who voted for it can pay for it "
            "together; what others have left does not count for it."
        ) % {"left": written(left)}


def _bars(result: Json, question: Json) -> Iterator[OptionBar]:
    costs = _costs(question)
    most = max(costs.values())
    missed = {each["option"]: each for each in result["margins"]}
    for option in (*result["outcome"], *missed):
        cost, name = costs[option], result["titles"][option]
        if option not in missed:
            yield OptionBar(f"{name}: {written(cost)}", float(cost / most), stands_out=True)
            continue
        held = Fraction(str(missed[option]["held"] or 0))
        there = min(held, cost)
        said = _("%(name)s: %(held)s of %(cost)s") % {
            "name": name, "held": written(there), "cost": written(cost),
        }  # fmt: skip
        yield OptionBar(said, float(there / most), lacked=float((cost - there) / most))


def _tables(result: Json, question: Json) -> Iterator[Table]:
    costs, titles, trace = _costs(question), result["titles"], result["trace"]
    lines = [
        Line(titles[each["option"]], (written(costs[each["option"]]), _payers(each)), True)  # noqa: FBT003
        for each in (trace["shares"] or {"purchases": ()})["purchases"]
    ]
    bought = {line.name for line in lines}
    steps = (*trace["greedy"], *(trace["shares"] or {"completed": ()})["completed"])
    for step in steps:
        if step["funded"] and titles[step["option"]] not in bought:
            said = _("%(score)s votes; %(left)s was left") % {
                "score": step["score"], "left": written(step["left"]),
            }  # fmt: skip
            lines.append(Line(titles[step["option"]], (written(costs[step["option"]]), said)))
    heads = (_("Project"), _("Costs"), _("Who paid"))
    yield Table(_("Who paid for what"), heads, tuple(lines))
    missed = tuple(
        Line(titles[each["option"]], (written(costs[each["option"]]), _why_not(each)))
        for each in result["margins"]
    )
    if missed:
        heads = (_("Project"), _("Costs"), _("What it lacked"))
        yield Table(_("Not funded, and what was lacking"), heads, missed)


def _payers(purchase: Json) -> str:
    """So many paid this much each, and so many all they still had."""
    full, emptied = purchase["full_payers"], purchase["emptied"]
    said = [
        ngettext("%(n)s voter paid %(rate)s", "%(n)s voters paid %(rate)s each", full)
        % {"n": full, "rate": written(purchase["rate"])}
    ]
    if emptied:
        said.append(
            ngettext(
                "%(n)s paid all they had, %(paid)s",
                "%(n)s paid all they had, together %(paid)s",
                emptied,
            )
            % {"n": emptied, "paid": written(purchase["emptied_paid"])}
        )
    return "; ".join(said)


def _why_not(missed: Json) -> str:
    if missed["lacked"] is not None:
        return _("There was %(held)s for it; it lacked %(lacked)s.") % {
            "held": written(missed["held"]), "lacked": written(missed["lacked"]),
        }  # fmt: skip
    return str(WHY_NOT[missed["reason"]])


def _costs(question: Json) -> dict[str, Fraction]:
    return {each["id"]: Fraction(str(each["cost"])) for each in question["projects"]}
