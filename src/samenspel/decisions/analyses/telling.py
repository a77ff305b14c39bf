"""What of a stored count may be told, so that no vote given in confidence follows from it."""

from dataclasses import dataclass
from fractions import Fraction

from samenspel.decisions.models import Decision, Tally

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

    @property
    def cast(self) -> int:
        """How many votes said something."""
        return self.in_favour + self.against + self.blank

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
    trace = tally.document["result"].get("trace", {})
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
    )
