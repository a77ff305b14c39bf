"""Two addresses for whoever watches the installation; they tell nothing else."""

from datetime import timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from samenspel.platform import retries

pytestmark = pytest.mark.django_db


def test_a_process_that_answers_lives_and_asks_the_database_nothing(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert "no-store" in response.headers["Cache-Control"]


def test_without_a_worker_it_is_not_ready_and_with_one_it_is(client):
    retries.beat("old", timezone.now() - timedelta(minutes=5))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": True, "worker": False}
    retries.beat("w", timezone.now())
    response = client.get("/readyz")
    assert (response.status_code, set(response.json().values())) == (200, {True})


def test_behind_in_migrations_it_is_not_ready(client):
    retries.beat("w", timezone.now())
    MigrationRecorder.Migration.objects.filter(app="channels").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": False, "worker": False}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_that_knows_the_address_only_gets_an_answer(client, path):
    retries.beat("w", timezone.now())
    response = client.get(path, headers={"host": "10.1.2.3:8000"})
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.post(path).status_code == 405
    assert client.get("/privacy", headers={"host": "10.1.2.3:8000"}).status_code == 400
