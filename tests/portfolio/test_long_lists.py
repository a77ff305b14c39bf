"""A thousand collaborations, scans or parties: in parts, and as few questions as for one."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Phase, Role, Team
from samenspel.collaborations.models import (
    Collaboration,
    Participation,
    Party,
    Representation,
    RoleInvitation,
)
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.models import Scan, ScanResult, Talk
from samenspel.people.models import User
from tests.make import NOON, finding, make_collaboration, make_party, make_scan, speaker_of

pytestmark = pytest.mark.django_db
FIRST = date(2020, 1, 1)


@pytest.fixture
def ours():
    return make_party("Ons")


def brought_in(collaborations, party):
    """A scan for each, every next one a day newer."""
    return Scan.objects.bulk_create(
        Scan(
            collaboration=each, title=f"Scan {place:04}", made_on=FIRST + timedelta(days=place),
            origin=ScanOrigin.BROUGHT_IN, brought_in_by=party, state=ScanState.REVEALED,
        )
        for place, each in enumerate(collaborations, 1)
    )  # fmt: skip


def with_results(scans):
    found = finding()
    ScanResult.objects.bulk_create(
        ScanResult(
            scan=scan, payload=found.payload, context=found.context, made_at=NOON,
            input_hash=found.input_hash, method_version=found.method_version,
        )
        for scan in scans
    )  # fmt: skip


def in_many_collaborations(number, party):
    made = Collaboration.objects.bulk_create(
        Collaboration(
            name=f"Samen {place:04}", slug=f"lijst-{place}", purpose="Iets.", phase=Phase.APPROACH
        )
        for place in range(1, number + 1)
    )
    Participation.objects.bulk_create(
        Participation(collaboration=each, party=party) for each in made
    )
    scans = brought_in(made, party)
    with_results([*scans[:12], *scans[-1:]] if number > 12 else scans)


@pytest.mark.parametrize("number", [1, 1000])
def test_my_collaborations_cost_nine_queries_and_one_more_where_nothing_is_drawn_yet(
    signed_in, django_assert_num_queries, ours, number
):
    in_many_collaborations(number, ours)
    client = signed_in(speaker_of(ours))
    with django_assert_num_queries(10):
        first = client.get("/")
    with django_assert_num_queries(9):
        page = client.get("/")
    assert [glyph for _each, glyph in page.context["cards"]] == [
        glyph for _each, glyph in first.context["cards"]
    ]
    assert page.text.count('<li class="card">') == min(number, 12)
    assert page.context["latest"].title == f"Scan {number:04}"


def test_my_collaborations_come_in_parts_of_twelve(signed_in, ours):
    in_many_collaborations(20, ours)
    with_results(Scan.objects.filter(result=None))
    client = signed_in(speaker_of(ours))
    first, last = client.get("/"), client.get("/", {"pagina": 2})
    assert "1 tot en met 12 van 20" in first.text
    assert "20 samenwerkingen" in first.text
    assert "Samen 0012" in first.text
    assert "Samen 0013</a>" not in first.text
    assert last.text.count('<li class="card">') == 8
    assert last.context["latest"] == first.context["latest"]


def test_a_scan_behind_a_sealed_one_is_not_the_next_step(signed_in, ours):
    here = make_collaboration(ours)
    sealed = make_scan(here, made_on=date(2026, 5, 1))
    make_scan(here, brought_in_by=ours, made_on=date(2026, 6, 1))
    page = signed_in(speaker_of(ours)).get("/")
    assert page.context["latest"] is None  # the sealed one was talked about
    assert [overview.latest for overview, _glyph in page.context["cards"]] == [sealed]


def test_what_another_party_brought_in_is_nobodys_next_step(signed_in, ours):
    theirs = make_party("Zij")
    here = make_collaboration(ours, theirs)
    make_scan(here, brought_in_by=theirs)
    page = signed_in(speaker_of(ours)).get("/")
    assert page.context["latest"] is None
    assert [overview.latest for overview, _glyph in page.context["cards"]] == [None]
    assert signed_in(speaker_of(theirs)).get("/").context["latest"] is not None


@pytest.mark.parametrize("number", [1, 1000])
def test_the_scans_cost_eight_queries(signed_in, django_assert_num_queries, ours, number):
    here = make_collaboration(ours)
    brought_in([here] * number, ours)
    client = signed_in(speaker_of(ours))
    path = reverse("meaning:scans", args=[here.slug])
    with django_assert_num_queries(8):
        page = client.get(path)
    titles = [scan.title for scan in page.context["scans"]]
    assert titles == [f"Scan {number - place:04}" for place in range(min(number, 50))]


@pytest.mark.parametrize("number", [1, 1000])
def test_a_collaboration_costs_seven_queries(signed_in, django_assert_num_queries, ours, number):
    here = make_collaboration(ours)
    with_results(brought_in([here] * number, ours)[-1:])
    client = signed_in(speaker_of(ours))
    with django_assert_num_queries(7):
        page = client.get(reverse("portfolio:collaboration", args=[here.slug]))
    assert page.context["latest"].title == f"Scan {number:04}"


def waiting(number, here, party, person):
    """So many files to match, outcomes to talk about and scans under way, in one collaboration."""
    common = {"collaboration": here, "made_on": FIRST}
    file = {"origin": ScanOrigin.BROUGHT_IN, "brought_in_by": party, "brought_in_by_person": person}
    Scan.objects.bulk_create(Scan(title=f"File {n}", **common, **file) for n in range(number))
    asked = {"origin": ScanOrigin.SEALED}
    opened = Scan.objects.bulk_create(
        Scan(title=f"Opened {n}", state=ScanState.REVEALED, **common, **asked)
        for n in range(number)
    )
    Talk.objects.bulk_create(Talk(scan=scan) for scan in opened)
    Scan.objects.bulk_create(Scan(title=f"Draft {n}", **common, **asked) for n in range(number))


@pytest.mark.parametrize("number", [1, 1000])
def test_what_waits_costs_eight_queries_with_the_scans(
    signed_in, django_assert_num_queries, ours, number
):
    here, person = make_collaboration(ours), speaker_of(ours)
    waiting(number, here, ours, person)
    brought_in([here] * number, ours)
    client = signed_in(person)
    path = reverse("meaning:scans", args=[here.slug])
    with django_assert_num_queries(8):
        page = client.get(path)
    shown = [len(page.context[name]) for name in ("to_match", "to_talk_about", "under_way")]
    assert shown == [min(number, 20)] * 3


@pytest.mark.parametrize(
    ("asked", "titles", "ways"),
    [
        ({}, range(24, 4, -1), ["?nu=2#nu"]),
        ({"nu": "2"}, range(4, -1, -1), ["?nu=1#nu"]),
        ({"nu": "3"}, range(24, 4, -1), ["?nu=2#nu"]),
        ({"nu": "0"}, range(24, 4, -1), ["?nu=2#nu"]),
        ({"nu": "-1"}, range(24, 4, -1), ["?nu=2#nu"]),
        ({"nu": "\u00b2"}, range(24, 4, -1), ["?nu=2#nu"]),
        ({"nu": "9" * 400}, range(24, 4, -1), ["?nu=2#nu"]),
    ],
)
def test_what_is_under_way_comes_in_parts_of_twenty(signed_in, ours, asked, titles, ways):
    here, person = make_collaboration(ours), speaker_of(ours)
    waiting(25, here, ours, person)
    page = signed_in(person).get(reverse("meaning:scans", args=[here.slug]), asked)
    assert [scan.title for scan in page.context["under_way"]] == [f"Draft {n}" for n in titles]
    assert re.findall(r'href="(\?nu=\d+#nu)"', page.text) == ways


def test_the_next_step_is_a_talk_before_an_outcome_before_what_is_under_way(signed_in, ours):
    here, person = make_collaboration(ours), speaker_of(ours)
    steps = ("to_talk_about", "latest", "under_way")

    def found():
        page = signed_in(person).get("/")
        return next(name for name in steps if page.context[name])

    waiting(1, here, ours, person)
    assert found() == "to_talk_about"
    Scan.objects.filter(talk__isnull=False).delete()
    with_results(brought_in([here], ours))
    assert found() == "latest"
    Scan.objects.filter(state=ScanState.REVEALED).delete()
    assert found() == "under_way"


@pytest.mark.parametrize("number", [1, 1000])
def test_a_party_costs_ten_queries_however_many_speak_for_it(
    signed_in, django_assert_num_queries, ours, number
):
    manager = speaker_of(ours)
    Representation.objects.update(role=Role.MANAGER)
    people = User.objects.bulk_create(
        User(email=f"p{n}@voorbeeld.example", name=f"Persoon {n:04}") for n in range(number)
    )
    Representation.objects.bulk_create(
        Representation(person=person, party=ours, role=Role.FACILITATOR) for person in people
    )
    RoleInvitation.objects.bulk_create(
        RoleInvitation(
            party=ours, email=f"q{n}@voorbeeld.example", role=Role.FACILITATOR,
            token_hash=f"hash {n}", invited_by=manager, made_at=NOON,
            expires_at=timezone.now() + timedelta(days=1),
        )
        for n in range(number)
    )  # fmt: skip
    client = signed_in(manager)
    with django_assert_num_queries(10):
        page = client.get(reverse("collaborations:party", args=[ours.pk]))
    shown = [len(page.context[name]) for name in ("speakers", "invitations")]
    assert shown == [min(number + 1, 50), min(number, 50)]
    assert ("?mensen=2#mensen" in page.text) == (number == 1000)


@pytest.mark.parametrize("number", [1, 1000])
def test_my_parties_cost_four_queries(signed_in, django_assert_num_queries, ours, number):
    person = speaker_of(ours)
    more = Party.objects.bulk_create(
        Party(name=f"Partij {place:04}", team=Team.COMMUNITY) for place in range(1, number)
    )
    Representation.objects.bulk_create(
        Representation(person=person, party=party, role=Role.MANAGER) for party in more
    )
    client = signed_in(person)
    with django_assert_num_queries(4):
        page = client.get(reverse("collaborations:parties"))
    assert len(page.context["parties"]) == min(number, 50)
    assert ("1 tot en met 50 van 1000" in page.text) == (number == 1000)
