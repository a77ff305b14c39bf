"""A client that reads every page as the house rules want it read."""

import re
from collections import Counter
from html.parser import HTMLParser

from django.test import Client

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NO_LABEL = {"hidden", "submit", "button"}
LEFTOVER = re.compile(r"\{[{%#]|[%#}]\}")


class Page(HTMLParser):
    """The elements of a page, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.open and self.open[-1] in {"script", "style"}:
            assert not data.strip(), f"inline {self.open[-1]}: {data[:60]}"

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


class HouseClient(Client):
    """Fails on a page that breaks a rule, whatever the test is about."""

    def request(self, **request):
        response = super().request(**request)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and "Content-Disposition" not in response.headers and response.text:
            check_markup(response.text)
            if "<html" in response.text:
                check_page(response.text)
        return response


def check_markup(text: str) -> None:
    """What holds for a whole page and for a fragment."""
    page = Page(text)
    assert not page.open, f"never closed: {page.open}"
    for tag, attributes in page.elements:
        assert "style" not in attributes, f"inline style on <{tag}>"
        handlers = [name for name in attributes if name.startswith("on")]
        assert not handlers, f"inline {handlers} on <{tag}>"
    assert not LEFTOVER.search("".join(page.texts)), "a template tag was left over"
    ids = Counter(a["id"] for _tag, a in page.elements if "id" in a)
    assert [name for name, times in ids.items() if times > 1] == []


def check_page(text: str) -> None:
    """What holds for a whole page."""
    page = Page(text)
    assert page.all("html")[0].get("lang") in {"nl", "en"}
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert len(page.all("title")) == 1
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        named = field.get("id") in labelled or "aria-label" in field
        assert named or field.get("type") in NO_LABEL, f"no label: {field}"
    ids = {a["id"] for _tag, a in page.elements if "id" in a}
    for _tag, attributes in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for target in (attributes.get(name) or "").split():
                assert target in ids, f"{name} points at #{target}, which is not there"
        href = attributes.get("href") or ""
        if href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"a link to {href}, which is not there"
