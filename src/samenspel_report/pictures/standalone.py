"""Pictures outside a page: one SVG file with plain light colours, for print."""

import re
from functools import cache
from pathlib import Path

from samenspel_report.pictures.marks import DEFS

STATIC = Path(__file__).parents[1] / "static" / "samenspel_report"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
LIGHT = re.compile(r"light-dark\(\s*([^,]+?)\s*,[^)]*\)")
VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRINT_FONT = '"Source Sans Pro"'


def standalone(svg: str, *, width: float, height: float) -> str:
    """The picture as a file of its own, drawn at this size."""
    styles = filled("pictures.css")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"><style>{styles}</style>{DEFS}{svg}</svg>'
    )


@cache
def light_tokens() -> dict[str, str]:
    """Every token with its value in daylight."""
    tokens = COMMENT.sub("", (STATIC / "tokens.css").read_text(encoding="utf-8"))
    found = {name: LIGHT.sub(r"\1", value.strip()) for name, value in TOKEN.findall(tokens)}
    return {**found, "ground": found["paper"], "font": PRINT_FONT}


@cache
def filled(sheet: str) -> str:
    """A style sheet with every token filled in, for a reader that knows no variables."""
    styles = COMMENT.sub("", (STATIC / sheet).read_text(encoding="utf-8"))
    tokens = light_tokens()
    return re.sub(r"\s+", " ", VARIABLE.sub(lambda found: tokens[found[1]], styles)).strip()
