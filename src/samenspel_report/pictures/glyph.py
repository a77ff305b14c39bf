"""A small picture of a collaboration: the bovenstroom that both sides gave, the onderstroom."""

from collections.abc import Iterator, Sequence
from functools import cache

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import curve, element, ornament, ribbon
from samenspel_report.pictures.strand import dotted, full_tension, mean_of, seen_of

WIDTH, HEIGHT, SURFACE = 360.0, 132.0, 66.0
START, BODY, END = 16.0, 140.0, 344.0
XS = (BODY, 190.0, 260.0, END)
MIDDLE, TALLEST = 34.0, 20.0  # of what is given: between both sides, and the most of one
SPREADS_BY = 0.25  # of the width: how soon the streams have left their source
GROWTH = (0.05, 0.8, 1.0, 1.0)


def streams_glyph(undercurrent: str, given: Sequence[Sequence[float]] = ()) -> str:
    """For a card: `undercurrent_glyph`, and above it how often each of two sides gave.

    `given` has a row for each side, with shares of 0 to 1 at equal distances until today. Nothing
    given is dotted.
    """
    upper = "".join(_bands(given)) if given else _unasked("hair upper", -1)
    surface = element("line", "horizon", x1=START, x2=END, y1=SURFACE, y2=SURFACE)
    spring = element("circle", "spring", cx=START, cy=SURFACE, r=3.5)
    body = upper + undercurrent + surface + spring
    return ornament("streams", body, f"0 0 {WIDTH:.0f} {HEIGHT:.0f}")


def undercurrent_glyph(words: Sequence[WordResult]) -> str:
    """What lies below the line; without words it is dotted: nothing was asked yet."""
    return "".join(_strands(words)) if words else _unasked("hair", 1)


def _bands(given: Sequence[Sequence[float]]) -> Iterator[str]:
    for shares, way, css in zip(given, (-1, 1), ("ours", "theirs"), strict=True):
        steps = [i / (len(shares) - 1) for i in range(len(shares))]
        xs = [START + (END - START) * step for step in steps]
        fans = [1 - float((1 - min(1.0, step / SPREADS_BY)) ** 2.4) for step in steps]
        inner = [SURFACE + (MIDDLE - SURFACE + way * 4) * fan for fan in fans]
        outer = [
            at + way * fan * max(share * TALLEST, 1.5 if share else 0.5)
            for at, fan, share in zip(inner, fans, shares, strict=True)
        ]
        top, low = (outer, inner) if way < 0 else (inner, outer)
        yield element("path", css, d=ribbon(xs, top, low))


def _strands(words: Sequence[WordResult]) -> list[str]:
    room = HEIGHT - SURFACE - 14
    row = room / len(words)
    full = full_tension(words)
    out = []
    for i, word in enumerate(words):
        y = SURFACE + 10 + row * (i + 0.5)
        height = max((mean_of(word.tension) or 0.0) / full * min(13.0, row * 0.85), 1.5)
        out.append(_root(y) + _strand(word, y, height))
    return out


def _strand(word: WordResult, y: float, height: float) -> str:
    top, bottom = -height / 2, height / 2
    match word.state:
        case _ if word.tension is None or word.tension.mean is None:
            return dotted(BODY, END, y)
        case State.UNDECIDED | State.DIVIDED:
            return _band("vague", y, top, bottom)
        case State.SHARED_GROUND | State.IMAGINED_DIFFERENCE:
            return _band("seen", y, top, bottom)
    split = top + height * seen_of(word)
    return _band("seen", y, top, split) + _band("hidden", y, split, bottom)


def _band(css: str, y: float, top: float, bottom: float) -> str:
    above = [y + top * share for share in GROWTH]
    under = [y + bottom * share for share in GROWTH]
    return element("path", css, d=ribbon(XS, above, under))


def _root(y: float) -> str:
    ys = (SURFACE, SURFACE + (y - SURFACE) * 0.75, y, y)
    return element("path", "hair", d=curve((START, 60.0, 110.0, 150.0), ys))


def _hair(y: float, css: str) -> str:
    ys = (SURFACE, SURFACE + (y - SURFACE) * 0.8, y, y)
    return element("path", css, d=curve((START, 70.0, 130.0, END), ys))


@cache  # it is on every card
def _unasked(css: str, way: int) -> str:
    return "".join(_hair(SURFACE + way * (15 + 15 * i), css) for i in range(3))
