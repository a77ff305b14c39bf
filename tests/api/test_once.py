"""With an Idempotency-Key a request is done once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from samenspel.collaborations.models import Party
from samenspel.platform import sealing
from samenspel.platform.models import KeptAnswer
from samenspel.platform.retention import delete_what_is_over_time
from tests.make import make_person
from tests.make_programs import API, PARTY, WEEK, key_of
from tests.make_scans import make_draft, sides_of

pytestmark = pytest.mark.django_db


def test_the_same_request_with_the_same_key_is_done_once(ask_for):
    first = ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "een"})
    again = ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "een"})
    assert Party.objects.count() == 1
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert (again["Location"], again["Idempotent-Replayed"]) == (first["Location"], "true")
    assert "Idempotent-Replayed" not in first
    ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "twee"})
    assert Party.objects.count() == 2


def test_a_key_for_one_request_is_refused_for_another(ask_for):
    ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "een"})
    other = ask_for("post", "/parties", PARTY | {"name": "x"}, **{"Idempotency-Key": "een"})
    assert other.status_code == 409
    assert Party.objects.count() == 1


def test_a_key_of_one_person_means_nothing_for_another(client, ask_for):
    ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "een"})
    key = key_of(make_person("Bo")) | {"Idempotency-Key": "een"}
    assert client.post(f"{API}/parties", PARTY, "application/json", headers=key).status_code == 201
    assert Party.objects.count() == 2


def test_a_request_that_failed_can_be_sent_again(ask_for):
    wrong = ask_for("post", "/parties", PARTY | {"team": "x"}, **{"Idempotency-Key": "een"})
    assert wrong.status_code == 400
    assert not KeptAnswer.objects.exists()
    assert ask_for("post", "/parties", PARTY, **{"Idempotency-Key": "een"}).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "met spatie"])
def test_a_key_that_is_no_key_is_refused(ask_for, key):
    answer = ask_for("post", "/parties", PARTY, **{"Idempotency-Key": key})
    assert answer.status_code == 400
    assert [each["where"] for each in answer.json()["errors"]] == ["header.Idempotency-Key"]


def test_what_was_answered_lies_under_lock_and_for_a_day(ask_for, ours, theirs):
    scan = make_draft(ours, theirs, closes_at=timezone.now() + WEEK)
    given = {"side": sides_of(scan)[0].pk, "people": [{"name": "Bo"}]}
    asked = ask_for("post", "/invitations", given, **{"Idempotency-Key": "een"})
    token = asked.json()["links"][0]["link"].rpartition("/")[2]
    kept = KeptAnswer.objects.get()
    assert token in sealing.unseal(kept.sealed_body)
    assert token not in str(list(KeptAnswer.objects.values()))
    delete_what_is_over_time(timezone.now() + timedelta(hours=25))
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_programs_that_send_it_at_the_same_moment_do_it_once(ada):
    key = key_of(ada) | {"Idempotency-Key": "een"}

    def sent(_number):
        answer = Client().post(f"{API}/parties", PARTY, "application/json", headers=key)
        connection.close()
        return answer.status_code, answer.json()["id"]

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(sent, range(4)))
    assert len(answers) == 1
    assert Party.objects.count() == 1
