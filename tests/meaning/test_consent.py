"""What people agree to carries a version, and no word of it changes under the same version."""

import hashlib

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from samenspel.meaning.actions.making import CONSENT_VERSION
from samenspel.meaning.models import Respondent, Scan
from tests.meaning.answering import begin

# Is a sentence put better, without another meaning? Then this mark is all that changes. Does it
# mean something else? Then CONSENT_VERSION changes too; a scan keeps the one it was opened with.
TEXTS = {
    "2026-11b": {"nl": "3a2e6113b3ad28e9", "en": "58a57947775e78a3"},
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_text_of_a_version_is_what_it_was(language):
    with translation.override(language):
        text = " ".join(render_to_string("meaning/consent.html", {"scan": Scan()}).split())
    assert text.count("<li>") >= 6
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == TEXTS[CONSENT_VERSION][language]


@pytest.mark.django_db
def test_with_an_answer_goes_the_version_that_its_giver_read(client, invited, scan):
    begin(client, invited[1])
    assert Respondent.objects.get().consent_version == CONSENT_VERSION
    Scan.objects.filter(pk=scan.pk).update(consent_version="earlier")
    page = client.get(f"/u/{invited[1]}").text
    assert "earlier" in page  # a scan keeps the text with which it was opened
    begin(client, invited[1])
    assert Respondent.objects.get().consent_version == "earlier"
