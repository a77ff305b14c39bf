"""What a visitor reads when something cannot be shown."""

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_says_so_in_both_languages(client):
    page = client.get("/nergens")
    assert (page.status_code, "We vinden deze pagina niet" in page.text) == (404, True)
    page = client.get("/nergens", headers={"accept-language": "en"})
    assert "We cannot find this page" in page.text


def test_a_form_without_its_token_is_refused_in_the_look_of_the_house():
    from tests.client import HouseClient

    page = HouseClient(enforce_csrf_checks=True).post(reverse("people:set_language"))
    assert (page.status_code, "Dit mag niet" in page.text) == (403, True)


def test_our_own_fault_says_that_nothing_was_half_stored(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(settings, "DOCS", None)
    page = client.get(reverse("platform:glossary"))
    assert (page.status_code, "Er is niets half bewaard" in page.text) == (500, True)


def test_a_host_that_is_not_ours_is_refused(client):
    page = client.get("/", headers={"host": "elsewhere.example"})
    assert (page.status_code, "We begrijpen dit verzoek niet" in page.text) == (400, True)
