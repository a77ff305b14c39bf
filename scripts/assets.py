"""Make what set-up makes: message catalogues and the web font. Quick when nothing changed."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "src/samenspel_report/static/samenspel_report/fonts"
LATIN = (
    "U+0020-017F,U+2010-2026,U+2030,U+2032,U+2033,U+20AC,U+2190-2193,U+2212,U+2248,U+2264,U+2265"
)
WEIGHTS = {"Regular": 400, "It": 400, "Semibold": 600, "Bold": 700}


def compile_messages() -> None:
    """Write the .mo beside each .po that is newer."""
    for po in ROOT.glob("src/*/locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with po.open("rb") as source, mo.open("wb") as target:
            write_mo(target, read_po(source))


def make_fonts() -> None:
    """Subset Source Sans to what Dutch and English need, as woff2."""
    for name in WEIGHTS:
        target = FONTS / f"source-sans-{name.lower()}.woff2"
        if target.exists():
            continue
        import font_source_sans_pro
        from fontTools import subset

        FONTS.mkdir(parents=True, exist_ok=True)
        folder = Path(font_source_sans_pro.__file__).parent
        source = next(folder.rglob(f"*-{name}.*tf"))
        subset.main(
            [str(source), f"--unicodes={LATIN}", "--flavor=woff2", "--layout-features=*",
             f"--output-file={target}"]
        )  # fmt: skip


if __name__ == "__main__":
    compile_messages()
    make_fonts()
