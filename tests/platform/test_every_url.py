"""Each address of the product: who may open it, and that opening it changes nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from samenspel.channels.actions import make_feed
from samenspel.channels.queries import NO_DIGEST
from samenspel.collaborations.models import Representation
from samenspel.meaning.queries import JOB_KIND
from samenspel.people.queries import fingerprint
from samenspel.platform import retries
from samenspel.platform.models import Job, StuckTask
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan, speaker_of
from tests.make_channels import make_delivery
from tests.make_registers import make_breach, make_request
from tests.make_results import three_sides, with_movement
from tests.make_scans import ask as ask_people
from tests.make_scans import made_of, make_draft, sides_of
from tests.platform.addresses import (
    CHALLENGES,
    CLOSED,
    IN_THIS_BROWSER,
    OF_A_PARTY,
    OF_A_PERSON,
    OF_A_SIDE,
    OF_A_TALK,
    OF_AN_ADMINISTRATOR,
    OF_OUR_PARTY,
    OF_WHO_HAS_A_PASSKEY,
    OF_WHO_SIGNED_IN,
    OPEN,
    PRESS_ONLY,
    WITH_A_LINK,
)

pytestmark = pytest.mark.django_db


def patterns(resolver, prefix=""):
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{each.namespace}:" if each.namespace else prefix)
        elif isinstance(each, URLPattern):
            yield prefix + each.name


WITH_A_NAME = {"people:sign_in_by_link", "people:provider_sign_in", "people:provider_back"}
NAMES = sorted(patterns(get_resolver()))


@pytest.fixture
def here():
    """A collaboration with a scan that one party brought in, and a job of its speaker."""
    ours, theirs = make_party("Ons"), make_party("Zij")
    collaboration = make_collaboration(ours, theirs)
    scan = make_scan(collaboration, brought_in_by=ours)
    make_scan(make_collaboration(make_party("Eén"), is_example=True))
    asked = {"typed": {}, "collaboration": collaboration.pk}
    job = Job.objects.create(kind=JOB_KIND, owner=speaker_of(ours), asked_at=NOON, request=asked)
    stuck = StuckTask.objects.create(
        task_id=uuid4(), name="x", reason="fault", attempts=5, stuck_at=NOON
    )
    role = ours.invitations.create(
        email="x@voorbeeld.example", role="manager", made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=1), token_hash=fingerprint("token"),
    )  # fmt: skip
    Representation.objects.filter(party__in=[ours, theirs]).update(role="manager")
    delivery = make_delivery(ours, at=NOON)
    retries.beat("a worker", timezone.now())
    slug = collaboration.slug
    asked = make_draft(ours, theirs, collaboration=collaboration)
    moved = made_of(make_scan(collaboration, title="Scan 2"), with_movement())
    many = made_of(make_scan(collaboration, title="Scan 3"), three_sides())
    side, word = sides_of(asked)[0], asked.words.get()
    ((invitation, _token),) = ask_people(side, "Ada")
    opened = make_scan(collaboration, talked=False)
    agreed = opened.talk.agreements.create(what="x", due_on=NOON.date(), made_at=NOON)
    return {
        "ours": speaker_of(ours),
        "theirs": speaker_of(theirs),
        "stranger": make_person("Vreemd"),
        "administrator": make_person("Beheer", is_staff=True),
        "arguments": {
            "platform:method": ["meaning"],
            "mfa_remove_webauthn": [1],
            "collaborations:party": [ours.pk],
            "collaborations:role": [ours.pk, ours.representations.get().pk],
            "collaborations:revoke": [ours.pk, role.pk],
            "collaborations:invitation": ["token"],
            "collaborations:sign_in_provider": [ours.pk],
            "collaborations:no_provider": [ours.pk],
            "collaborations:ask_second_step": [ours.pk],
            "people:end_visit": [1],
            "people:unlink_provider": [1],
            "people:provider_sign_in": ["deur"],
            "people:provider_back": ["deur"],
            "registers:party_rights": [ours.pk],
            "registers:privacy_request": [make_request().pk],
            "registers:breach": [make_breach().pk],
            "channels:calendar": [make_feed(by=speaker_of(ours), at=NOON)],
            "channels:no_digest": [signing.dumps(1, salt=NO_DIGEST)],
            "channels:webhooks": [ours.pk],
            "channels:webhook": [ours.pk, delivery.webhook_id],
            "channels:send_again": [ours.pk, delivery.webhook_id, delivery.pk],
            "platform:try_again": [stuck.pk],
            "platform:discard": [stuck.pk],
            "people:sign_in_by_link": ["token"],
            "meaning:example_document": ["uitkomst.json"],
            "portfolio:collaboration": [slug],
            "collaborations:phase": [slug],
            "collaborations:ask_party": [slug],
            "meaning:questionnaire": [slug, "xlsx"],
            **{f"meaning:{name}": [slug] for name in ("scans", "bring_in", "make_scan")},
            **{
                f"meaning:{name}": [slug, scan.pk]
                for name in ("scan_detail", "match_sides", "remove_scan")
            },
            "meaning:scan_document": [slug, scan.pk, "uitkomst.json"],
            "meaning:personal_link": ["token"],
            "meaning:join_group": ["token"],
            "meaning:refuse_mail": ["token"],
            "meaning:answer_word": [asked.pk, 1],
            **{f"meaning:{name}": [asked.pk] for name in IN_THIS_BROWSER},
            "meaning:make_scan": [slug],
            **{name: [slug, opened.pk] for name in OF_A_TALK},
            "meaning:talk_word": [slug, opened.pk, 1],
            "meaning:drop_agreement": [slug, opened.pk, 1, agreed.pk],
            **{
                f"meaning:{name}": [slug, asked.pk]
                for name in ("scan_state", "add_word", "open_scan", "change_draft", "next_wave")
            },
            "meaning:movement": [slug, moved.pk],
            "meaning:pair_detail": [slug, many.pk, 1],
            "meaning:preview_word": [slug, asked.pk, 1],
            **{
                f"meaning:{name}": [slug, asked.pk, word.pk]
                for name in ("edit_word", "remove_word")
            },
            **{
                f"meaning:{name}": [slug, asked.pk, side.pk]
                for name in (
                    "invite",
                    "remind",
                    "agree_to_close",
                    "accept_opening",
                    "withhold",
                    "group_link",
                    "group_poster",
                    "end_group_link",
                )
            },
            **{
                f"meaning:{name}": [slug, asked.pk, side.pk, invitation.pk]
                for name in ("new_link", "mail_again", "withdraw_invitation")
            },
            "meaning:reading": [slug, job.pk],
            "meaning:stop_reading": [slug, job.pk],
        },
    }


def address(here, name):
    return reverse(name, args=here["arguments"].get(name, []))


def ask(client, here, name):
    path = address(here, name)
    return client.post(path) if name in PRESS_ONLY else client.get(path)


def test_every_address_is_open_or_belongs_to_a_party_or_person():
    assert set(NAMES) == OPEN | CLOSED


@pytest.mark.parametrize("name", sorted(OPEN - WITH_A_NAME - WITH_A_LINK))
def test_an_open_address_answers_a_visitor(client, here, name):
    assert ask(client, here, name).status_code in {200, 302}


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_address_sends_a_visitor_to_sign_in(client, here, name):
    response = ask(client, here, name)
    assert response.status_code == 302
    assert response.url.startswith(reverse("people:sign_in"))


@pytest.mark.parametrize("name", sorted(OF_A_PARTY | OF_A_SIDE | OF_A_PERSON - {"people:sign_out"}))
def test_a_closed_address_answers_who_belongs_there(signed_in, here, name):
    assert ask(signed_in(here["ours"]), here, name).status_code in {200, 302, 409}


@pytest.mark.parametrize("name", sorted(OF_A_PARTY | OF_A_SIDE | OF_A_PERSON - {"people:sign_out"}))
def test_to_a_stranger_it_does_not_exist(signed_in, here, name):
    assert ask(signed_in(here["stranger"]), here, name).status_code == 404


@pytest.mark.parametrize("name", sorted(OF_OUR_PARTY))
def test_a_party_is_managed_by_its_own_manager_only(signed_in, here, name):
    for who in ("theirs", "stranger", "administrator"):
        assert ask(signed_in(here[who]), here, name).status_code == 404
    assert ask(signed_in(here["ours"]), here, name).status_code in {200, 302}


@pytest.mark.parametrize("name", sorted(OF_WHO_SIGNED_IN))
def test_a_page_about_oneself_answers_who_signed_in(signed_in, here, name):
    assert ask(signed_in(here["ours"]), here, name).status_code in {200, 302, 403}


@pytest.mark.parametrize("name", sorted(OF_WHO_HAS_A_PASSKEY))
def test_without_a_passkey_its_pages_do_not_exist(signed_in, here, name):
    assert ask(signed_in(here["ours"]), here, name).status_code == 404


@pytest.mark.parametrize("name", sorted(OF_AN_ADMINISTRATOR))
def test_to_who_does_not_run_this_installation_it_does_not_exist(signed_in, here, name):
    assert ask(signed_in(here["ours"]), here, name).status_code == 404
    assert ask(signed_in(here["administrator"]), here, name).status_code in {200, 302}


@pytest.mark.parametrize("name", sorted(OF_A_PARTY | OF_A_SIDE | OF_A_PERSON - {"people:sign_out"}))
def test_an_administrator_sees_no_more_than_a_stranger(signed_in, here, name):
    assert ask(signed_in(here["administrator"]), here, name).status_code == 404


NOT_SEEN_BY_THE_OTHER_PARTY = OF_A_SIDE | {
    f"meaning:{name}" for name in ("scan_detail", "scan_document", "match_sides", "remove_scan")
}


@pytest.mark.parametrize("name", sorted(OF_A_PARTY | OF_A_SIDE | OF_A_PERSON - {"people:sign_out"}))
def test_the_other_party_sees_the_collaboration_and_not_what_we_brought_in(signed_in, here, name):
    seen = name in OF_A_PARTY - NOT_SEEN_BY_THE_OTHER_PARTY
    expected = {200, 302, 409} if seen else {404}
    assert ask(signed_in(here["theirs"]), here, name).status_code in expected


@pytest.mark.parametrize("name", sorted(WITH_A_LINK))
def test_without_a_personal_link_there_is_nothing_to_answer(client, here, name):
    assert ask(client, here, name).status_code == 404


READS = ("SELECT", "DECLARE")  # PostgreSQL declares a cursor for the choices of a form


@pytest.mark.parametrize("name", sorted(set(NAMES) - PRESS_ONLY - CHALLENGES))
def test_reading_writes_nothing(signed_in, here, name):
    client = signed_in(here["ours"])
    with CaptureQueriesContext(connection) as queries:
        client.get(address(here, name))
    assert [q["sql"] for q in queries if not q["sql"].startswith(READS)] == []


@pytest.mark.parametrize("name", sorted(PRESS_ONLY))
def test_what_changes_something_needs_a_press(signed_in, here, name):
    assert signed_in(here["ours"]).get(address(here, name)).status_code == 405


def test_an_unknown_job_does_not_exist(signed_in, here):
    slug = here["arguments"]["meaning:scans"][0]
    path = reverse("meaning:reading", args=[slug, uuid4()])
    assert signed_in(here["ours"]).get(path).status_code == 404
