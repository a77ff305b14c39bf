"""Votes on a proposal as marks in rows, with the line that had to be reached."""

from collections.abc import Iterator

from samenspel_report.pictures.geometry import element, ornament, picture, px

CELL, MARK, ROW = 34, 28, 10
MOST_MARKS = 200
BAR = 340.0


def vote_marks(in_favour: int, against: int, rest: int, *, needed: int, label: str) -> str:
    """A square for each vote for, a circle for each against, a dot for each that says neither.

    The line goes round as many as were needed. Of more than two hundred votes each mark would be
    too small to see, and they become one bar.
    """
    total = in_favour + against + rest
    if total > MOST_MARKS:
        return _bar(in_favour, against, total, needed, label)
    places = max(total, needed)
    rows = max(-(-places // ROW), 1)
    columns = min(max(places, 1), ROW)
    body = "".join(_marks(in_favour, against, rest)) + _line(needed, columns)
    box = f"-5 -5 {columns * CELL + 8} {rows * CELL + 8}"
    return picture("vote-marks", body, label, viewBox=box, width=columns * CELL + 8)


def _marks(in_favour: int, against: int, rest: int) -> Iterator[str]:
    for place in range(in_favour + against + rest):
        x, y = place % ROW * CELL + 2, place // ROW * CELL + 2
        if place < in_favour:
            yield element("rect", "vote-for", x=x, y=y, width=MARK, height=MARK)
        else:
            css, radius = ("vote-against", 13) if place < in_favour + against else ("vote-rest", 3)
            yield element("circle", css, cx=x + MARK / 2, cy=y + MARK / 2, r=radius)


def _line(needed: int, columns: int) -> str:
    """Below and to the right of the last mark that was needed."""
    row, place = divmod(needed, ROW)
    right, low, high = columns * CELL - 1, row * CELL, (row + 1) * CELL
    if place == 0:
        return element("path", "vote-need", d=f"M-3 {px(low - 1)}H{right + 1}")
    x = place * CELL - 1
    path = f"M{x} {px(low - 1)}V{px(high - 1)}H-3"
    if row:
        path += f"M{x} {px(low - 1)}H{right + 1}"
    return element("path", "vote-need", d=path)


def _bar(in_favour: int, against: int, total: int, needed: int, label: str) -> str:
    scale = BAR / total
    body = element("rect", "vote-for", x=0, y=6, width=in_favour * scale, height=MARK)
    body += element(
        "rect", "vote-against", x=in_favour * scale, y=6, width=against * scale, height=MARK
    )
    x = px(needed * scale)
    body += element("path", "vote-need", d=f"M{x} 0V{MARK + 12}")
    return picture("vote-marks", body, label, viewBox=f"-2 -2 {BAR + 4} {MARK + 16}", width=BAR + 4)


def vote_key(css: str) -> str:
    """A mark in a line of text: `vote-for`, `vote-against`, `vote-rest` or `vote-need`."""
    drawn = {
        "vote-for": element("rect", "vote-for", x=1, y=1, width=16, height=16),
        "vote-against": element("circle", "vote-against", cx=9, cy=9, r=7.5),
        "vote-rest": element("circle", "vote-rest", cx=9, cy=9, r=3),
        "vote-need": element("path", "vote-need", d="M3 17V3H17"),
    }
    return ornament("key", drawn[css], "0 0 18 18")
