"""Who may take part: by link, as a member, with a code on paper, or everyone through a website."""

import pytest
from django.test import Client
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, queries
from samenspel.conversations.choices import Access, Choice
from samenspel.conversations.models import Participant, Vote
from samenspel.conversations.tasks import make_map
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import make_conversation, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    return time_machine.move_to(NOON, tick=False)


@pytest.fixture
def leader():
    return make_person()


@pytest.fixture
def here(leader):
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    return make_collaboration(ours, make_party("Zij"))


def hidden(page, name):
    return page.text.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def press(browser, address, time_machine, **given):
    shown = hidden(browser.get(address), "shown")
    time_machine.shift(3)
    return browser.post(address, {"shown": shown, **given})


def codes_of(made, leader, count=2):
    return actions.make_codes(conversation=made, count=count, by=leader, at=NOON)


def test_a_member_has_one_key_on_every_device_and_a_stranger_none(
    here, leader, signed_in, time_machine
):
    made, token = opened(make_conversation(here, access=Access.MEMBERS))
    address = reverse("conversations:join_conversation", args=[token])
    assert Client().get(address).url.startswith(reverse("people:sign_in"))
    stranger = signed_in(make_person())
    assert stranger.get(address).status_code == 404
    for _device in range(2):
        page = press(signed_in(leader), address, time_machine)
        assert page.url == reverse("conversations:vote", args=[made.pk])
    assert Participant.objects.count() == 1
    assert queries.member_key(made, leader) != queries.member_key(opened()[0], leader)


def test_only_who_has_a_code_takes_part_and_one_code_is_one_person(here, leader, time_machine):
    made, token = opened(make_conversation(here, access=Access.CODES))
    first, second = codes_of(made, leader)
    by_link = Client().get(reverse("conversations:join_conversation", args=[token]))
    address = reverse("conversations:type_code", args=[made.pk])
    assert by_link.url == address
    for code in (first, first.lower(), second):
        assert press(Client(), address, time_machine, code=code).status_code == 302
    assert Participant.objects.count() == 2
    page = press(Client(), address, time_machine, code="AAAA-AAAA-AAAA")
    assert "Deze code werkt hier niet" in page.text
    elsewhere = reverse("conversations:type_code", args=[opened()[0].pk])
    assert "Deze code werkt hier niet" in press(Client(), elsewhere, time_machine, code=first).text


def test_the_picture_on_a_sheet_fills_in_its_code(here, leader):
    made, _token = opened(make_conversation(here))
    (code,) = codes_of(made, leader, 1)
    page = Client().get(reverse("conversations:begin_by_code", args=[made.pk, code]))
    assert f'value="{code}"' in page.text
    assert not Participant.objects.exists()


def sheets_read(browser, made, text):
    address = reverse("conversations:paper", args=[made.collaboration.slug, made.pk])
    return browser.post(address, {"ticked": text})


def test_what_was_ticked_on_paper_counts_and_replaces_no_vote(here, leader, signed_in):
    made, _token = opened(make_conversation(here))
    first, second = codes_of(made, leader)
    key = actions.join(conversation=made, by=None, at=NOON, key=first)
    actions.cast_vote(number=0, value=Choice.AGREE, matters=False, chance=None, make_map=make_map,
                      by=queries.participant_of(made.pk, key), at=NOON)  # fmt: skip
    text = f"code;nummer;keuze\n{first};1;oneens\n{first};2;eens\n\n{second.lower()};1;Weet niet"
    page = sheets_read(signed_in(leader), made, text)
    assert "2 stemmen zijn bewaard" in page.text
    assert "Je gaf er 3" in page.text
    cast = Vote.objects.order_by("participant", "statement").values_list("value", flat=True)
    assert list(cast) == [1, 1, 0]
    assert "0 stemmen zijn bewaard" in sheets_read(signed_in(leader), made, text).text
    assert Vote.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("AAAA-AAAA-AAAA;1;eens", "Rij 2: “AAAA-AAAA-AAAA” is geen code van dit gesprek."),
        ("{code};99;eens", "Rij 2: er is geen stelling 99 waarover mensen kunnen stemmen."),
        ("{code};x;eens", "Rij 2: “x” is niet het nummer van een stelling."),
        ("{code};1;misschien", "Rij 2: “misschien” is niet eens, oneens of weet niet."),
        ("{code};1", "Rij 2 heeft 2 kolommen."),
    ],
)
def test_one_fault_on_paper_is_named_and_nothing_is_kept(here, leader, signed_in, row, says):
    made, _token = opened(make_conversation(here))
    (code,) = codes_of(made, leader, 1)
    page = sheets_read(signed_in(leader), made, f"{code};1;eens\n{row.format(code=code)}")
    assert says in page.text
    assert (Vote.objects.count(), Participant.objects.count()) == (0, 0)


def test_a_sheet_for_each_code_with_every_statement_that_is_shown(here, leader, signed_in):
    made, _token = opened(make_conversation(here))
    address = reverse("conversations:sheets", args=[made.collaboration.slug, made.pk])
    page = signed_in(leader).post(address, {"count": 3}).text
    assert (page.count('class="sheet"'), page.count("Meer bomen in de straat.")) == (3, 3)
    assert made.codes.count() == 3


def test_a_public_conversation_is_found_without_a_link_and_stands_on_named_websites_only(
    here, time_machine
):
    made, _token = opened(
        make_conversation(here, access=Access.PUBLIC, shown_on="https://www.voorbeeld.example/")
    )
    address = reverse("conversations:public_conversation", args=[made.pk])
    assert press(Client(), address, time_machine).status_code == 302
    frame = Client().get(reverse("conversations:embedded", args=[made.pk]))
    assert "frame-ancestors https://www.voorbeeld.example;" in (
        frame["Content-Security-Policy"] + ";"
    )
    assert "X-Frame-Options" not in frame
    other, _other = opened(make_conversation(here, access=Access.PUBLIC))
    frame = Client().get(reverse("conversations:embedded", args=[other.pk]))
    assert frame["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in frame["Content-Security-Policy"]
    closed_off, _link = opened(make_conversation(here))
    for name in ("public_conversation", "embedded"):
        assert (
            Client().get(reverse(f"conversations:{name}", args=[closed_off.pk])).status_code == 404
        )


FIELDS = {
    "question": "Wat willen we?", "background": "", "statements": "Een.\nTwee.\nDrie.",
    "language": "nl", "closes_on": "2026-03-20",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"access": "public", "moderation": "after"},
         "In een openbaar gesprek lees je zinnen eerst."),
        ({"access": "link", "moderation": "before", "shown_on": "https://a.example"},
         "Alleen een openbaar gesprek kan op een website staan."),
        ({"access": "public", "moderation": "before", "shown_on": "https://a.example; *"},
         "is geen website"),
    ],
)  # fmt: skip
def test_public_is_with_care(here, leader, signed_in, given, says):
    day = (NOON.date()).isoformat()
    address = reverse("conversations:start_conversation", args=[here.slug])
    page = signed_in(leader).post(address, FIELDS | given | {"closes_on": day})
    assert says in page.text
    assert not here.conversations.exists()


def test_a_poster_shows_the_link_it_was_made_for_and_no_other(here, leader, signed_in):
    made, token = opened(make_conversation(here))
    address = reverse("conversations:conversation_poster", args=[here.slug, made.pk])
    browser = signed_in(leader)
    assert browser.post(address, {"token": token}).content.startswith(b"%PDF-")
    refused = browser.post(address, {"token": opened()[1]})
    assert (refused.status_code, "Een nieuwere link verving deze" in refused.text) == (409, True)
