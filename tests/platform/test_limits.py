"""How often something may be tried: once for all processes together."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import RequestFactory

from samenspel.platform import limits, retention
from samenspel.platform.limits import Limit
from samenspel.platform.models import Attempts
from tests.beside import database_address
from tests.make import NOON

THREE = Limit("try", most=3, seconds=60)
LATER = NOON + timedelta(seconds=59)
OVER = NOON + timedelta(seconds=60)
PROCESSES, TIMES, ALLOWED = 2, 30, 20
IN_A_PROCESS = f"""
import django
django.setup()
from django.utils import timezone
from samenspel.platform import limits
limit = limits.Limit("process", most={ALLOWED}, seconds=600)
said = [limits.is_one_too_many(limit, who="a", at=timezone.now()) for _ in range({TIMES})]
print(said.count(False))
"""


def tries(number, *, who="a", at=NOON, limit=THREE):
    return [limits.is_one_too_many(limit, who=who, at=at) for _ in range(number)]


@pytest.mark.django_db
def test_more_than_the_limit_is_one_too_many():
    assert tries(5) == [False, False, False, True, True]
    assert tries(1, limit=Limit("never", most=0, seconds=60)) == [True]


@pytest.mark.django_db
def test_who_and_what_are_counted_apart():
    tries(3)
    assert tries(1, who="b") == [False]
    assert tries(1, limit=Limit("other", most=3, seconds=60)) == [False]
    assert tries(1) == [True]


@pytest.mark.django_db
def test_the_count_begins_again_when_its_time_is_over():
    assert tries(4)[-1] is True
    assert tries(1, at=LATER) == [True]
    assert tries(4, at=OVER) == [False, False, False, True]


@pytest.mark.django_db
def test_asking_counts_nothing_and_says_how_long_it_lasts():
    tries(2)
    assert [limits.is_reached(THREE, who="a", at=NOON) for _ in range(3)] == [False] * 3
    assert limits.seconds_left(THREE, who="a", at=NOON) == 0
    tries(1)
    assert limits.is_reached(THREE, who="a", at=LATER)
    assert limits.seconds_left(THREE, who="a", at=LATER) == 1
    assert not limits.is_reached(THREE, who="a", at=OVER)


@pytest.mark.django_db
def test_who_tried_cannot_be_read_back_and_is_forgotten_after_a_day():
    tries(1, who="192.0.2.7")
    assert "192.0.2.7" not in str(Attempts.objects.values())
    retention.delete_what_is_over_time(NOON + timedelta(days=1, seconds=1))
    assert not Attempts.objects.exists()


@pytest.mark.parametrize(
    ("given", "counted"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::9", "2001:db8:1:2::/64")],
)
def test_one_connection_is_one_address(given, counted):
    assert limits.address_of(RequestFactory().get("/", REMOTE_ADDR=given)) == counted


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together():
    """Each tries more often than both may together; no time is lost and none is given twice."""
    environment = {**os.environ, "DATABASE_URL": database_address(), "DEMO": "true"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", IN_A_PROCESS], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(PROCESSES)
    ]
    allowed = [int(each.communicate(timeout=60)[0]) for each in running]
    assert Attempts.objects.get().times == PROCESSES * TIMES
    assert sum(allowed) <= ALLOWED
    assert sum(allowed) >= ALLOWED - PROCESSES + 1  # both may see the last one counted
