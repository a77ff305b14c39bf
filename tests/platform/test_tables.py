"""A start with an empty database, and one that is cut off."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from samenspel.platform import tables

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_database")]


def test_an_empty_database_gets_all_tables_and_needs_no_migration():
    assert not tables.are_current()
    tables.bring_up_to_date()
    assert tables.are_current()
    assert set(connection.introspection.django_table_names()) <= set(
        connection.introspection.table_names()
    )
    assert ContentType.objects.exists()
    tables.bring_up_to_date()  # and once more there is nothing to do


def test_a_start_that_is_cut_off_leaves_nothing_half_made(monkeypatch):
    def cut_off():
        raise KeyboardInterrupt

    monkeypatch.setattr(tables, "note_migrations", cut_off)
    with pytest.raises(KeyboardInterrupt):
        tables.bring_up_to_date()
    assert connection.introspection.table_names() == []
