"""The same about two sides, as one of them reads it: the first is "we", the second "they"."""

from dataclasses import dataclass

from samenspel_report.i18n import Translator
from samenspel_report.sentences.by_name import ByName, Guess, Sides


def told_of(t: Translator, sides: Sides, *, ours: bool) -> ByName:
    """How to tell of two sides: as the first of them reads it, or by their names."""
    return OwnSide(t, sides) if ours else ByName(t, sides)


@dataclass(frozen=True, slots=True)
class OwnSide(ByName):
    """Every sentence and heading from the first side; of both together it speaks as of others."""

    def name(self, place: int) -> str:
        return (self.t.gettext("We"), self.t.gettext("They"))[place]

    def means_only(self, one: str, two: str) -> str:
        sentence = self.t.gettext("Means only: we %(one)s and they %(two)s")
        return sentence % {"one": one, "two": two}

    def both_in_the_middle(self) -> str:
        return self.t.gettext("Both sides stay around the middle.")

    def both_lean(self, pole: str, most: int | None = None) -> str:
        if most is None:
            sentence = self.t.gettext("Both sides lean towards %(pole)s.")
        else:
            sentence = (
                self.t.gettext("Both sides lean towards %(pole)s, we the most."),
                self.t.gettext("Both sides lean towards %(pole)s, they the most."),
            )[most]
        return sentence % {"pole": pole}

    def one_leans(self, place: int, pole: str) -> str:
        sentence = (
            self.t.gettext("They stay around the middle, we lean towards %(pole)s."),
            self.t.gettext("We stay around the middle, they lean towards %(pole)s."),
        )[place]
        return sentence % {"pole": pole}

    def lean_apart(self, one: str, two: str) -> str:
        sentence = self.t.gettext("We lean towards %(one)s, they towards %(two)s.")
        return sentence % {"one": one, "two": two}

    def both_knew(self) -> str:
        return self.t.gettext("And that is what both sides thought of each other.")

    def both_guessed(self, guess: Guess) -> str:
        return {
            Guess.RIGHT: self.t.gettext("Both sides saw that coming."),
            Guess.TOO_NEAR: self.t.gettext("Both sides thought the other stood closer to them."),
            Guess.TOO_FAR: self.t.gettext("Both sides thought the other stood further away."),
        }[guess]

    def one_guessed(self, place: int, guess: Guess) -> str:
        return {
            (0, Guess.RIGHT): self.t.gettext("We guessed them well."),
            (0, Guess.TOO_NEAR): self.t.gettext("We thought they stood closer to us."),
            (0, Guess.TOO_FAR): self.t.gettext("We thought they stood further away from us."),
            (1, Guess.RIGHT): self.t.gettext("They guessed us well."),
            (1, Guess.TOO_NEAR): self.t.gettext("They thought we stood closer to them."),
            (1, Guess.TOO_FAR): self.t.gettext("They thought we stood further away from them."),
        }[place, guess]

    def mean(self, place: int, mean: str) -> str:
        sentence = (self.t.gettext("We mean %(mean)s."), self.t.gettext("They mean %(mean)s."))
        return sentence[place] % {"mean": mean}

    def thought(self, place: int, mean: str) -> str:
        sentence = (
            self.t.gettext("They thought we mean %(mean)s."),
            self.t.gettext("We thought they mean %(mean)s."),
        )
        return sentence[place] % {"mean": mean}

    def mean_heading(self, place: int) -> str:
        return (self.t.gettext("We mean"), self.t.gettext("They mean"))[place]

    def thought_heading(self, place: int) -> str:
        said = (self.t.gettext("They thought that we mean"), self.t.gettext("We thought they mean"))
        return said[place]

    def scales_caption(self, word: str) -> str:
        return self.t.gettext(
            "%(word)s: means in points with 95%% interval. The estimated difference is what they"
            " mean minus what we mean. It lies closer to zero than the means do, because part of a"
            " difference may be chance."
        ) % {"word": word}

    def divided(self, place: int) -> str:
        return (
            self.t.gettext(
                "Within our own side the answers lie far apart. So there is no one meaning that"
                " they could guess. Let us talk about it among ourselves first."
            ),
            self.t.gettext(
                "Within their side the answers lie far apart. So there is no one meaning that we"
                " could guess. Let them talk about it among themselves first."
            ),
        )[place]

    def matters_as_much(self, level: str) -> str:
        return self.t.gettext("It matters to both sides: on average both say %(one)s.") % {
            "one": level
        }

    def matters(self, levels: Sides, *, most: int | None, much: bool) -> str:
        if most is not None:
            sentence = (
                self.t.gettext(
                    "It matters most to us: on average we say %(one)s and they say %(two)s."
                ),
                self.t.gettext(
                    "It matters most to them: on average we say %(one)s and they say %(two)s."
                ),
            )[most]
        elif much:
            sentence = self.t.gettext(
                "It matters to both sides: on average we say %(one)s and they say %(two)s."
            )
        else:
            sentence = self.t.gettext(
                "It matters less to both sides: on average we say %(one)s and they say %(two)s."
            )
        return sentence % {"one": levels[0], "two": levels[1]}

    def too_few(self) -> str:
        return self.t.gettext("There are too few answers to say whether there is a difference.")

    def apart(self, count: int, of: int, points: str) -> str:
        return self.t.ngettext(
            "We and they mean different things: on %(count)s of the %(all)s scales the difference"
            " is more than %(points)s.",
            "We and they mean different things: on %(count)s of the %(all)s scales the difference"
            " is more than %(points)s.",
            count,
        ) % {"count": count, "all": of, "points": points}

    def near(self, points: str) -> str:
        sentence = self.t.gettext("On all scales the difference is probably less than %(points)s.")
        return sentence % {"points": points}

    def unsure_where(self, points: str) -> str:
        sentence = self.t.gettext(
            "It is not yet to say on which scales the difference is more than %(points)s."
        )
        return sentence % {"points": points}

    def both_saw(self, share: str) -> str:
        sentence = self.t.gettext("Both sides saw %(share)s of that difference coming.")
        return sentence % {"share": share}

    def each_saw(self, one: str, two: str) -> str:
        sentence = self.t.gettext("We saw %(one)s of that difference coming, they %(two)s.")
        return sentence % {"one": one, "two": two}

    def saw(self, place: int, share: str) -> str:
        sentence = (
            self.t.gettext("We saw %(share)s of that difference coming."),
            self.t.gettext("They saw %(share)s of that difference coming."),
        )
        return sentence[place] % {"share": share}

    def saw_nobody_knows(self, place: int) -> str:
        return (
            self.t.gettext("It is not to say how much of it we saw coming."),
            self.t.gettext("It is not to say how much of it they saw coming."),
        )[place]

    def saw_the_other_way(self, place: int) -> str:
        return (
            self.t.gettext("We expected the difference the other way round."),
            self.t.gettext("They expected the difference the other way round."),
        )[place]

    def saw_too_much(self, place: int) -> str:
        return (
            self.t.gettext("We saw more difference than there is."),
            self.t.gettext("They saw more difference than there is."),
        )[place]

    def imagined(self) -> str:
        return self.t.gettext("At least one side expected a difference that is hardly there.")

    def probably_apart(self, count: int, of: int, points: str) -> str:
        return self.t.ngettext(
            "On %(count)s of the %(all)s scales the difference is probably more than %(points)s.",
            "On %(count)s of the %(all)s scales the difference is probably more than %(points)s.",
            count,
        ) % {"count": count, "all": of, "points": points}

    def size_is_open(self, points: str) -> str:
        return self.t.gettext(
            "It is not certain yet whether the difference over the whole word is more than"
            " %(points)s."
        ) % {"points": points}

    def seen_is_open(self) -> str:
        return self.t.gettext("It is not certain yet whether both sides saw the difference coming.")

    def either_is_open(self, points: str) -> str:
        return self.t.gettext(
            "It is not certain yet whether the difference over the whole word is more than"
            " %(points)s, or whether both sides saw it coming."
        ) % {"points": points}
