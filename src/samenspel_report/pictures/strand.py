"""The strand of one word: height is tension, pale is seen, deep is hidden."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import Estimate, WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import curve, element, picture, ribbon

WIDTH, HEIGHT = 300.0, 62.0
TALLEST = 46.0
USUAL = 0.32  # a tension that fills the picture, unless a word of the scan has more
XS = (0.0, 70.0, 170.0, WIDTH)
GROWTH = (0.05, 0.75, 1.0, 1.0)


def full_tension(words: Sequence[WordResult]) -> float:
    """The tension that fills a picture, so that the words of one scan can be compared."""
    return max([USUAL, *(mean_of(word.tension) or 0.0 for word in words)])


def strand(word: WordResult, *, full: float, label: str) -> str:
    """One word as a strand; nothing to say is a dotted line."""
    body = _body(word, full)
    return picture(
        "strand", body, label, viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        width="100%", height=HEIGHT, preserveAspectRatio="none",
    )  # fmt: skip


def _body(word: WordResult, full: float) -> str:
    unit = TALLEST / full
    height = max((mean_of(word.tension) or 0.0) * unit, 3.0)
    match word.state:
        case State.DIVIDED:
            return _fork(max(height, 10.0))
        case _ if word.tension is None or word.tension.mean is None:
            return dotted(XS[0], XS[-1], HEIGHT / 2)
        case State.UNDECIDED:
            return _band("vague", 0, height)
        case State.IMAGINED_DIFFERENCE:
            around = max((mean_of(word.imagined) or 0.0) * unit, height + 8)
            return _band("imagined", 0, min(around, TALLEST)) + _band("seen", 0, height)
        case State.SHARED_GROUND:
            return _band("seen", 0, height)
    return _two_parts(height, seen_of(word))


def mean_of(estimate: Estimate | None) -> float | None:
    """The mean, or nothing where there is no estimate."""
    return None if estimate is None else estimate.mean


def seen_of(word: WordResult) -> float:
    """The seen part of the tension as a share of it."""
    tension, seen = mean_of(word.tension), mean_of(word.seen_part)
    if not tension or seen is None:
        return 0.0
    return min(1.0, max(0.0, seen / tension))


def dotted(x1: float, x2: float, y: float) -> str:
    """Not asked, or not to be said."""
    return element("path", "hair", d=curve((x1, x2), (y, y)))


def _two_parts(height: float, seen: float) -> str:
    top = -height / 2
    split = top + height * seen
    return _edges("seen", top, split) + _edges("hidden", split, -top) + _edges("hatch", split, -top)


def _band(css: str, middle: float, height: float) -> str:
    return _edges(css, middle - height / 2, middle + height / 2)


def _edges(css: str, top: float, bottom: float) -> str:
    above = [HEIGHT / 2 + top * share for share in GROWTH]
    under = [HEIGHT / 2 + bottom * share for share in GROWTH]
    return element("path", css, d=ribbon(XS, above, under))


def _fork(height: float) -> str:
    """A side that is divided within: two thin branches, and no one meaning between them."""
    thin = min(height / 2, 12.0)
    spread = 16.0
    branches = ""
    for sign in (-1, 1):
        middle = [HEIGHT / 2 + sign * spread * share for share in (0.0, 0.2, 0.9, 1.0)]
        above = [y - thin / 2 * share for y, share in zip(middle, GROWTH, strict=True)]
        under = [y + thin / 2 * share for y, share in zip(middle, GROWTH, strict=True)]
        branches += element("path", "divided", d=ribbon(XS, above, under))
    return branches
