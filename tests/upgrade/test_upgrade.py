"""A database of each release migrates to this version: the same answers, a whole audit trail."""

import json
import os
import zipfile
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from samenspel.channels.models import Webhook
from samenspel.meaning.models import WordAnswer
from samenspel.platform import audit
from tests.make import NOON
from tests.make_programs import API

pytestmark = pytest.mark.django_db(transaction=True)
RELEASES = sorted(Path(__file__).parent.glob("*.zip"), key=lambda path: path.stem)
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
LATEST = "channels.0002_digest_and_calendar"
WAYS = [(RELEASES[0], None)]
NUMBERED_APART = "auth_group_permissions"  # nobody is in a group; Django migrates it to larger ids
if FULL:
    WAYS += [(RELEASES[0], LATEST), *((release, None) for release in RELEASES[1:])]


def rows_of(archive, label):
    lines = archive.read(f"tables/{label}.jsonl").splitlines()
    return [json.loads(line) for line in lines]


def labels_in(archive):
    names = [name for name in archive.namelist() if name.startswith("tables/")]
    return [name.removeprefix("tables/").removesuffix(".jsonl") for name in names]


def up_to(applied):
    """The tables as a release had them; gives its models. Names of migrations are numbered."""
    wanted = {tuple(name.split(".", 1)) for name in applied}
    executor = MigrationExecutor(connection)
    there = wanted & set(executor.loader.graph.nodes)
    last = {app: max(name for one, name in there if one == app) for app, _name in there}
    executor.migrate(sorted(last.items()))
    return executor.loader.project_state(sorted(there)).apps


def ready(field, value):
    real = field.target_field if field.remote_field else field
    return value if real.get_internal_type() == "JSONField" else real.to_python(value)


@transaction.atomic
def put_in(archive, models, columns):
    """The rows as that release wrote them, through its own models."""
    found = {}
    for label in labels_in(archive):
        try:
            found[label] = models.get_model(label)
        except LookupError:  # of a table that this test leaves out
            assert rows_of(archive, label) == []
    for model in found.values():
        model._base_manager.all()._raw_delete(connection.alias)
    for label, model in found.items():
        names = columns[label]
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        fields = [by_name[name] for name in names]
        model._base_manager.bulk_create(
            model(**dict(zip(names, map(ready, fields, row), strict=True)))
            for row in rows_of(archive, label)
        )


def tables():
    """Every table with its columns, and what in it is unique, indexed or checked."""
    names = {*connection.introspection.django_table_names()} - {NUMBERED_APART}
    with connection.cursor() as cursor:
        return {name: _table(cursor, name) for name in names}


def _table(cursor, name):
    look = connection.introspection
    columns = look.get_table_description(cursor, name)
    kinds = sorted((each.name, str(each.type_code), each.null_ok) for each in columns)
    return kinds, sorted(look.get_constraints(cursor, name))


@pytest.fixture
def tables_of_the_models(transactional_db):
    return tables()


def test_the_first_release_is_kept():
    assert RELEASES[0].name == "0.1.0.zip"


@pytest.mark.usefixtures("tables_of_the_models", "empty_database")  # in this order
@pytest.mark.parametrize(("release", "without"), WAYS, ids=lambda each: getattr(each, "stem", each))
def test_a_database_of_a_release_migrates(release, without, tables_of_the_models):
    with zipfile.ZipFile(release) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        models = up_to([name for name in manifest["applied"] if name != without])
        there = "channels_digest" in connection.introspection.table_names()
        assert there is (without is None)
        put_in(archive, models, manifest["columns"])
        answers = rows_of(archive, "meaning.Answer")
        keys = json.loads(archive.read("keys.json")) if "keys.json" in archive.namelist() else {}
    call_command("migrate", verbosity=0)
    assert tables() == tables_of_the_models
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    check = audit.verify()
    assert (check.is_whole, check.length, check.tip) == (True, *manifest["trail"].values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT points FROM meaning_answer")
        kept = sorted(points for (points,) in cursor.fetchall())
    points = manifest["columns"]["meaning.Answer"].index("points")
    assert kept == sorted(row[points] for row in answers)
    assert len(kept) > 10
    said = WordAnswer.objects.values_list("own_words", flat=True)
    assert sorted(said) == ["zeepbel 0", "zeepbel 0", "zeepbel 1", "zeepbel 1"]
    doors_open(keys)


def doors_open(keys):
    """What programs and calendars hold opens the same as before; `keys` is empty where none was."""
    with time_machine.travel(NOON, tick=False):
        for holder in ("person", "party"):
            if holder in keys:
                headers = {"Authorization": f"Bearer {keys[holder]}"}
                listed = Client().get(f"{API}/parties", headers=headers).json()
                assert [each["name"] for each in listed["items"]] == ["Ons"]
        if "calendar" in keys:
            path = reverse("channels:calendar", args=[keys["calendar"]])
            assert Client().get(path).content.startswith(b"BEGIN:VCALENDAR")
            assert Webhook.objects.get().address == "https://ontvanger.example/in"
