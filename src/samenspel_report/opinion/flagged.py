"""What asks for a look, and the difference that those people make."""

from collections.abc import Callable

from samenspel_analysis.opinion.comparison import Difference
from samenspel_analysis.opinion.results import Flag, OpinionMap
from samenspel_report.i18n import Translator
from samenspel_report.opinion.content import FlagBlock
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.words import flag_reason, flag_words, p_words, people, percent
from samenspel_report.scan.content import Table

MOST_NAMED = 5

TextOf = Callable[[int], str]


def flag_block(t: Translator, found: OpinionMap, context: MapContext, text: TextOf) -> FlagBlock:
    """Every flag, and the map with and without those people."""
    if not context.flags_sought:
        said = t.gettext(
            "Patterns were not sought: the votes stayed on the machines that hold them."
        )
        return FlagBlock((said,), (), ())
    if not found.flags:
        return FlagBlock((t.gettext("No pattern of voting asks for a look."),), (), ())
    said_first = (
        t.gettext(
            "A flag is a reason to look, never a reason to remove. People can have good reasons to"
            " vote this way. Nothing is left out of the map above."
        ),
    )
    tables = [_flag_table(t, found.flags, context)]
    if context.difference is None:
        return FlagBlock(said_first, (), tuple(tables))
    moved = _moved_table(t, context.difference, text)
    return FlagBlock(
        said_first,
        difference_sentences(t, context.difference, text),
        (*tables, *([moved] if moved else [])),
    )


def _flag_table(t: Translator, flags: tuple[Flag, ...], context: MapContext) -> Table:
    head = (
        t.gettext("What we saw"),
        t.gettext("Who"),
        t.gettext("How much"),
        t.gettext("By chance"),
        t.gettext("p"),
        t.gettext("Why it asks for a look"),
    )
    rows = tuple(
        (
            flag_words(t, flag.kind),
            _who(t, flag, context),
            t.number(flag.size),
            "–" if flag.expected is None else _small(t, flag.expected),
            "–" if flag.p is None else p_words(t, flag.p),
            flag_reason(t, flag.kind),
        )
        for flag in flags
    )
    return Table(t.gettext("Patterns of voting that ask for a look"), head, rows)


def _small(t: Translator, value: float) -> str:
    if value < 0.01:
        return t.gettext("below %(n)s") % {"n": t.number(0.01, 2)}
    return t.number(value, 2)


def _who(t: Translator, flag: Flag, context: MapContext) -> str:
    names = [context.people.name(person) for person in flag.people[:MOST_NAMED]]
    more = len(flag.people) - len(names)
    listed = ", ".join(names)
    if not more:
        return listed
    return t.gettext("%(names)s and %(n)s more") % {"names": listed, "n": t.number(more)}


def difference_sentences(t: Translator, found: Difference, text: TextOf) -> tuple[str, ...]:
    """What changes without those people."""
    said = [
        t.ngettext(
            "Without this one person the map has %(after)s groups; with that person %(before)s.",
            "Without these %(people)s the map has %(after)s groups; with them %(before)s.",
            found.left_out,
        )
        % {
            "people": people(t, found.left_out),
            "before": t.number(found.groups_before),
            "after": t.number(found.groups_after),
        }
    ]
    if found.moved is not None:
        said.append(
            t.gettext("Of the %(people)s on both maps, %(n)s stand in another group.")
            % {"people": people(t, found.compared), "n": t.number(found.moved)}
        )
    for sentence, statements in (
        (t.gettext("No longer shared by most: %(statements)s."), found.consensus_gone),
        (t.gettext("Now shared by most: %(statements)s."), found.consensus_new),
        (t.gettext("No longer a place where groups meet: %(statements)s."), found.bridging_gone),
        (t.gettext("Now a place where groups meet: %(statements)s."), found.bridging_new),
    ):
        if statements:
            named = "; ".join(f"“{text(statement)}”" for statement in statements)
            said.append(sentence % {"statements": named})
    return tuple(said)


def _moved_table(t: Translator, found: Difference, text: TextOf) -> Table | None:
    if not found.shares:
        return None
    return Table(
        t.gettext("The statements on which these people make most difference: who agrees"),
        (t.gettext("Statement"), t.gettext("With them"), t.gettext("Without them")),
        tuple(
            (text(moved.statement), percent(t, moved.before), percent(t, moved.after))
            for moved in found.shares
        ),
    )
