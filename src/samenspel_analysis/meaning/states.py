"""The answers a scan can give. Values are stable codes; words for people live in the report."""

from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of one scale: is the difference within the tolerance?"""

    SHARED = "shared"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class State(StrEnum):
    """What can be said of one word between two sides."""

    SHARED_GROUND = "shared_ground"
    SEEN_DIFFERENCE = "seen_difference"
    HIDDEN_DIFFERENCE = "hidden_difference"
    IMAGINED_DIFFERENCE = "imagined_difference"
    UNDECIDED = "undecided"
    DIVIDED = "divided"


class Pattern(StrEnum):
    """How the meanings of two sides moved between two waves. None of them is better."""

    MUTUAL = "mutual"
    ONE_SIDED = "one_sided"
    HELD = "held"
    APART = "apart"
    UNDECIDED = "undecided"


class NoticeKind(StrEnum):
    """What a reader must know before the numbers."""

    TOO_FEW = "too_few"  # fewer than 3 answers of a side: nothing is shown
    MEANS_ONLY = "means_only"  # 3 or 4 answers of a side: means, and only with everyone's consent
    NO_GUESSES = "no_guesses"  # a side did not guess: seen and hidden cannot be told apart
    NO_IMPORTANCE = "no_importance"  # importance was not asked: every word weighs the same
    MISSING_ANSWERS = "missing_answers"  # some answers are missing; they are left out and counted
    DIVIDED_SIDE = "divided_side"  # a side's answers on a word lie as far apart as random ones
    WIDE_TOLERANCE = "wide_tolerance"  # the tolerance is more than a quarter of the range
    NO_LINKED_PEOPLE = "no_linked_people"  # nobody answered in both waves
