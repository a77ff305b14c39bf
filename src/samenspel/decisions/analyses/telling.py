"""What of a stored count may be told, so that no vote given in confidence follows from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samenspel.decisions.choices import Voters
from samenspel.decisions.models import Decision, Tally
from samenspel.decisions.queries import Entitled

from .shown import percent

FEWEST = 5  # below so many ballots the numbers of a confidential vote stay closed


@dataclass(frozen=True, slots=True)
class Share:
    """The votes of all, or of one party: said, needed and got, as they were counted."""

    name: str
    in_favour: int
    against: int
    blank: int
    absent: int
    whole: Fraction
    needed: Fraction
    enough: bool
    counted_for: Fraction
    share: Fraction | None

    @property
    def cast(self) -> int:
        """How many votes said something."""
        return self.in_favour + self.against + self.blank

    @property
    def adds(self) -> Fraction:
        """What a party with a share of the outcome adds to it."""
        if not self.share or not self.whole:
            return Fraction(0)
        return self.share * self.counted_for / self.whole

    @property
    def share_told(self) -> str:
        """Its share of the outcome, in percents."""
        return percent(self.share or Fraction(0))

    @property
    def adds_told(self) -> str:
        """What it adds to the outcome, in percents."""
        return percent(self.adds)

    @property
    def entitled(self) -> int:
        """All votes there were."""
        return self.cast + self.absent


def tells_numbers(decision: Decision, tally: Tally) -> bool:
    """Whether numbers may be shown: of a confidential vote by few only whether it was adopted."""
    return not decision.is_confidential or voters_in(tally) >= FEWEST


def voters_in(tally: Tally) -> int:
    """How many votes were cast."""
    result = tally.document["result"]
    return int(result["voters"]) if "voters" in result else whole_of(tally).cast


def tells_parts(decision: Decision, tally: Tally) -> bool:
    """Whether the numbers of each party may be shown."""
    parts = parts_of(tally)
    if len(parts) < 2:
        return False
    return not decision.is_confidential or all(each.cast >= FEWEST for each in parts)


def tells_document(decision: Decision, tally: Tally) -> bool:
    """Whether the count itself may be given, or its fingerprint.

    Of few votes there are so few possible counts that the fingerprint of each can be compared.
    """
    if not tells_numbers(decision, tally):
        return False
    return len(parts_of(tally)) < 2 or tells_parts(decision, tally)


def whole_of(tally: Tally) -> Share:
    """The votes of all."""
    return _share(tally.document["result"]["trace"]["total"])


def parts_of(tally: Tally) -> tuple[Share, ...]:
    """The votes of each party that is told apart; none of a choice among several."""
    return _parts_in(tally.document)


def few_of_a_party(decision: Decision, document: Mapping[str, Any]) -> bool:
    """Whether so few of a party voted that a majority within it would tell what they voted.

    In confidence nothing is decided then, whatever the votes were.
    """
    if decision.voters not in Voters.by_party() or not decision.is_confidential:
        return False
    return any(each.cast < FEWEST for each in _parts_in(document))


def is_party_of_few(decision: Decision, entries: Iterable[Entitled]) -> bool:
    """Whether a majority within each party is asked of a party that is too small for it."""
    if decision.voters not in Voters.by_party() or not decision.is_confidential:
        return False
    may = Counter(each.party.pk for each in entries if each.is_entitled)
    return any(number < FEWEST for number in may.values())


def _parts_in(document: Mapping[str, Any]) -> tuple[Share, ...]:
    trace = document["result"].get("trace", {})
    return tuple(_share(each) for each in trace.get("classes", ()))


def _share(part: dict[str, object]) -> Share:
    counts = {name: int(str(part[name])) for name in ("for", "against", "blank", "absent")}
    return Share(
        name=str(part["name"]),
        in_favour=counts["for"],
        against=counts["against"],
        blank=counts["blank"],
        absent=counts["absent"],
        whole=Fraction(str(part["whole"])),
        needed=Fraction(str(part["needed"])),
        enough=bool(part["enough"]),
        counted_for=Fraction(str(part["counted_for"])),
        share=None if part["share"] is None else Fraction(str(part["share"])),
    )
