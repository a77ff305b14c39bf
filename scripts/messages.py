"""Bring both message catalogues up to date, or with --check say what is missing in them.

Needs Babel only. Nothing is guessed: a changed sentence has to be translated again.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LANGUAGE = "nl"
KEYWORDS = DEFAULT_KEYWORDS | {
    "mark": None,
    "_now": None,  # `gettext` beside a `_` that only marks
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: samenspel\\n"
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
TEXT = {".html", ".txt", ".xml", ".svg", ".jinja", ".j2"}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%[sd]|\{\w*(?:[.:!][^{}]*)?\}")

Extraction = Iterator[tuple]
Method = Callable[[Path], Extraction]


def from_python(path: Path) -> Extraction:
    """Marked sentences of a module."""
    with path.open("rb") as source:
        yield from extract("python", source, keywords=KEYWORDS, comment_tags=["Translators:"])


def from_django_template(path: Path) -> Extraction:
    """Marked sentences of a Django template, which Django first turns into calls, line by line."""
    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    lines = "\n".join(line.strip() for line in calls.split("\n"))
    yield from extract("python", BytesIO(lines.encode()), keywords=KEYWORDS)


def from_jinja_template(path: Path) -> Extraction:
    """Marked sentences of a Jinja2 template."""
    options = {"silent": "false", "newstyle_gettext": "true", "trimmed": "true"}
    with path.open("rb") as source:
        yield from extract("jinja2", source, keywords=KEYWORDS, options=options)


@dataclass(frozen=True)
class Domain:
    """A catalogue and the code whose sentences it holds."""

    po: Path
    sources: tuple[Path, ...]
    from_template: Method

    def extracted(self) -> Catalog:
        """Every marked sentence of the sources, without translations."""
        template = Catalog(locale=LANGUAGE)
        for path in sorted(path for source in self.sources for path in source.rglob("*")):
            method = from_python if path.suffix == ".py" else self.from_template
            if path.is_file() and path.suffix in TEXT | {".py"}:
                for _line, message, comments, context in method(path):
                    template.add(message, None, auto_comments=comments, context=context)
        return template

    def catalogue(self) -> Catalog:
        """The catalogue as it stands; empty where there is none yet."""
        if not self.po.exists():
            return Catalog(locale=LANGUAGE)
        with self.po.open("rb") as source:
            return read_po(source, locale=LANGUAGE)


def domains(root: Path = ROOT) -> tuple[Domain, ...]:
    """The product's catalogue, and the one that reports and the command line share."""
    src = root / "src"
    catalogues = f"locale/{LANGUAGE}/LC_MESSAGES"
    return (
        Domain(
            src / "samenspel" / catalogues / "django.po",
            (src / "samenspel",),
            from_django_template,
        ),
        Domain(
            src / "samenspel_report" / catalogues / "messages.po",
            (src / "samenspel_report", src / "samenspel_cli"),
            from_jinja_template,
        ),
    )


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """The singular, and where there is one the plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> Counter[str]:
    """What a sentence leaves open, and how often."""
    return Counter(PLACEHOLDER.findall(text))


def identity(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """What makes two messages the same: the context and the English forms."""
    return message.context, forms(message.id)


def sentences(catalogue: Catalog) -> dict[tuple[str | None, tuple[str, ...]], Message]:
    """All messages but the header."""
    return {identity(message): message for message in catalogue if message.id}


def translation_faults(message: Message) -> Iterator[str]:
    """What is wrong with the translation of one message."""
    english, dutch = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield f"fuzzy: {english[0]!r}"
    if not all(dutch) or len(dutch) != len(english):
        yield f"missing: {english[0]!r}"
        return
    for source, target in zip(english, dutch, strict=True):
        if placeholders(source) != placeholders(target):
            yield f"placeholders differ: {source!r} → {target!r}"


def faults(template: Catalog, catalogue: Catalog) -> list[str]:
    """What keeps a catalogue from being complete."""
    wanted, present = sentences(template), sentences(catalogue)
    found = [f"missing: {key[1][0]!r}" for key in wanted if key not in present]
    found += [f"unused: {key[1][0]!r}" for key in present if key not in wanted]
    for key in wanted.keys() & present.keys():
        found += translation_faults(present[key])
    return sorted(found)


def updated(template: Catalog, catalogue: Catalog) -> Catalog:
    """The template with the translations that belong to exactly these sentences."""
    known, fresh = sentences(catalogue), Catalog(locale=LANGUAGE)
    for key, message in sentences(template).items():
        old = known.get(key)
        fresh.add(
            message.id,
            old.string if old else "",
            auto_comments=message.auto_comments,
            flags={"fuzzy"} if old and old.fuzzy else (),
            context=message.context,
        )
    return fresh


def written(catalogue: Catalog) -> str:
    """The catalogue as text: sorted, without dates and line numbers."""
    body = BytesIO()
    write_po(
        body, catalogue, width=98, no_location=True, omit_header=True, sort_output=True,
        ignore_obsolete=True,
    )  # fmt: skip
    return HEADER + body.getvalue().decode().strip() + "\n"


def check() -> int:
    """Name every fault of both catalogues; 1 if there is one."""
    found = [
        f"{domain.po.relative_to(ROOT)}: {fault}"
        for domain in domains()
        for fault in faults(domain.extracted(), domain.catalogue())
    ]
    print("\n".join(found) or "Both catalogues are complete.")
    return 1 if found else 0


def update() -> int:
    """Rewrite both catalogues and say how many sentences still wait for a translation."""
    for domain in domains():
        fresh = updated(domain.extracted(), domain.catalogue())
        domain.po.parent.mkdir(parents=True, exist_ok=True)
        domain.po.write_text(written(fresh), encoding="utf-8")
        waiting = sum(not all(forms(message.string)) for message in sentences(fresh).values())
        print(f"{domain.po.relative_to(ROOT)}: {len(fresh)} sentences, {waiting} untranslated")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on a fault")
    sys.exit(check() if parser.parse_args().check else update())
