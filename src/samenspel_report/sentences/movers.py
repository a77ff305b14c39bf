"""Who moved how far and learned how much between two waves: by name, or as who reads it."""

from dataclasses import dataclass

from samenspel_report.i18n import Translator

Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Movers:
    """Two sides between two waves, each by its name; place 0 is the first, 1 the second."""

    t: Translator
    sides: Sides
    wave: str

    def _facts(self, place: int, **more: str) -> dict[str, str]:
        names = {"side": self.sides[place], "other": self.sides[1 - place], "wave": self.wave}
        return names | more

    def moved_towards(self, place: int) -> str:
        """The pattern where this side alone moved."""
        return self.t.gettext("%(side)s moved towards %(other)s") % self._facts(place)

    def both_held(self, points: str) -> str:
        """Neither moved."""
        return self.t.gettext(
            "After %(wave)s you probably both moved less than %(points)s per scale."
        ) % {"wave": self.wave, "points": points}

    def nobody_knows(self) -> str:
        """There was no clear road to travel."""
        return self.t.gettext(
            "How far you moved we cannot say: the difference before was too small or too uncertain."
        )

    def unknown(self, place: int) -> str:
        """How far this side moved cannot be said."""
        return self.t.gettext("How far %(side)s moved we cannot say.") % self._facts(place)

    def perhaps(self, place: int, share: str) -> str:
        """It may be chance."""
        return self.t.gettext(
            "Whether %(side)s moved towards what %(other)s meant then is not certain:"
            " %(share)s of the road."
        ) % self._facts(place, share=share)

    def away(self, place: int, share: str) -> str:
        """Surely further off."""
        return self.t.gettext(
            "After %(wave)s %(side)s moved away from what %(other)s meant then:"
            " %(share)s of the road."
        ) % self._facts(place, share=share)

    def past(self, place: int, share: str) -> str:
        """Surely nearer, and beyond."""
        return self.t.gettext(
            "After %(wave)s %(side)s moved past what %(other)s meant then: %(share)s of the road."
        ) % self._facts(place, share=share)

    def travelled(self, place: int, share: str) -> str:
        """Surely nearer."""
        return self.t.gettext(
            "After %(wave)s %(side)s travelled %(share)s of the road to what %(other)s meant then."
        ) % self._facts(place, share=share)

    def together(self, share: str) -> str:
        """What both did, as the smaller of two roads."""
        return self.t.gettext(
            "What you did together is the smaller of the two roads: %(share)s."
        ) % {"share": share}

    def to_a_third(self, points: str) -> str:
        """Both moved to a meaning that was new."""
        return self.t.gettext(
            "Together you moved %(points)s per scale to a meaning that neither of you held before."
        ) % {"points": points}

    def closer(self, place: int, points: str) -> str:
        """A better guess than before."""
        return self.t.gettext(
            "%(side)s guesses %(other)s %(points)s per scale closer than before."
        ) % self._facts(place, points=points)

    def further(self, place: int, points: str) -> str:
        """A worse guess than before."""
        return self.t.gettext(
            "%(side)s guesses %(other)s %(points)s per scale less closely than before."
        ) % self._facts(place, points=points)

    def road(self, place: int, share: str) -> str:
        """The road of this side, as words beside a picture."""
        return self.t.gettext("%(side)s travelled %(share)s of the road.") % self._facts(
            place, share=share
        )

    def road_heading(self, place: int) -> str:
        """Above the road of this side."""
        return self.t.gettext("Road of %(side)s") % self._facts(place)

    def learning_heading(self, place: int) -> str:
        """Above what this side learned."""
        return self.t.gettext("Learning of %(side)s") % self._facts(place)

    def mark(self, place: int) -> str:
        """From which end the mark of this side came."""
        return (
            self.t.gettext("%(side)s, from the left"),
            self.t.gettext("%(side)s, from the right"),
        )[place] % self._facts(place)


@dataclass(frozen=True, slots=True)
class OwnMovers(Movers):
    """The same as the first side reads it: "we", and "they" for the second."""

    def moved_towards(self, place: int) -> str:
        return (
            self.t.gettext("we moved towards them"),
            self.t.gettext("they moved towards us"),
        )[place]

    def both_held(self, points: str) -> str:
        return self.t.gettext(
            "After %(wave)s both sides probably moved less than %(points)s per scale."
        ) % {"wave": self.wave, "points": points}

    def nobody_knows(self) -> str:
        return self.t.gettext(
            "How far each side moved we cannot say: the difference before was too small or too"
            " uncertain."
        )

    def unknown(self, place: int) -> str:
        return (
            self.t.gettext("It is not to say how far we moved."),
            self.t.gettext("It is not to say how far they moved."),
        )[place]

    def perhaps(self, place: int, share: str) -> str:
        return (
            self.t.gettext(
                "Whether we moved towards what they meant then is not certain: %(share)s of the"
                " road."
            ),
            self.t.gettext(
                "Whether they moved towards what we meant then is not certain: %(share)s of the"
                " road."
            ),
        )[place] % {"share": share}

    def away(self, place: int, share: str) -> str:
        return (
            self.t.gettext(
                "After %(wave)s we moved away from what they meant then: %(share)s of the road."
            ),
            self.t.gettext(
                "After %(wave)s they moved away from what we meant then: %(share)s of the road."
            ),
        )[place] % {"wave": self.wave, "share": share}

    def past(self, place: int, share: str) -> str:
        return (
            self.t.gettext(
                "After %(wave)s we moved past what they meant then: %(share)s of the road."
            ),
            self.t.gettext(
                "After %(wave)s they moved past what we meant then: %(share)s of the road."
            ),
        )[place] % {"wave": self.wave, "share": share}

    def travelled(self, place: int, share: str) -> str:
        return (
            self.t.gettext(
                "After %(wave)s we travelled %(share)s of the road to what they meant then."
            ),
            self.t.gettext(
                "After %(wave)s they travelled %(share)s of the road to what we meant then."
            ),
        )[place] % {"wave": self.wave, "share": share}

    def together(self, share: str) -> str:
        return self.t.gettext("What both sides did is the smaller of the two roads: %(share)s.") % {
            "share": share
        }

    def to_a_third(self, points: str) -> str:
        return self.t.gettext(
            "Both sides moved %(points)s per scale to a meaning that neither held before."
        ) % {"points": points}

    def closer(self, place: int, points: str) -> str:
        return (
            self.t.gettext("We guess them %(points)s per scale closer than before."),
            self.t.gettext("They guess us %(points)s per scale closer than before."),
        )[place] % {"points": points}

    def further(self, place: int, points: str) -> str:
        return (
            self.t.gettext("We guess them %(points)s per scale less closely than before."),
            self.t.gettext("They guess us %(points)s per scale less closely than before."),
        )[place] % {"points": points}

    def road(self, place: int, share: str) -> str:
        return (
            self.t.gettext("We travelled %(share)s of the road."),
            self.t.gettext("They travelled %(share)s of the road."),
        )[place] % {"share": share}

    def road_heading(self, place: int) -> str:
        return (self.t.gettext("Our road"), self.t.gettext("Their road"))[place]

    def learning_heading(self, place: int) -> str:
        return (self.t.gettext("What we learned"), self.t.gettext("What they learned"))[place]

    def mark(self, place: int) -> str:
        return (
            self.t.gettext("we, %(side)s, from the left"),
            self.t.gettext("they, %(side)s, from the right"),
        )[place] % self._facts(place)


def movers_of(t: Translator, sides: Sides, wave: str, *, ours: bool) -> Movers:
    """How to tell of two sides between two waves; `ours` when the first reads it."""
    return OwnMovers(t, sides, wave) if ours else Movers(t, sides, wave)
