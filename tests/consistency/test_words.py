import ast
import re
import tomllib

import pytest
from babel.messages.catalog import Catalog
from django.apps import apps

from scripts import messages
from tests.consistency import house

GLOSSARY = tomllib.loads((house.ROOT / "docs" / "glossary.toml").read_text())
MODELS = [m for m in apps.get_models() if m.__module__.startswith("samenspel.")]
DOMAINS = pytest.mark.parametrize("domain", messages.domains(), ids=lambda d: d.po.name)
SEEDS = {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_in_the_glossary_with_its_docstring(model):
    entry = GLOSSARY[house.snake(model.__name__)]
    assert entry["context"] == model._meta.app_label
    assert model.__doc__.strip() == entry["means"]


@pytest.mark.parametrize("code", GLOSSARY)
def test_an_entry_says_what_it_means_in_both_languages(code):
    entry = GLOSSARY[code]
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code)
    assert entry["context"] in house.layers()
    assert entry["nl"]
    assert entry["en"]
    for meaning in (entry["means"], entry["means_nl"]):
        assert meaning[0].isupper()
        assert meaning.endswith(".")
        assert len(meaning) <= 100
    assert ("not_the_same_as" in entry) == ("not_the_same_as_nl" in entry)
    assert set(entry.get("seed", [])) <= SEEDS


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_concepts_share_a_word(language):
    words = [entry[language] for entry in GLOSSARY.values()]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def dutch_names(source, dutch):
    found = []
    for node in ast.walk(ast.parse(source)):
        for attribute in ("id", "attr", "name", "arg"):
            name = getattr(node, attribute, None)
            if isinstance(name, str) and set(house.snake(name).split("_")) & dutch:
                found.append(name)
    return found


DUTCH = {entry["nl"] for entry in GLOSSARY.values()} - {entry["en"] for entry in GLOSSARY.values()}


def test_no_dutch_in_identifiers():
    found = {
        str(path.relative_to(house.SRC)): names
        for path in house.SRC.rglob("*.py")
        if (names := dutch_names(path.read_text(), DUTCH))
    }
    assert found == {}


def test_dutch_in_an_identifier_is_found():
    sample = "class PartijView: ...\ndef f(fase): return f.spanning + shared"
    assert sorted(dutch_names(sample, DUTCH)) == ["PartijView", "fase", "spanning"]


@DOMAINS
def test_every_sentence_is_translated_with_the_same_placeholders(domain):
    assert messages.faults(domain.extracted(), domain.catalogue()) == []


@DOMAINS
def test_no_sentence_shouts(domain):
    sentences = messages.sentences(domain.catalogue()).values()
    assert [m.id for m in sentences if "!" in str(m.id) + str(m.string)] == []


@DOMAINS
def test_a_catalogue_names_a_sentence_once(domain):
    text = domain.po.read_text(encoding="utf-8")
    entries = re.findall(r'^((?:msgctxt .*\n)?msgid "(?:.|\n)*?)^msgstr', text, re.MULTILINE)
    assert sorted({entry for entry in entries if entries.count(entry) > 1}) == []


# Terms of one plain word ("side", "word") also stand for ordinary things.
# Half a Dutch word is enough: deel, delen.
TERMS = {
    entry["en"]: entry["nl"].split()
    for entry in GLOSSARY.values()
    if " " in entry["en"] or entry["en"] in {"undercurrent", "intraception", "tolerance"}
}


def terms_translated_otherwise(message):
    dutch = " ".join(messages.forms(message.string)).casefold()
    english = " ".join(messages.forms(message.id)).casefold()
    return [
        f"{term}: {dutch}"
        for term, words in TERMS.items()
        if re.search(rf"\b{term}s?\b", english)
        and not all(word[: max(2, len(word) // 2)].casefold() in dutch for word in words)
    ]


@DOMAINS
def test_a_term_of_the_glossary_is_translated_by_its_twin(domain):
    found = [
        fault
        for message in messages.sentences(domain.catalogue()).values()
        for fault in terms_translated_otherwise(message)
    ]
    assert found == []


def test_a_term_with_another_translation_is_found():
    catalogue = Catalog(locale="nl")
    kept = catalogue.add("The hidden parts", "De verborgen delen")
    lost = catalogue.add("The hidden part", "Het geheime stuk")
    assert terms_translated_otherwise(kept) == []
    assert terms_translated_otherwise(lost) == ["hidden part: het geheime stuk"]
