"""What is kept under a code is told in words, in both languages."""

import re
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import translation

from samenspel.people import actions
from samenspel.platform import personal
from samenspel.platform.models import AuditEvent
from tests.consistency import house
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan

CODE = re.compile(r"\b[a-z]+\.[a-z]+_[a-z_]+\b")
RECORDED = re.compile(r'audit\.record\(\s*"([a-z_.]+)"')


def recorded():
    """Every code that some action writes in the trail."""
    return {
        code for path in house.PRODUCT.rglob("*.py") for code in RECORDED.findall(path.read_text())
    }


def test_every_line_of_the_trail_is_read_in_both_languages():
    assert len(recorded()) > 40
    for code in recorded():
        said = set()
        for language in ("nl", "en"):
            with translation.override(language):
                said.add(personal.in_words(code))
        assert len(said) == 2, f"{code}: {said}"


def test_every_word_for_a_code_belongs_to_a_code_that_is_written():
    contexts = [path.parent.name for path in house.files_named("choices")]
    modules = [import_module(f"samenspel.{context}.choices") for context in contexts]
    deeds = {deed.value for module in modules for deed in getattr(module, "Deed", ())}
    assert deeds == recorded()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_my_data_shows_no_code(signed_in, language):
    person = make_person("Ada Voorbeeld")
    actions.make_sign_in_link(person=person, is_reusable=True, by=person, at=NOON)
    actions.choose_language(language=language, by=person, at=NOON)
    party = make_party("Ons", person=person)
    make_scan(make_collaboration(party), brought_in_by=party, brought_in_by_person=person)
    person.jobs.create(kind="meaning.bring_in_scan", asked_at=NOON, state="done")
    client = signed_in(person)
    client.cookies["django_language"] = language
    page = client.get(reverse("people:my_data")).text
    text = re.sub(r"<[^>]*>", " ", page)
    assert CODE.findall(text) == []
    said = {"nl": "Een link gemaakt om mee in te loggen", "en": "Made a link to sign in with"}
    assert said[language] in text
    assert AuditEvent.objects.filter(action="people.sign_in_link_made").exists()
