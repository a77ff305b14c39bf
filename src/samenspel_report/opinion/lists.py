"""Statements that join, that most share, that divide, and what each group stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_analysis.opinion.results import (
    Bridging,
    Consensus,
    Divisive,
    OpinionMap,
    Representative,
)
from samenspel_report.i18n import Translator
from samenspel_report.opinion.content import GroupBlock, Saying, StatementBlock, StatementList
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.drawings import beside_drawing, everyone_drawing, shares_drawing
from samenspel_report.opinion.words import (
    direction_words,
    group_name,
    p_words,
    people,
    percent,
    share_words,
    stability_words,
)
from samenspel_report.scan.content import Table

MOST_DRAWN = 5
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Lists:
    """Writes the lists of one map in one language."""

    t: Translator
    found: OpinionMap
    context: MapContext

    def saying(self, statement: int) -> Saying:
        """What people read: a statement in their language where someone put it so, or its number.

        The words of who wrote it stay beside a translation.
        """
        key = self.context.ids[statement]
        written, wording = self.context.texts.get(key), self.context.wordings.get(key)
        if not written:
            return Saying(self.t.gettext("Statement %(id)s") % {"id": key})
        if wording is None:
            return Saying(written)
        own = wording.others.get(self.t.language)
        if own is None or wording.language == self.t.language:
            return Saying(written, wording.language)
        return Saying(own, self.t.language, written, wording.language)

    def text(self, statement: int) -> str:
        """The same in a line."""
        saying = self.saying(statement)
        if saying.original is None:
            return saying.text
        both = {"text": saying.text, "original": saying.original}
        return self.t.gettext("%(text)s (in the words of who wrote it: %(original)s)") % both

    def all(self) -> tuple[StatementList, ...]:
        """Every list there is; what joins and divides groups only where there are groups."""
        lists = [self.consensus()]
        if self.found.groups:
            lists = [self.bridging(), *lists, self.divisive()]
        return tuple(lists)

    def bridging(self) -> StatementList:
        """What every group by itself agrees or disagrees with."""
        t = self.t
        return StatementList(
            id="bridging",
            title=t.gettext("Here the groups meet"),
            lede=t.gettext(
                "In every group more than half vote the same way, also at the lower end of the"
                " line. The line shows how sure we are."
            ),
            blocks=tuple(self._bridge(each) for each in self.found.bridging[:MOST_DRAWN]),
            none=None if self.found.bridging else t.gettext("We found no such statement."),
            table=self._per_group(
                t.gettext("Statements on which the groups meet, with 95% intervals"),
                [
                    (each.statement, each.direction, each.shares)
                    for each in self.found.bridging[:MOST_LISTED]
                ],
            ),
        )

    def _bridge(self, each: Bridging) -> StatementBlock:
        saying = self.saying(each.statement)
        agree = self.t.gettext("At least %(share)s of every group agrees.")
        disagree = self.t.gettext("At least %(share)s of every group disagrees.")
        said = (agree if each.direction > 0 else disagree) % {"share": percent(self.t, each.low)}
        return StatementBlock(
            saying, said, shares_drawing(self.t, saying.text, list(enumerate(each.shares)))
        )

    def _per_group(
        self, caption: str, rows: Sequence[tuple[int, int, Sequence[object]]]
    ) -> Table | None:
        if not rows:
            return None
        t = self.t
        names = [group_name(t, place) for place in range(len(self.found.groups))]
        return Table(
            caption,
            (t.gettext("Statement"), t.gettext("Most"), *names),
            tuple(
                (
                    self.text(statement),
                    direction_words(t, direction),
                    *(share_words(t, share) for share in shares),  # type: ignore[arg-type]
                )
                for statement, direction, shares in rows
            ),
        )

    def consensus(self) -> StatementList:
        """What most of all people share."""
        t, rows = self.t, self.found.consensus
        table = Table(
            t.gettext("Statements that most people share, with 95% intervals"),
            (t.gettext("Statement"), t.gettext("Most"), t.gettext("Of all who voted on it")),
            tuple(
                (
                    self.text(each.statement),
                    direction_words(t, each.direction),
                    share_words(t, each.share),
                )
                for each in rows[:MOST_LISTED]
            ),
        )
        return StatementList(
            id="consensus",
            title=t.gettext("This most people share"),
            lede=t.gettext(
                "Of all who voted on it, most vote the same way. The order is by the lower end of"
                " the line, so few votes never come first."
            ),
            blocks=tuple(self._shared(each) for each in rows[:MOST_DRAWN]),
            none=None if rows else t.gettext("We found no such statement."),
            table=table if rows else None,
        )

    def _shared(self, each: Consensus) -> StatementBlock:
        saying = self.saying(each.statement)
        agree = self.t.gettext("Agree: %(share)s.")
        disagree = self.t.gettext("Disagree: %(share)s.")
        said = (agree if each.direction > 0 else disagree) % {
            "share": share_words(self.t, each.share)
        }
        return StatementBlock(saying, said, everyone_drawing(self.t, saying.text, each.share))

    def divisive(self) -> StatementList:
        """What groups differ most on."""
        t = self.t
        return StatementList(
            id="divisive",
            title=t.gettext("Here the groups differ"),
            lede=t.gettext("One group agrees far more than another, also at the lower bound."),
            blocks=tuple(self._dividing(each) for each in self.found.divisive[:MOST_DRAWN]),
            none=None if self.found.divisive else t.gettext("We found no such statement."),
            table=self._per_group(
                t.gettext("Who agrees, group by group, with 95% intervals"),
                [(each.statement, 1, each.shares) for each in self.found.divisive[:MOST_LISTED]],
            ),
        )

    def _dividing(self, each: Divisive) -> StatementBlock:
        places = {group.id: place for place, group in enumerate(self.found.groups)}
        saying = self.saying(each.statement)
        said = self.t.gettext(
            "%(most)s agrees more than %(least)s: at least %(low)s points of a hundred."
        ) % {
            "most": group_name(self.t, places[each.most]),
            "least": group_name(self.t, places[each.least]),
            "low": self.t.number(100 * each.low),
        }
        return StatementBlock(
            saying, said, shares_drawing(self.t, saying.text, list(enumerate(each.shares)))
        )

    def groups(self) -> tuple[GroupBlock, ...]:
        """Every group with what sets it apart."""
        t = self.t
        return tuple(
            GroupBlock(
                place=place,
                name=group_name(t, place),
                sentence=t.gettext("%(people)s. %(stability)s")
                % {
                    "people": people(t, group.size),
                    "stability": _sentence(stability_words(t, group)),
                },
                statements=tuple(
                    self._apart(place, each) for each in group.statements[:MOST_DRAWN]
                ),
            )
            for place, group in enumerate(self.found.groups)
        )

    def _apart(self, place: int, each: Representative) -> StatementBlock:
        saying = self.saying(each.statement)
        more = self.t.gettext("%(group)s agrees more: %(share)s; of the others %(others)s.")
        less = self.t.gettext("%(group)s disagrees more: %(share)s; of the others %(others)s.")
        said = (more if each.direction > 0 else less) % {
            "group": group_name(self.t, place),
            "share": share_words(self.t, each.share),
            "others": share_words(self.t, each.others),
        }
        return StatementBlock(
            saying,
            said,
            beside_drawing(self.t, saying.text, place, each.share, each.others),
        )

    def groups_table(self) -> Table | None:
        """Every statement that sets a group apart."""
        t = self.t
        rows = tuple(
            (
                self.text(each.statement),
                group_name(t, place),
                direction_words(t, each.direction),
                share_words(t, each.share),
                share_words(t, each.others),
                t.number(each.lift, 2),
                p_words(t, each.p),
            )
            for place, group in enumerate(self.found.groups)
            for each in group.statements
        )
        if not rows:
            return None
        head = (
            t.gettext("Statement"),
            t.gettext("Group"),
            t.gettext("More"),
            t.gettext("In the group"),
            t.gettext("Among the others"),
            t.gettext("Times as many"),
            t.gettext("p, adjusted"),
        )
        return Table(t.gettext("What sets each group apart, with 95% intervals"), head, rows)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
