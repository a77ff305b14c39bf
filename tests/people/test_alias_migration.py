"""People who were here before keep their name in the audit trail, there and back."""

import uuid

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
APART = "0002_alias_apart_and_administrators"


def at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("people", name)])
    return executor.loader.project_state([("people", name)]).apps


@pytest.mark.usefixtures("empty_database")
def test_the_opaque_id_of_a_person_moves_and_comes_back():
    before = at("0001_initial").get_model("people", "User")
    names = {}
    for who in ("ada", "bo"):
        person = before.objects.create(email=f"{who}@voorbeeld.example", opaque_id=uuid.uuid4())
        names[person.pk] = person.opaque_id
    alias = at(APART).get_model("platform", "ActorAlias")
    assert dict(alias.objects.values_list("person", "alias")) == names
    again = at("0001_initial").get_model("people", "User")
    assert dict(again.objects.values_list("pk", "opaque_id")) == names
