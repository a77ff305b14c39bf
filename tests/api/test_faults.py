"""What does not fit is refused as a whole, with every fault in a sentence; nothing is half done."""

import pytest

from samenspel.meaning.models import Scan
from tests.make_programs import API, SCALES, WORD, key_of, new_scan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_fault_is_told_at_once_in_the_language_of_who_asks(ask_for, here, language):
    given = {"collaboration": "x", "title": "", "closesOn": "morgen", "sides": [], "extra": 1,
             "words": [{"code": "x"}, {"nameNl": "a", "scales": SCALES[:1]}]}  # fmt: skip
    answer = ask_for("post", "/scans", given, **{"Accept-Language": language})
    assert answer.status_code == 400
    said = {each["where"]: each["message"] for each in answer.json()["errors"]}
    assert sorted(said) == ["body.closesOn", "body.collaboration", "body.extra", "body.sides",
                            "body.title", "body.words.0", "body.words.1"]  # fmt: skip
    expected = {"nl": "Geef een geheel getal.", "en": "Give a whole number."}
    assert said["body.collaboration"] == expected[language]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"closesOn": "2020-01-01"}, "body.closesOn"),
        ({"closesOn": "9999-12-31"}, "body.closesOn"),
        ({"sides": [{"party": 1, "people": 2}]}, "body.sides"),
        ({"words": [WORD, WORD]}, "body.words.1"),
        ({"title": "a\0b"}, "body.title"),
        ({"title": "x" * 121}, "body.title"),
    ],
)
def test_what_a_page_refuses_a_program_may_not_either(ask_for, here, changes, where):
    answer = ask_for("post", "/scans", new_scan(here, **changes))
    assert answer.status_code == 400, answer.text
    assert [each["where"] for each in answer.json()["errors"]] == [where]
    assert not Scan.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'"x"', b"[" * 5000, b"NaN"])
def test_a_body_that_cannot_be_read_is_refused(client, ada, body):
    answer = client.generic("POST", f"{API}/parties", body, "application/json", headers=key_of(ada))
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_not_read(client, ada, settings):
    huge = b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = client.generic("POST", f"{API}/parties", huge, "application/json", headers=key_of(ada))
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


def test_a_moment_too_far_away_is_a_fault(ask_for, ours, here):
    later = {"phase": "conduct", "reachedOn": "99999-01-01", "evidence": "x"}
    assert ask_for("post", f"/collaborations/{here.pk}/phases", later).status_code == 400


def test_for_a_party_of_another_nothing_is_started(ask_for, theirs):
    given = {"name": "S", "purpose": "P", "party": theirs.pk, "email": "x@voorbeeld.example"}
    answer = ask_for("post", "/collaborations", given)
    assert answer.status_code == 400
    assert [each["where"] for each in answer.json()["errors"]] == ["body.party"]


def test_in_a_demo_an_address_at_which_nobody_reads_is_a_fault(ask_for, ours, settings):
    settings.DEMO = True
    refused = ask_for("post", f"/parties/{ours.pk}/invitations", {"email": "piet@voorbeeld.nl"})
    assert refused.status_code == 400
    (fault,) = refused.json()["errors"]
    assert "eindigt op .example" in fault["message"]
    settings.DEMO = False
    taken = ask_for("post", f"/parties/{ours.pk}/invitations", {"email": "piet@voorbeeld.nl"})
    assert taken.status_code == 201
