"""A stored count of a choice among several, or of a budget, as a page tells it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.decisions.models import Decision, Tally
from samenspel.platform.markup import ours
from samenspel_report.pictures import BarGroup, OptionBar, option_bars

from .paid import paid
from .shown import Chosen, Json, Line, Table, tie_sentences, written


def chosen(decision: Decision, tally: Tally) -> Chosen:
    """A stored count, ready to be shown; in the language of the reader."""
    result = tally.document["result"]
    if not result["voters"]:
        return Chosen((), 0, (_("Nobody voted."),), ours(""), ())
    if decision.is_budget:
        return paid(result, tally.document["question"])
    trace = result["trace"]
    names, won = tuple(trace["options"]), tuple(result["outcome"])
    if trace["rounds"]:
        groups, tables = _rounds(trace["rounds"], names, won)
    elif trace["pairwise"] and not trace["totals"]:
        groups, tables = _pairs(trace["pairwise"]["preferred"], names, won)
    else:
        groups, tables = _totals(trace["totals"], names, result["order"], won)
    label = _("What each got. Chosen: %(names)s.") % {"names": ", ".join(won)}
    sentences = tuple(_sentences(result))
    return Chosen(won, result["voters"], sentences, ours(option_bars(groups, label)), tables)


def _sentences(result: Json) -> Iterator[str]:
    trace = result["trace"]
    voters = int(str(result["voters"]))
    yield ngettext("%(n)s vote was counted.", "%(n)s votes were counted.", voters) % {"n": voters}
    if trace["quota"]:
        quota = written(trace["quota"])
        yield _("%(quota)s votes are enough for a seat.") % {"quota": quota}
    if trace["pairwise"]:
        best = trace["pairwise"]["condorcet"]
        if best:
            yield _("“%(name)s” wins from each of the others.") % {"name": best}
        else:
            yield _("None wins from each of the others.")
    yield from _closest(result["margins"])
    yield from tie_sentences(result["ties"])


def _closest(margins: Sequence[Json]) -> Iterator[str]:
    """Where it was closest, which says what would have changed it."""
    near = [each for each in margins if Fraction(str(each["votes"])) > 0]
    if near:
        least = min(near, key=lambda each: Fraction(str(each["votes"])))
        yield _("It was closest between “%(ahead)s” and “%(behind)s”: %(votes)s apart.") % {
            "ahead": least["ahead"], "behind": least["behind"], "votes": written(least["votes"]),
        }  # fmt: skip


def _totals(
    totals: Sequence[object], names: Sequence[str], order: Sequence[str], won: Sequence[str]
) -> tuple[list[BarGroup], tuple[Table, ...]]:
    got = {name: Fraction(str(total)) for name, total in zip(names, totals, strict=True)}
    most = max(*got.values(), Fraction(1))
    bars = [_bar(name, got[name], most, name in won) for name in order]
    lines = tuple(Line(name, (written(got[name]),), name in won) for name in order)
    table = Table(_("What each got"), (_("To choose from"), _("Points")), lines)
    return [BarGroup(bars)], (table,)


def _rounds(
    rounds: Sequence[Json], names: Sequence[str], won: Sequence[str]
) -> tuple[list[BarGroup], tuple[Table, ...]]:
    """Each round: the votes that each had then, and who was in or out after it."""
    counts = [
        {name: each for name, each in zip(names, of["votes"], strict=True) if each is not None}
        for of in rounds
    ]
    most = max(Fraction(str(votes)) for of in counts for votes in of.values()) or Fraction(1)
    groups = [
        BarGroup(
            [_bar(name, Fraction(str(v)), most, name in won) for name, v in of.items()],
            _("Round %(number)s") % {"number": number},
        )
        for number, of in enumerate(counts, 1)
    ]
    heads = (_("To choose from"), *(group.title for group in groups))
    lines = tuple(
        Line(name, tuple(written(of[name]) if name in of else "–" for of in counts), name in won)
        for name in names
    )
    happened = Line(_("What happened"), tuple(_happened(of) for of in rounds))
    return groups, (Table(_("The votes of each in every round"), heads, (*lines, happened)),)


def _happened(of: Json) -> str:
    elected, moved = of["elected"], of["moved"]
    said = []
    if elected:
        said.append(_("%(names)s: chosen") % {"names": ", ".join(elected)})
    if moved and moved not in (elected or ()):
        passes = _("%(name)s passes on what was not needed")
        out = _("%(name)s drops out")
        said.append((passes if of["act"] == "surplus" else out) % {"name": moved})
    return "; ".join(said)


def _pairs(
    preferred: Sequence[Sequence[int]], names: Sequence[str], won: Sequence[str]
) -> tuple[list[BarGroup], tuple[Table, ...]]:
    """Each against each: how many voters put the one above the other."""
    wins = {
        name: sum(preferred[i][j] > preferred[j][i] for j in range(len(names)))
        for i, name in enumerate(names)
    }
    most = Fraction(max(len(names) - 1, 1))
    bars = [_bar(name, Fraction(wins[name]), most, name in won) for name in names]
    lines = tuple(
        Line(
            name, tuple("–" if i == j else str(preferred[i][j]) for j in range(len(names))),
            name in won,
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    caption = _("How many voters put the one in the row above the one in the column")
    title = _("From how many others each wins")
    return [BarGroup(bars, title)], (Table(caption, ("", *names), lines),)


def _bar(name: str, got: Fraction, most: Fraction, stands_out: bool) -> OptionBar:  # noqa: FBT001
    return OptionBar(f"{name}: {written(got)}", float(got / most), stands_out)
