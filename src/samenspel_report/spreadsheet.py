"""What a spreadsheet would calculate instead of show, and how it is kept a text."""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
KEPT = tuple(f"'{mark}" for mark in FORMULA_MARKS)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe keeps it a text."""
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


def as_meant(text: str) -> str:
    """The text without the apostrophe that kept it one."""
    return text[1:] if text.startswith(KEPT) else text
