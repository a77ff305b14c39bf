"""Several lists in one question: the same rows as each alone, on either database."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Prefetch

from samenspel.collaborations.models import Collaboration, Participation, Party, PhaseNote
from samenspel.meaning.models import ScanResult
from samenspel.platform import audit
from samenspel.platform.models import AuditEvent, Job
from samenspel.platform.together import ask_together, asked, told_together
from samenspel.registers.models import Breach
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def much():
    ours, theirs = make_party("Ons"), make_party("Zij “hier” \\ daar")
    here = make_collaboration(ours, theirs)
    make_scan(here)
    person = make_person()
    for days in range(3):
        on = (NOON - timedelta(days=days)).date()
        PhaseNote.objects.create(
            collaboration=here, phase="conduct", evidence=f"nr. {days}", reached_on=on,
            noted_by=person if days else None, noted_at=NOON + timedelta(microseconds=days * 7),
        )  # fmt: skip
    with transaction.atomic():
        audit.record("platform.over_time_deleted", subject=here, by=person, at=NOON)
    Job.objects.create(kind="x", owner=person, request={"a": [1, None, "é"]}, asked_at=NOON)


def lists():
    """Rows of many kinds: days, moments, numbers, JSON, all forms of keys, what hangs on them."""
    notes = PhaseNote.objects.order_by("-reached_on", "-pk")
    joined = Participation.objects.select_related("party").order_by("-pk")
    there = Exists(PhaseNote.objects.filter(collaboration=OuterRef("pk")))
    return [
        notes,
        notes.select_related("collaboration", "noted_by")[1:3],
        Job.objects.order_by("pk"),
        ScanResult.objects.select_related("scan__collaboration").order_by("pk"),
        AuditEvent.objects.order_by("-position")[:5],
        Party.objects.annotate(times=Count("participations")).order_by("-name"),
        Collaboration.objects.annotate(has_notes=there).prefetch_related(
            Prefetch("participations", queryset=joined)
        ),
        get_user_model().objects.order_by("pk"),
        PhaseNote.objects.order_by("pk").values_list("evidence", "noted_at"),
        PhaseNote.objects.order_by("pk").values("reached_on", "noted_by"),
        Party.objects.filter(pk__in=[]),
        Breach.objects.all(),
        Party.objects.filter(name="nobody"),
    ]


def shown(row, deep=3):
    """A row with all that was read of it, and of what hangs on it."""
    if not hasattr(row, "_state") or not deep:
        return row
    fields = {name: value for name, value in vars(row).items() if name != "_state"}
    cache = row._state.fields_cache.items()
    hanging = {name: shown(each, deep - 1) for name, each in cache if each}
    also = fields.pop("_prefetched_objects_cache", {})
    rows = {name: [shown(each, deep - 1) for each in rows] for name, rows in also.items()}
    return fields, hanging, rows


def test_the_rows_are_those_that_each_list_gives_alone(much, django_assert_num_queries):
    alone = [[shown(row) for row in each] for each in lists()]
    assert [len(each) for each in alone][:6] == [3, 2, 1, 1, 1, 2]
    together = lists()
    with django_assert_num_queries(2):  # one, and one for what hangs on a collaboration
        ask_together(*together)
    with django_assert_num_queries(0):
        assert [[shown(row) for row in each] for each in together] == alone


def test_what_is_known_already_or_empty_is_not_asked(much, django_assert_num_queries):
    known = Party.objects.order_by("pk")
    assert len(known) == 2
    with django_assert_num_queries(0):
        ask_together(known, Party.objects.filter(pk__in=[]))
        ask_together()


def test_who_tells_in_steps_asks_each_step_together(much, django_assert_num_queries):
    def parties():
        for party in (yield from asked(Party.objects.order_by("pk"))):
            yield party.name

    def notes():
        for note in (yield from asked(PhaseNote.objects.order_by("pk"))):
            yield note.evidence
        for job in (yield from asked(Job.objects.all())):
            yield job.kind

    with django_assert_num_queries(2):
        told = told_together(parties(), notes(), iter(["niets"]))
    names = ["Ons", "Zij “hier” \\ daar"]
    assert told == [names, ["nr. 0", "nr. 1", "nr. 2", "x"], ["niets"]]
