"""Words of the scale library in the language of whoever reads them."""

from collections.abc import Mapping
from typing import Any

from samenspel_report.library import LANGUAGES, LibraryWord, word_named

Names = Mapping[str, str]


def in_language(
    payload: Mapping[str, Any], context: Mapping[str, Any], language: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same finding, with every word that the library knows by its name in `language`."""
    known = {name: word for name in _concepts(payload) if (word := _of_library(name, language))}
    names = {name: word.name for name, word in known.items()}
    poles = [
        [names.get(word, word), scale, *_poles(known.get(word), scale, (low, high))]
        for word, scale, low, high in context["poles"]
    ]
    voices = [[names.get(word, word), side, texts] for word, side, texts in context["voices"]]
    return _renamed(payload, names), {**context, "poles": poles, "voices": voices}


def questions_in(payload: Mapping[str, Any], language: str) -> dict[str, str]:
    """The opening question of every word that the library knows."""
    found = (word_named(name, language) for name in _concepts(payload))
    return {word.name: word.question for word in found if word}


def _concepts(payload: Mapping[str, Any]) -> set[str]:
    community = payload.get("community") or {}
    blocks = [*payload.get("pairs", ()), *([community] if community else ())]
    return {concept["concept"] for block in blocks for concept in block["concepts"]}


def _of_library(name: str, language: str) -> LibraryWord | None:
    """The word with this name in any of our languages, as `language` says it."""
    for spoken in LANGUAGES:
        word = word_named(name, spoken)
        if word:
            return word_named(word.code, language)
    return None


def _poles(word: LibraryWord | None, scale: str, given: tuple[str, str]) -> tuple[str, str]:
    for known in word.scales if word else ():
        if known.code == scale:
            return known.pole_low, known.pole_high
    return given


def _renamed(value: Any, names: Names) -> Any:
    """Every name of a word, wherever it stands; the names of sides stay as they are."""
    if isinstance(value, dict):
        return {key: _renamed_under(key, each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return value


def _renamed_under(key: str, value: Any, names: Names) -> Any:
    if key == "concept" and isinstance(value, str):
        return names.get(value, value)
    if key == "tied_with" and isinstance(value, list):
        return [names.get(each, each) for each in value]
    return _renamed(value, names)
