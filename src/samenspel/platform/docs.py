"""Pages written as files: the glossary and the methods."""

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAIN_METHOD = "meaning"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the product, in both languages, with what it means."""

    code: str
    nl: str
    en: str
    means: str
    not_the_same_as: str
    letter: str

    def has(self, asked: str) -> bool:
        """Whether these letters stand in the word, in either language, or in what it means."""
        said = (self.nl, self.en, self.means)
        return any(_plain(asked) in _plain(text) for text in said)


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How we calculate something: a title, a first paragraph and the page itself."""

    name: str
    title: str
    summary: SafeString
    body: SafeString


def glossary(language: str, *, asked: str = "") -> list[Term]:
    """The words that people read in the product, in the alphabet of `language`.

    With `asked`: only those in which these letters stand.
    """
    entries = tomllib.loads((settings.DOCS / "glossary.toml").read_text())
    read = {code: entry for code, entry in entries.items() if entry["context"] != "platform"}
    terms = [_term(code, entry, language) for code, entry in read.items()]
    found = [term for term in terms if term.has(asked)]
    return sorted(found, key=lambda term: (_plain(getattr(term, language)), term.code))


def _term(code: str, entry: dict[str, Any], language: str) -> Term:
    means = entry.get(f"means_{language}") or entry["means"]
    other = entry.get(f"not_the_same_as_{language}") or entry.get("not_the_same_as", "")
    if not isinstance(other, str):
        other = ", ".join(other)
    letter = _plain(entry[language])[0].upper()
    return Term(code, entry["nl"], entry["en"], means, other, letter)


def _plain(text: str) -> str:
    """Without capitals and accents, as in the alphabet."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip()


def method_names() -> list[str]:
    """The names of the method pages, that of the main job first."""
    names = (path.stem for path in _methods().glob("*.md") if "." not in path.stem)
    return sorted(names, key=lambda name: (name != MAIN_METHOD, name))


def method_page(name: str, language: str) -> MethodPage | None:
    """The method page `name` in `language`; `None` when there is no such page."""
    if name not in method_names():
        return None
    path = _methods() / f"{name}.md"
    translated = _methods() / f"{name}.{language}.md"
    if translated.exists():
        path = translated
    return _page(name, path, path.stat().st_mtime_ns)


def _methods() -> Path:
    return Path(settings.DOCS) / "methods"


@lru_cache(maxsize=64)
def _page(name: str, path: Path, _changed: int) -> MethodPage:
    markdown = _markdown()
    tokens = markdown.parse(path.read_text())
    title, rest = name, tokens
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, rest = tokens[1].content, tokens[3:]
    paragraphs = (after for t, after in pairwise(rest) if t.type == "paragraph_open")
    opening = next(paragraphs, None)
    summary = _inline(markdown, opening) if opening else ""
    body = markdown.renderer.render(_for_our_pages(rest), markdown.options, {})
    # Both come from our own files, with HTML in Markdown turned off.
    return MethodPage(name, title, mark_safe(summary), mark_safe(body))  # noqa: S308 our own files


def _inline(markdown: "MarkdownIt", paragraph: "Token") -> str:
    """The words of a paragraph, without its links: in a list they would lead elsewhere."""
    from markdown_it.token import Token

    words = [child for child in paragraph.children or [] if not child.type.startswith("link_")]
    line = Token("inline", "", 0, children=words)
    return str(markdown.renderer.render([line], markdown.options, {}))


def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # reading Markdown is not needed to start

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _for_our_pages(tokens: Sequence["Token"]) -> list["Token"]:
    """No inline style, links between pages, a table that can scroll by keyboard."""
    ready: list[Token] = []
    for token in tokens:
        if "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "r")
        for child in token.children or []:
            _link_to_page(child)
        if token.type == "table_open":
            ready.append(_html('<div class="scroll" tabindex="0">'))
        ready.append(token)
        if token.type == "table_close":
            ready.append(_html("</div>"))
    return ready


def _html(content: str) -> "Token":
    from markdown_it.token import Token

    return Token("html_block", "", 0, content=content)


def _link_to_page(token: "Token") -> None:
    href = str(token.attrs.get("href", ""))
    name = href.partition("#")[0]
    if name.endswith(".md") and "/" not in name:
        target = name.removesuffix(".md").split(".")[0]
        token.attrSet("href", f"../{target}/" + href[len(name) :])
