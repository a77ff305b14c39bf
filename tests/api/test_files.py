"""A file of answers, brought in by a program as on the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan
from samenspel.meaning.tasks import read_answer_file
from samenspel.platform.models import Job
from tests.make_programs import API, key_of
from tests.make_scans import make_draft, sides_of
from tests.meaning import files

pytestmark = pytest.mark.django_db
SIDES = ["Stichting Volle Tafel", "Brinkhof Supermarkten"]


@pytest.fixture
def bring_in(client, ada, here, ours):
    """`bring_in(file, low=1, ...)`: what a program of Ada is answered."""
    key = key_of(ada)

    def sent(file, headers=None, **fields):
        given = {"collaboration": here.pk, "party": ours.pk, "title": "Na de zomer", **fields}
        return client.post(f"{API}/readings", given | {"file": file}, headers=key | (headers or {}))

    return sent


def test_a_file_is_read_and_its_sides_are_matched(
    bring_in, ask_for, ours, settings, django_capture_on_commit_callbacks
):
    population = json.dumps({SIDES[0]: 9, SIDES[1]: 11})
    asked = bring_in(files.good(), population=population)
    assert (asked.status_code, asked.json()["state"]) == (201, "waiting")
    path = asked["Location"].removeprefix(API)
    with django_capture_on_commit_callbacks(execute=True):
        read_answer_file.call(asked.json()["id"])
    read = ask_for("get", path).json()
    assert (read["state"], read["percent"], read["error"]) == ("done", 100, "")
    assert list(settings.UPLOADS.glob("*")) == []
    scan = f"/scans/{read['scan']}"
    assert ask_for("get", scan).json()["state"] == "draft"
    sides = ask_for("get", f"{scan}/file-sides").json()["items"]
    assert [(each["name"], each["party"]) for each in sides] == [(name, None) for name in SIDES]
    given = [{"name": SIDES[0], "party": ours.pk}, {"name": SIDES[1], "party": None}]
    assert ask_for("put", f"{scan}/file-sides", {"sides": given}).json()["state"] == "revealed"
    named = ask_for("get", f"/results/{read['scan']}").json()["finding"]["sides"]
    assert [each["name"] for each in named] == ["Ons", SIDES[1]]
    assert ask_for("get", f"{scan}/file-sides").status_code == 404


def test_a_side_is_matched_once_and_with_a_party_that_is_there(bring_in, ask_for, ours):
    reading = bring_in(files.good()).json()["id"]
    read_answer_file.call(reading)
    path = f"/scans/{ask_for('get', f'/readings/{reading}').json()['scan']}/file-sides"
    one, other = SIDES
    for sides, where in (
        ([{"name": one, "party": None}], "body.sides"),
        ([{"name": one, "party": 999_999}, {"name": other, "party": None}], "body.sides.0.party"),
        ([{"name": each, "party": ours.pk} for each in SIDES], "body.sides.1.party"),
    ):
        refused = ask_for("put", path, {"sides": sides})
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, where)
    assert Scan.objects.get().state == ScanState.DRAFT


def test_what_a_file_lacks_is_told_where_it_was_asked(bring_in, ask_for):
    reading = bring_in(SimpleUploadedFile("a.csv", b"geen;antwoorden\n1;2\n")).json()["id"]
    read_answer_file.call(reading)
    told = ask_for("get", f"/readings/{reading}").json()
    assert (told["state"], told["scan"]) == ("failed", None)
    assert "kolom" in told["error"]


def test_reading_is_stopped_and_keeps_nothing(
    bring_in, ask_for, settings, django_capture_on_commit_callbacks
):
    reading = bring_in(files.good()).json()["id"]
    assert list(settings.UPLOADS.glob("*")) != []
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_for("delete", f"/readings/{reading}").status_code == 204
    assert ask_for("get", f"/readings/{reading}").json()["state"] == "cancelled"
    assert list(settings.UPLOADS.glob("*")) == []


def test_choices_that_do_not_fit_are_all_named(bring_in):
    refused = bring_in(files.good(), low="7", high="1", population='{"A": 0}', columns="own=value")
    assert refused.status_code == 400
    assert {each["where"] for each in refused.json()["errors"]} >= {
        "form.population.A", "form.columns",
    }  # fmt: skip
    assert bring_in(files.good(), low="7", high="1").status_code == 400
    assert not Job.objects.exists()


def test_a_file_larger_than_we_accept_is_413(bring_in, settings):
    settings.UPLOAD_LIMIT = 10
    refused = bring_in(files.good())
    assert (refused.status_code, refused.json()["status"]) == (413, 413)
    assert not Job.objects.exists()


def test_a_file_may_be_larger_than_anything_else_and_is_read_for_a_key_only(
    bring_in, client, ask_for, settings, here, ours
):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert files.good().size > 1000
    assert ask_for("post", "/parties", {"name": "x" * 1000}).status_code == 413
    assert bring_in(files.good()).status_code == 201
    given = {"collaboration": here.pk, "party": ours.pk, "title": "x", "file": files.good()}
    for headers in ({}, {"Authorization": "Bearer fout"}):
        assert client.post(f"{API}/readings", given, headers=headers).status_code == 401
    assert Job.objects.count() == 1


def test_a_file_that_comes_again_with_the_same_key_is_read_once(bring_in):
    first = bring_in(files.good(), {"Idempotency-Key": "een"})
    again = bring_in(files.good(), {"Idempotency-Key": "een"})
    assert (again.json()["id"], Job.objects.count()) == (first.json()["id"], 1)
    other = bring_in(files.small_side(), {"Idempotency-Key": "een"})
    assert (other.status_code, Job.objects.count()) == (409, 1)


def test_a_file_is_brought_in_for_a_party_of_ones_own(bring_in, client, theirs):
    refused = bring_in(files.good(), party=theirs.pk)
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (400, "form.party")
    reading = bring_in(files.good()).json()["id"]
    tia = key_of(theirs.representations.get().person)
    assert client.get(f"{API}/readings/{reading}", headers=tia).status_code == 404
    assert client.delete(f"{API}/readings/{reading}", headers=tia).status_code == 404


def test_a_poster_needs_a_group_link_of_that_side_that_works(ask_for, ours, theirs):
    side, _other = sides_of(make_draft(ours, theirs))
    path = f"/scans/{side.scan_id}/sides/{side.pk}/group-link"
    link = ask_for("put", path).json()
    poster = ask_for("post", f"{path}/_poster", link)
    assert (poster["Content-Type"], poster.content[:5]) == ("application/pdf", b"%PDF-")
    ask_for("delete", path)
    gone = ask_for("post", f"{path}/_poster", link)
    assert (gone.status_code, gone.json()["errors"][0]["where"]) == (400, "body.link")
