"""What every answer forbids, what no cache keeps, and how much a visitor may send."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.make import make_collaboration, make_party, make_scan, speaker_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """Where three kinds of pages are, and someone who may read them."""
    ours = make_party("Ons")
    collaboration = make_collaboration(ours, make_party("Zij"))
    make_scan(make_collaboration(make_party("Eén"), is_example=True))
    return {
        "person": speaker_of(ours),
        "home": reverse("portfolio:home"),
        "example": reverse("meaning:example_scan"),
        "form": reverse("meaning:bring_in", args=[collaboration.slug]),
        "language": reverse("people:set_language"),
    }


@pytest.mark.parametrize("name", ["home", "example", "form"])
def test_every_page_forbids_what_it_does_not_need(signed_in, pages, name):
    headers = signed_in(pages["person"]).get(pages[name], secure=True).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["people:sign_in_by_link", "meaning:personal_link",
                                  "meaning:join_group"])  # fmt: skip
def test_no_cache_keeps_a_page_with_a_link_of_someone(client, name):
    page = client.get(reverse(name, args=["token"]))
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("path", "host"), [("/nergens", "localhost"), ("/", "elsewhere.example")])
def test_no_cache_keeps_an_error_and_no_frame_holds_it(client, path, host):
    headers = client.get(path, headers={"host": host}).headers
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("private, no-store", "DENY")


@pytest.mark.parametrize("name", ["language", "form"])
def test_a_visitor_sends_nothing_large(client, pages, name):
    sent = {"language": "en", "title": "x" * settings.VISITOR_LIMIT}
    assert client.post(pages[name], sent).status_code == 413
    assert client.post(pages[name], {"language": "en"}).status_code == 302


def test_who_signed_in_sends_a_file_that_is_large(signed_in, pages):
    sent = {"title": "x" * settings.VISITOR_LIMIT}
    assert signed_in(pages["person"]).post(pages["form"], sent).status_code == 200
