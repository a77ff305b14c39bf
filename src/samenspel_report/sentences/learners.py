"""Who learned how much of whom in a talk: by name, or as the side that reads it."""

from dataclasses import dataclass

from samenspel_report.i18n import Translator


@dataclass(frozen=True, slots=True)
class Learner:
    """A side that guessed another again, told to nobody in particular."""

    t: Translator
    side: str
    other: str

    def _facts(self, share: str = "") -> dict[str, str]:
        return {"side": self.side, "other": self.other, "share": share}

    def title(self) -> str:
        """Above what this side learned."""
        return self.t.gettext("%(side)s about %(other)s") % self._facts()

    def closer(self, share: str) -> str:
        """Surely a better guess."""
        return self.t.gettext(
            "%(side)s guesses %(other)s closer: %(share)s of the misreading is gone."
        ) % self._facts(share)

    def further(self, share: str) -> str:
        """Surely a worse guess."""
        return self.t.gettext(
            "%(side)s guesses %(other)s less closely than before: %(share)s of the misreading."
        ) % self._facts(share)

    def perhaps_closer(self, share: str) -> str:
        """It may be chance."""
        return self.t.gettext(
            "Whether %(side)s guesses %(other)s closer is not certain: %(share)s of the misreading."
        ) % self._facts(share)

    def past(self, share: str) -> str:
        """Surely further than what is meant."""
        return self.t.gettext(
            "%(side)s went too far with %(other)s: %(share)s of the road to what %(other)s means."
        ) % self._facts(share)

    def perhaps_past(self, share: str) -> str:
        """Towards what is meant, and it may be past it."""
        return self.t.gettext(
            "%(side)s guesses %(other)s in the right direction, perhaps too far: %(share)s of the"
            " road to what %(other)s means."
        ) % self._facts(share)


@dataclass(frozen=True, slots=True)
class LearnersWe(Learner):
    """The side that reads it guessed another again."""

    def title(self) -> str:
        return self.t.gettext("We about %(other)s") % self._facts()

    def closer(self, share: str) -> str:
        return self.t.gettext(
            "We guess %(other)s closer: %(share)s of the misreading is gone."
        ) % self._facts(share)

    def further(self, share: str) -> str:
        return self.t.gettext(
            "We guess %(other)s less closely than before: %(share)s of the misreading."
        ) % self._facts(share)

    def perhaps_closer(self, share: str) -> str:
        return self.t.gettext(
            "Whether we guess %(other)s closer is not certain: %(share)s of the misreading."
        ) % self._facts(share)

    def past(self, share: str) -> str:
        return self.t.gettext(
            "We went too far with %(other)s: %(share)s of the road to what %(other)s means."
        ) % self._facts(share)

    def perhaps_past(self, share: str) -> str:
        return self.t.gettext(
            "We guess %(other)s in the right direction, perhaps too far: %(share)s of the road to"
            " what %(other)s means."
        ) % self._facts(share)


@dataclass(frozen=True, slots=True)
class LearnersOfUs(Learner):
    """Another side guessed the side that reads it again."""

    def title(self) -> str:
        return self.t.gettext("%(side)s about us") % self._facts()

    def closer(self, share: str) -> str:
        return self.t.gettext(
            "%(side)s guesses us closer: %(share)s of the misreading is gone."
        ) % self._facts(share)

    def further(self, share: str) -> str:
        return self.t.gettext(
            "%(side)s guesses us less closely than before: %(share)s of the misreading."
        ) % self._facts(share)

    def perhaps_closer(self, share: str) -> str:
        return self.t.gettext(
            "Whether %(side)s guesses us closer is not certain: %(share)s of the misreading."
        ) % self._facts(share)

    def past(self, share: str) -> str:
        return self.t.gettext(
            "%(side)s went too far with us: %(share)s of the road to what we mean."
        ) % self._facts(share)

    def perhaps_past(self, share: str) -> str:
        return self.t.gettext(
            "%(side)s guesses us in the right direction, perhaps too far: %(share)s of the road to"
            " what we mean."
        ) % self._facts(share)
