"""What every report file shares: its templates, its style sheets and whole characters."""

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from samenspel_report.pictures import defs, key, line_key, logo

STATIC = Path(__file__).parent / "static" / "samenspel_report"
FONTS = {400: "source-sans-regular", 600: "source-sans-semibold"}


@cache
def environment() -> Environment:
    """The templates of the reports, with the marks they draw."""
    made = Environment(
        loader=PackageLoader("samenspel_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(defs=defs, key=key, line_key=line_key, logo=logo)
    return made


def whole(text: str) -> str:
    """The text with a mark for every half character, which no file and no page can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@cache
def styles(*names: str) -> str:
    """The style sheets, with the fonts that set-up made in them; else the system's fonts serve."""
    sheets = [(STATIC / name).read_text(encoding="utf-8") for name in names]
    for weight, name in FONTS.items():
        font = STATIC / "fonts" / f"{name}.woff2"
        if font.exists():
            content = b64encode(font.read_bytes()).decode("ascii")
            sheets.append(
                f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
                f'src: url("data:font/woff2;base64,{content}") format("woff2"); }}'
            )
    return "\n".join(sheets)
