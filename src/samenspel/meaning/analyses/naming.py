"""Words of the library, and words that makers of a scan named in both languages, as read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from samenspel_report.library import LANGUAGES, LibraryScale, LibraryWord, word_named

Names = Mapping[str, str]


def in_language(
    payload: Mapping[str, Any], context: Mapping[str, Any], language: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same finding, with every word by its name in `language`.

    What the makers of a scan wrote in English comes before what the library says.
    """
    known = {name: word for name in _concepts(payload) if (word := _of_library(name, language))}
    own, own_poles = _of_the_makers(context, language)
    names = _names(payload, {name: word.name for name, word in known.items()} | own)
    given = {(word, scale): (low, high) for word, scale, low, high in context["poles"]}
    poles = [
        [
            names.get(word, word),
            scale,
            *(
                own_poles.get((word, scale))
                or _poles(known.get(word), scale, given.get((word, scale)))
            ),
        ]
        for word, scale in dict.fromkeys([*given, *_scales_of(known)])
    ]
    voices = [[names.get(word, word), side, texts] for word, side, texts in context["voices"]]
    left_out = [own.get(name) or _called(name, language) for name in context.get("left_out", ())]
    said = {**context, "poles": poles, "voices": voices, "left_out": left_out}
    return _renamed(payload, names), said


def _of_the_makers(
    context: Mapping[str, Any], language: str
) -> tuple[dict[str, str], dict[tuple[str, str], tuple[str, str]]]:
    """How the makers of a scan named its words, and the ends of its scales, in this language."""
    if language != "en":
        return {}, {}
    said = context.get("english", {})
    words = dict(said.get("words", ()))
    return words, {(word, scale): (low, high) for word, scale, low, high in said.get("poles", ())}


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


def _called(name: str, language: str) -> str:
    word = _of_library(name, language)
    return word.name if word else name


def _names(payload: Mapping[str, Any], known: Names) -> Names:
    """What each word is called; two words of one file never get the same name."""
    called = Counter(known.get(name, name) for name in _concepts(payload))
    return {name: told for name, told in known.items() if called[told] == 1}


def _scales_of(known: Mapping[str, LibraryWord]) -> Iterator[tuple[str, str]]:
    for name, word in known.items():
        yield from ((name, scale.code) for scale in word.scales)


def _poles(word: LibraryWord | None, scale: str, given: tuple[str, str] | None) -> tuple[str, str]:
    """The poles that the file gave, in its order; those of the library where it gave none."""
    ours = next((known for known in word.scales if known.code == scale), None) if word else None
    if word is None or ours is None:
        return given or ("", "")
    if given is None:
        return ours.pole_low, ours.pole_high
    said = _translations(word.code, ours)
    low, high = given
    return (said[low], said[high]) if {low, high} <= said.keys() else given


def _translations(code: str, ours: LibraryScale) -> dict[str, str]:
    """Every way in which the library says a pole of this scale, and how `ours` says it."""
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        word = word_named(code, language)
        for scale in word.scales if word else ():
            if scale.code == ours.code:
                texts |= {scale.pole_low: ours.pole_low, scale.pole_high: ours.pole_high}
    return texts


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
