"""Numbers to SVG markup: elements, smooth curves and ribbons."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise


def px(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, css: str, /, **attributes: str | float) -> str:
    """One empty element; attribute names are written with underscores for hyphens."""
    written = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items()
    )
    return f'<{name} class="{css}"{written}/>'


def text(css: str, content: str, /, **attributes: str | float) -> str:
    """A line of text; the content is escaped here and nowhere else."""
    opening = element("text", css, **attributes)[:-2]
    return f"{opening}>{escape(content)}</text>"


def picture(css: str, body: str, label: str, /, **attributes: str | float) -> str:
    """A whole picture with its description for who cannot see it."""
    opening = element("svg", f"pic {css}", **attributes)[:-2]
    return f'{opening} role="img" aria-label="{escape(label)}">{body}</svg>'


def ornament(css: str, body: str, view_box: str) -> str:
    """A picture that says nothing which is not said beside it."""
    return (
        f'<svg class="pic {css}" viewBox="{view_box}" aria-hidden="true" '
        f'focusable="false">{body}</svg>'
    )


def curve(xs: Sequence[float], ys: Sequence[float], *, start: str = "M") -> str:
    """A smooth path through the points that never overshoots them."""
    slopes = _slopes(xs, ys)
    path = f"{start}{px(xs[0])} {px(ys[0])}"
    for i in range(len(xs) - 1):
        third = (xs[i + 1] - xs[i]) / 3
        path += (
            f"C{px(xs[i] + third)} {px(ys[i] + slopes[i] * third)} "
            f"{px(xs[i + 1] - third)} {px(ys[i + 1] - slopes[i + 1] * third)} "
            f"{px(xs[i + 1])} {px(ys[i + 1])}"
        )
    return path


def ribbon(xs: Sequence[float], top: Sequence[float], bottom: Sequence[float]) -> str:
    """A closed band between two smooth edges."""
    return curve(xs, top) + curve(xs[::-1], bottom[::-1], start="L") + "Z"


def _slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Fritsch-Carlson slopes: the curve stays monotone between the points."""
    steps = [b - a for a, b in pairwise(xs)]
    rises = [(b - a) / h for a, b, h in zip(ys, ys[1:], steps, strict=False)]
    slopes = [rises[0], *([0.0] * (len(xs) - 2)), rises[-1]]
    for i in range(1, len(xs) - 1):
        before, after = rises[i - 1], rises[i]
        if before * after > 0:
            h, k = steps[i - 1], steps[i]
            slopes[i] = 3 * (h + k) / ((2 * k + h) / before + (k + 2 * h) / after)
    return slopes


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else px(value)
