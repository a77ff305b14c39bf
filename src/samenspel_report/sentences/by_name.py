"""What two sides mean and thought of each other, told to both of them, each by its name."""

from dataclasses import dataclass
from enum import Enum, auto

from samenspel_report.i18n import Translator

Sides = tuple[str, str]


class Guess(Enum):
    """How a guess lay between the guesser and the truth."""

    RIGHT = auto()
    TOO_NEAR = auto()
    TOO_FAR = auto()


@dataclass(frozen=True, slots=True)
class ByName:
    """Sentences and headings about two sides; a place is 0 for the first and 1 for the second."""

    t: Translator
    sides: Sides

    def name(self, place: int) -> str:
        """What a side is called in a table."""
        return self.sides[place]

    def _names(self, place: int) -> dict[str, str]:
        return {"side": self.sides[place], "other": self.sides[1 - place]}

    def means_only(self, one: str, two: str) -> str:
        """The means of a group too small for a verdict."""
        return self.t.gettext("Means only: %(first)s %(one)s and %(second)s %(two)s") % {
            "first": self.sides[0],
            "second": self.sides[1],
            "one": one,
            "two": two,
        }

    def both_in_the_middle(self) -> str:
        """Neither leans to a pole."""
        return self.t.gettext("You both stay around the middle.")

    def both_lean(self, pole: str, most: int | None = None) -> str:
        """Both lean the same way, one of them the most."""
        if most is None:
            return self.t.gettext("You both lean towards %(pole)s.") % {"pole": pole}
        facts = {"pole": pole, "most": self.sides[most]}
        return self.t.gettext("You both lean towards %(pole)s, %(most)s the most.") % facts

    def one_leans(self, place: int, pole: str) -> str:
        """This side leans to a pole, the other stays around the middle."""
        return self.t.gettext(
            "%(one)s stays around the middle, %(other)s leans towards %(pole)s."
        ) % {"one": self.sides[1 - place], "other": self.sides[place], "pole": pole}

    def lean_apart(self, one: str, two: str) -> str:
        """Each leans to its own pole."""
        return self.t.gettext("%(first)s leans towards %(one)s, %(second)s towards %(two)s.") % {
            "first": self.sides[0],
            "second": self.sides[1],
            "one": one,
            "two": two,
        }

    def both_knew(self) -> str:
        """Both guessed that they share it."""
        return self.t.gettext("And that is what you thought of each other.")

    def both_guessed(self, guess: Guess) -> str:
        """Both guessed in the same way."""
        return {
            Guess.RIGHT: self.t.gettext("You both saw that coming."),
            Guess.TOO_NEAR: self.t.gettext("You both thought the other stood closer to you."),
            Guess.TOO_FAR: self.t.gettext("You both thought the other stood further away."),
        }[guess]

    def one_guessed(self, place: int, guess: Guess) -> str:
        """How this side guessed the other."""
        sentence = {
            Guess.RIGHT: self.t.gettext("%(by)s guessed %(about)s well."),
            Guess.TOO_NEAR: self.t.gettext("%(by)s thought %(about)s stood closer to them."),
            Guess.TOO_FAR: self.t.gettext("%(by)s thought %(about)s stood further away from them."),
        }[guess]
        return sentence % {"by": self.sides[place], "about": self.sides[1 - place]}

    def mean(self, place: int, mean: str) -> str:
        """What a side means, as words beside a picture."""
        return self.t.gettext("%(side)s means %(mean)s.") % {
            "side": self.sides[place],
            "mean": mean,
        }

    def thought(self, place: int, mean: str) -> str:
        """What was thought of this side, as words beside a picture."""
        facts = {"by": self.sides[1 - place], "side": self.sides[place], "mean": mean}
        return self.t.gettext("%(by)s thought %(side)s means %(mean)s.") % facts

    def mean_heading(self, place: int) -> str:
        """Above what a side means."""
        return self.t.gettext("%(side)s means") % {"side": self.sides[place]}

    def thought_heading(self, place: int) -> str:
        """Above what was thought of a side."""
        facts = {"by": self.sides[1 - place], "about": self.sides[place]}
        return self.t.gettext("%(by)s thought of %(about)s") % facts

    def scales_caption(self, word: str) -> str:
        """What the numbers in a table of scales are."""
        return self.t.gettext(
            "%(word)s: means in points with 95%% interval."
            " The estimated difference is %(second)s minus %(first)s. It lies closer to zero than"
            " the means do, because part of a difference may be chance."
        ) % {"word": word, "first": self.sides[0], "second": self.sides[1]}

    def divided(self, place: int) -> str:
        """A side does not agree within itself."""
        return self.t.gettext(
            "Within %(side)s the answers lie far apart. So there is no one meaning that"
            " %(other)s could guess. Talk within %(side)s first."
        ) % self._names(place)

    def matters_as_much(self, level: str) -> str:
        """Both find it important, and equally so."""
        return self.t.gettext("It matters to both of you: on average you both say %(one)s.") % {
            "one": level
        }

    def matters(self, levels: Sides, *, most: int | None, much: bool) -> str:
        """How important it is to each: `most` where it matters to one side only."""
        facts = {
            "first": self.sides[0],
            "second": self.sides[1],
            "one": levels[0],
            "two": levels[1],
        }
        if most is not None:
            facts["most"] = self.sides[most]
            return (
                self.t.gettext(
                    "It matters most to %(most)s: on average %(first)s says %(one)s and"
                    " %(second)s says %(two)s."
                )
                % facts
            )
        if much:
            return (
                self.t.gettext(
                    "It matters to both of you: on average %(first)s says %(one)s and"
                    " %(second)s says %(two)s."
                )
                % facts
            )
        return (
            self.t.gettext(
                "It matters less to both of you: on average %(first)s says %(one)s and"
                " %(second)s says %(two)s."
            )
            % facts
        )

    def too_few(self) -> str:
        """Nothing can be said of a difference."""
        return self.t.gettext("There are too few answers to say whether you mean different things.")

    def apart(self, count: int, of: int, points: str) -> str:
        """On how many scales the sides differ."""
        return self.t.ngettext(
            "You mean different things: on %(count)s of the %(all)s scales"
            " you differ by more than %(points)s.",
            "You mean different things: on %(count)s of the %(all)s scales"
            " you differ by more than %(points)s.",
            count,
        ) % {"count": count, "all": of, "points": points}

    def near(self, points: str) -> str:
        """No scale on which the sides differ."""
        return self.t.gettext("On all scales you probably differ by less than %(points)s.") % {
            "points": points
        }

    def unsure_where(self, points: str) -> str:
        """It is open on which scales the sides differ."""
        sentence = self.t.gettext(
            "We cannot say yet on which scales you differ by more than %(points)s."
        )
        return sentence % {"points": points}

    def both_saw(self, share: str) -> str:
        """Both saw as much of the difference coming."""
        return self.t.gettext("You both saw %(share)s of that difference coming.") % {
            "share": share
        }

    def each_saw(self, one: str, two: str) -> str:
        """What each saw of the difference."""
        return self.t.gettext(
            "%(first)s saw %(one)s of that difference coming, %(second)s %(two)s."
        ) % {"first": self.sides[0], "second": self.sides[1], "one": one, "two": two}

    def saw(self, place: int, share: str) -> str:
        """What one side saw of the difference."""
        return self.t.gettext("%(side)s saw %(share)s of that difference coming.") % {
            "side": self.sides[place],
            "share": share,
        }

    def saw_nobody_knows(self, place: int) -> str:
        """What one side saw cannot be said."""
        sentence = self.t.gettext("We cannot say how much of it %(side)s saw coming.")
        return sentence % self._names(place)

    def saw_the_other_way(self, place: int) -> str:
        """One side expected the opposite."""
        sentence = self.t.gettext("%(side)s expected the difference the other way round.")
        return sentence % self._names(place)

    def saw_too_much(self, place: int) -> str:
        """One side expected more than there is."""
        return self.t.gettext("%(side)s saw more difference than there is.") % self._names(place)

    def imagined(self) -> str:
        """A difference was expected that is hardly there."""
        return self.t.gettext("You expected a difference that is hardly there.")

    def probably_apart(self, count: int, of: int, points: str) -> str:
        """On how many scales of an undecided word the sides differ."""
        return self.t.ngettext(
            "On %(count)s of the %(all)s scales you probably differ by more than %(points)s.",
            "On %(count)s of the %(all)s scales you probably differ by more than %(points)s.",
            count,
        ) % {"count": count, "all": of, "points": points}

    def size_is_open(self, points: str) -> str:
        """How large the difference over a word is remains open."""
        return self.t.gettext(
            "It is not certain yet whether you differ by more than %(points)s over the whole word."
        ) % {"points": points}

    def seen_is_open(self) -> str:
        """Who saw the difference remains open."""
        return self.t.gettext("It is not certain yet whether you both saw the difference coming.")

    def either_is_open(self, points: str) -> str:
        """How large it is, or who saw it, remains open."""
        return self.t.gettext(
            "It is not certain yet whether you differ by more than %(points)s over the whole word,"
            " or whether you both saw it coming."
        ) % {"points": points}
