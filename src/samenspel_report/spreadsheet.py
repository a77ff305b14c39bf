"""What a spreadsheet would calculate instead of show."""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe keeps it a text."""
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text
