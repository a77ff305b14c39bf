"""Numbers in JSON: whole, or a fraction as text; never rounded."""

from fractions import Fraction

from samenspel_analysis.decision import Tie

Number = int | str


def exact(value: Fraction | int) -> Number:
    """A whole number, or a fraction as in `"20000/3"`."""
    number = Fraction(value)
    return int(number) if number.denominator == 1 else str(number)


def exact_or_none(value: Fraction | int | None) -> Number | None:
    """As `exact`; nothing stays nothing."""
    return None if value is None else exact(value)


def tie_json(tie: Tie, names: tuple[str, ...]) -> dict[str, object]:
    """A tie and how it was broken."""
    return {
        "options": [names[option] for option in tie.options],
        "first": names[tie.first],
        "mattered": tie.mattered,
    }
