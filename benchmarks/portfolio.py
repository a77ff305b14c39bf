"""The portfolio of a party with 500 collaborations and 20,000 contributions, and a file for one."""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.row import Row, apart, told

COLLABORATIONS, CONTRIBUTIONS, LINES, TIMES = 500, 20_000, 10_000, 40
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
MOST_MS, MOST_SECONDS = 150, 20


def rows() -> Iterator[Row]:
    """Measured in a process and a database of its own."""
    return apart("portfolio")


def measured() -> Iterator[Row]:
    """Prepare a database, then read the same pages again and again and bring in a file."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        from django.conf import settings
        from django.core.management import call_command

        from samenspel.config import wsgi  # the door of the web server, with what it sets

        if not wsgi.application:
            raise RuntimeError
        settings.STORAGES = {"staticfiles": {"BACKEND": PLAIN_FILES}}
        call_command("migrate", verbosity=0)
        party, person = _portfolio()
        for what, path in _pages(party):
            yield _page(what, path, person)
        yield _file(Path(folder) / "portfolio.csv")


def _portfolio() -> tuple[Any, Any]:
    from samenspel.agreements.choices import Kind
    from samenspel.agreements.models import Commitment, Contribution
    from samenspel.collaborations.models import Collaboration, Participation
    from samenspel.portfolio.choices import Strength
    from samenspel.portfolio.models import OutcomeLink, PortfolioEntry
    from tests.make import make_party, make_person
    from tests.make_portfolio import NOON, make_step

    person = make_person()
    party = make_party("Ons", person=person)
    others = [make_party(f"Partij {i}") for i in range(40)]
    steps = [make_step(party, f"Effect {i}") for i in range(6)]
    here = Collaboration.objects.bulk_create(
        Collaboration(name=f"Samenwerking {i}", slug=f"s-{i}", purpose="Iets beginnen.")
        for i in range(COLLABORATIONS)
    )
    Participation.objects.bulk_create(
        Participation(collaboration=each, party=who)
        for i, each in enumerate(here)
        for who in (party, others[i % len(others)])
    )
    today = NOON.date()
    Contribution.objects.bulk_create(
        Contribution(
            collaboration=here[i % COLLABORATIONS],
            giver=party,
            receiver=others[i % COLLABORATIONS % len(others)],
            kind=Kind.TIME,
            what="Uren",
            given_on=today - timedelta(days=i % 700),
            hours=Decimal(2),
            cost=3,
            value=5,
            noted_at=NOON,
        )
        for i in range(CONTRIBUTIONS)
    )
    Commitment.objects.bulk_create(
        Commitment(
            collaboration=each,
            giver=party,
            receiver=others[i % len(others)],
            kind=Kind.GOODS,
            what="Iets",
            due_on=today + timedelta(days=i),
        )
        for i, each in enumerate(here)
    )
    entries = PortfolioEntry.objects.bulk_create(
        PortfolioEntry(party=party, collaboration=each, name=each.name) for each in here
    )
    OutcomeLink.objects.bulk_create(
        OutcomeLink(entry=each, step=steps[(i + j) % 6], strength=list(Strength)[j])
        for i, each in enumerate(entries)
        for j in range(2)
    )
    return party, person


def _pages(party: Any) -> list[tuple[str, str]]:
    from django.urls import reverse

    return [
        ("the page", reverse("portfolio:overview", args=[party.pk])),
        ("sorted by hours, page 5",
         reverse("portfolio:overview", args=[party.pk]) + "?volgorde=uren&pagina=5"),
        ("the theory of change", reverse("portfolio:theory", args=[party.pk])),
        ("links of a collaboration", reverse("portfolio:link", args=[party.pk, "s-7"])),
        ("two streams of one", reverse("portfolio:collaboration", args=["s-7"])),
        ("the logbook of one", reverse("portfolio:logbook", args=["s-7"])),
        ("give and take of one", reverse("agreements:give_and_take", args=["s-7"])),
        ("commitments of one", reverse("agreements:commitments", args=["s-7"])),
        ("my collaborations", reverse("portfolio:home")),
        ("finding a partner", reverse("portfolio:matches", args=[party.pk])),
        *((f"as {ending.upper()}", reverse("portfolio:overview_document", args=[party.pk, ending]))
          for ending in ("xlsx", "csv", "pdf")),
    ]  # fmt: skip


def _page(what: str, path: str, person: Any) -> Row:
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(person)
    for _warm in range(3):
        if browser.get(path).status_code != 200:
            raise RuntimeError(path)
    worked, lasted = [], []
    for _time in range(TIMES):
        began, worked_before = time.perf_counter(), time.process_time()
        browser.get(path)
        worked.append((time.process_time() - worked_before) * 1000)
        lasted.append((time.perf_counter() - began) * 1000)
    told = f"p95 {_late(lasted):.0f} ms, {_late(worked):.0f} ms CPU"
    return Row(f"portfolio: {what}", told, f"{MOST_MS} ms")


def _late(took: list[float]) -> float:
    """What nineteen in twenty stay under."""
    return sorted(took)[int(TIMES * 0.95) - 1]


def _file(path: Path) -> Row:
    from samenspel.portfolio import actions, analyses, queries
    from tests.make import make_party
    from tests.make_portfolio import NOON, make_step

    party = make_party("Brengt in")
    make_step(party, "Gezond")
    lines = (f"Naam {i};P{i % 90};;K{i};bezig;2026-12-31;{i},5;;vooral" for i in range(LINES))
    header = "Naam;Partner;KvK;Kenmerk;Stand;Volgende datum;Uren;Bedrag;Gezond"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    began = time.process_time()
    mapping = analyses.preview_of(path, queries.outcomes_of(party), "nl").guess
    found = analyses.read_portfolio(path, mapping, language="nl", on_part=float)
    made = actions.bring_in(
        party=party, lines=found.lines, report={}, job=None, on_part=float, by=None, at=NOON
    )
    took = time.process_time() - began
    if made != (LINES, 0):
        raise RuntimeError(made)
    return Row(f"portfolio: bring in {LINES} rows", f"{took:.1f} s CPU", f"{MOST_SECONDS} s")


if __name__ == "__main__":
    told(measured())
