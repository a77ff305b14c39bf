"""The pages that tell of every context ask little of the database with one of everything."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenspel.channels.actions import make_feed
from samenspel.people.models import User
from samenspel.platform import agenda
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db
OF_PERSON = {"home": 8, "my_data": 5, "my_data_file": 5}
OF_COLLABORATION = {"collaboration": 12, "logbook": 10, "give_and_take": 8}
WHERE = {"my_data": "people", "my_data_file": "people", "give_and_take": "agreements"}
WRITTEN = {"home": 8, "my_data": 6}  # how often Django writes SQL, of lists within lists too
WRITTEN_HERE = {"collaboration": 12, "logbook": 10}
CALENDAR = 7
WAITS = 9


def test_with_one_of_everything_no_page_asks_more_than_twelve_things(client):
    world = make_world("numbers")
    manager, slug = world.clients["T"], [world.arguments["slug"]]
    person = User.objects.get(pk=manager.session["_auth_user_id"])

    def cost(name, args=(), reader=manager):
        path = reverse(f"{WHERE.get(name, 'portfolio')}:{name}", args=args)
        reader.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(path).status_code == 200
        return len(asked)

    def written(name, args=()):
        path = reverse(f"{WHERE.get(name, 'portfolio')}:{name}", args=args)
        with patch.object(
            SQLCompiler, "as_sql", autospec=True, side_effect=SQLCompiler.as_sql
        ) as sql:
            manager.get(path)
        return sql.call_count

    assert {name: cost(name) for name in OF_PERSON} == OF_PERSON
    assert {name: written(name) for name in WRITTEN} == WRITTEN
    assert {name: cost(name, slug) for name in OF_COLLABORATION} == OF_COLLABORATION
    assert {name: written(name, slug) for name in WRITTEN_HERE} == WRITTEN_HERE
    address = reverse("channels:calendar", args=[make_feed(by=person, at=timezone.now())])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).text.count("BEGIN:VEVENT") >= 5
    assert len(asked) == CALENDAR
    with CaptureQueriesContext(connection) as asked:
        assert len(agenda.waiting_for(person, at=timezone.now())) >= 2
    assert len(asked) == WAITS
