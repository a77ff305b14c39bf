"""A small picture of a collaboration: the onderstroom from its scan, the bovenstroom not asked."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import curve, element, ornament, ribbon
from samenspel_report.pictures.strand import dotted, full_tension, mean_of, seen_of

WIDTH, HEIGHT, SURFACE = 360.0, 132.0, 66.0
START, BODY, END = 16.0, 140.0, 344.0
XS = (BODY, 190.0, 260.0, END)
GROWTH = (0.05, 0.8, 1.0, 1.0)


def streams_glyph(words: Sequence[WordResult]) -> str:
    """For a card. Without words both streams are dotted: nothing was asked yet."""
    upper = "".join(_hair(SURFACE - 14 - 15 * i, "hair upper") for i in range(3))
    lower = "".join(_strands(words)) if words else _unasked()
    surface = element("line", "horizon", x1=START, x2=END, y1=SURFACE, y2=SURFACE)
    spring = element("circle", "spring", cx=START, cy=SURFACE, r=3.5)
    return ornament("streams", upper + lower + surface + spring, f"0 0 {WIDTH:.0f} {HEIGHT:.0f}")


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


def _hair(y: float, css: str = "hair") -> str:
    ys = (SURFACE, SURFACE + (y - SURFACE) * 0.8, y, y)
    return element("path", css, d=curve((START, 70.0, 130.0, END), ys))


def _unasked() -> str:
    return "".join(_hair(SURFACE + 16 + 15 * i) for i in range(3))
