"""What is kept about a person: every context says in `apps.ready` how to tell it and to erase it.

Rows that hang on a person are deleted with the person; `erase` is for what does not hang on one.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise

from .together import Many, first_told

Text = str | Promise
Value = str | int | bool | datetime | None
Fact = Mapping[str, Value]
Tell = Callable[[Any], Iterable[Many | Fact]]
Erase = Callable[[Any, datetime], None]
InWords = Callable[[Any], Value | Promise]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is kept about people."""

    title: Text
    labels: Mapping[str, Text]
    tell: Tell
    models: tuple[str, ...]
    erase: Erase | None = None
    place: int = 1  # the lowest is told first
    words: Mapping[str, InWords] = field(default_factory=dict)  # of what a file tells in codes


@dataclass(frozen=True, slots=True)
class Section:
    """What is kept of one kind about one person."""

    code: str
    title: Text
    labels: Mapping[str, Text]
    rows: tuple[Mapping[str, Value], ...]
    words: Mapping[str, InWords]
    is_cut: bool = False  # there is more of it

    @property
    def lines(self) -> list[list[tuple[Text, Value | Promise]]]:
        """The rows with the labels and the words that a person reads."""
        return [
            [(self.labels[key], self._in_words(key, row[key])) for key in self.labels]
            for row in self.rows
        ]

    def _in_words(self, key: str, value: Value) -> Value | Promise:
        return self.words[key](value) if key in self.words and value is not None else value


_holdings: dict[str, Holding] = {}
_words: dict[str, Text] = {}


def register(code: str, holding: Holding) -> None:
    """Say what a context keeps about people; called once per kind, from `apps.ready`."""
    _holdings[code] = holding


def put_into_words(*codes: type[TextChoices]) -> None:
    """Say how codes of a context are read by people; called from `apps.ready`."""
    for choices in codes:
        _words.update((each.value, each.label) for each in choices)


def in_words(code: str) -> str:
    """A code as people read it."""
    return str(_words[code]) if code in _words else code


def day_in_words(day: str) -> str:
    """A day as people read it, from how a file tells it."""
    return date_format(date.fromisoformat(day), "j F Y")


def typed_in_words(typed: str) -> str:
    """What someone filled in, without the names that programs have for it."""
    return "; ".join(str(each) for each in json.loads(typed).values() if each)


def covered_models() -> set[str]:
    """The labels of the models of which a person is told what they hold."""
    return {label for holding in _holdings.values() for label in holding.models}


def told(
    person: AbstractBaseUser, *, only: str | None = None, most: int | None = None
) -> list[Section]:
    """All that is kept about this person; of one kind, or of each so much at most, if asked."""
    chosen = [(code, kind) for code, kind in _holdings.items() if only in (None, code)]
    holdings = sorted(chosen, key=lambda item: item[1].place)
    found = first_told(*(iter(holding.tell(person)) for _code, holding in holdings), most=most)
    return [
        Section(code, holding.title, holding.labels, tuple(told[:most]), holding.words,
                is_cut=is_cut or len(told[:most]) < len(told))
        for (code, holding), (told, is_cut) in zip(holdings, found, strict=True)
    ]  # fmt: skip


def as_document(sections: Iterable[Section]) -> dict[str, list[Mapping[str, Value]]]:
    """The same for a file that programs read."""
    return {section.code: list(section.rows) for section in sections}


def as_file(sections: Iterable[Section]) -> str:
    """The same as the text of a file, with each thing that is kept on a line of its own."""
    encode = DjangoJSONEncoder(ensure_ascii=False).encode
    kinds = []
    for code, rows in as_document(sections).items():
        lines = ",\n".join(f"    {encode(row)}" for row in rows)
        kinds.append(f"  {encode(code)}: [\n{lines}\n  ]" if rows else f"  {encode(code)}: []")
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def erase(person: AbstractBaseUser, at: datetime) -> None:
    """Erase what does not hang on the person; call it before the person is deleted."""
    for holding in _holdings.values():
        if holding.erase is not None:
            holding.erase(person, at)
