"""The marks every picture is made of: round is the first side, square the second."""

from samenspel_report.pictures.geometry import element, ornament, px

DEFS = (
    '<svg class="pic-defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="pic-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)">'
    '<line class="pic-hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern>'
    '<pattern id="pic-stipple" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<circle class="pic-stipple-dot" cx="2" cy="2" r="1.3"/></pattern>'
    '<pattern id="pic-stipple-wide" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<circle class="pic-stipple-wide-dot" cx="2" cy="2" r="1"/></pattern>'
    "</defs></svg>"
)


def defs() -> str:
    """The patterns; once on every page that holds a picture."""
    return DEFS


def mark(x: str | float, y: float, *, square: bool, guessed: bool, radius: float = 7) -> str:
    """Round or square; filled is meant, open is guessed. `x` may be a percentage."""
    css = "mark-guess" if guessed else "mark-real"
    r = radius + 0.5 if guessed else radius
    if not square:
        return element("circle", css, cx=x, cy=y, r=r)
    half = r * 0.92
    return element(
        "rect", css, x=x, y=y, width=2 * half, height=2 * half,
        transform=f"translate({px(-half)} {px(-half)})",
    )  # fmt: skip


SHAPES = ("round", "square", "diamond", "triangle", "bar")
POINTS = {"diamond": "0,-9 8,0 0,9 -8,0", "triangle": "0,-8 8.5,6.5 -8.5,6.5"}


def shaped(x: str, y: float, shape: str) -> str:
    """What one of many sides means; each has its own shape. `x` is a percentage."""
    if shape in ("round", "square"):
        return mark(x, y, square=shape == "square", guessed=False)
    if shape == "bar":
        return element(
            "rect", "mark-real", x=x, y=y - 9, width=5, height=18, transform="translate(-2.5 0)"
        )
    drawn = element("polygon", "mark-real", points=POINTS[shape])
    return f'<svg x="{x}" y="{px(y)}" overflow="visible">{drawn}</svg>'


def key(*, square: bool, guessed: bool) -> str:
    """A mark in a line of text."""
    body = mark(9.0, 9, square=square, guessed=guessed, radius=6)
    return ornament("key", body, "0 0 18 18")


def line_key(css: str) -> str:
    """A line of the scale picture in a line of text: `gap`, `miss`, `interval`."""
    body = element("line", css, x1=1, x2=39, y1=6, y2=6)
    if css == "interval":
        body += "".join(element("line", css, x1=x, x2=x, y1=2, y2=10) for x in (1, 39))
    return ornament("line-key", body, "0 0 40 12")


def logo() -> str:
    """Two streams and the light between them."""
    upper = "M1 13C7 13 8 3 17 3.5S27 8 33 6V10.5C27 12 25 9 17 9S8 13 1 13Z"
    lower = "M1 13C7 13 9 23 17 23S27 17 33 19.5V15.5C27 14 25 17.5 17 17.5S8 13 1 13Z"
    body = element("path", "upper", d=upper) + element("path", "lower", d=lower)
    return ornament("logo", body, "0 0 34 26")


def wave_mark(*, upper: bool) -> str:
    """A wave in the colour of a stream."""
    css = "wave-upper" if upper else "wave-lower"
    body = element("path", css, d="M2 9C5.5 2 9 2 13 7S20.5 12 24 5")
    return ornament("wave-mark", body, "0 0 26 14")
