"""One link for a side: each takes a link of their own, within bounds, and nobody checked who."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.models import GroupLink, Invitation, Respondent
from samenspel.meaning.views import joining
from samenspel.platform.limits import Limit
from tests.client import HouseClient, Page
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_scans import LATER, accept_all, answer, answered_by, ask, make_open, sides_of

pytestmark = pytest.mark.django_db
SLOWLY = timedelta(seconds=5)


@pytest.fixture
def clock():
    cache.clear()
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def side():
    return sides_of(make_open(make_party("Ons", role=Role.MANAGER), make_party("Zij")))[0]


def group_link(side, at=NOON):
    return actions.make_group_link(side=side, by=speaker_of(side.party), at=at)


def path_of(token):
    return reverse("meaning:join_group", args=[token])


def shown_on(text):
    """The seal on a page that says when it was shown."""
    fields = [f for f in Page(text).all("input") if f.get("name") == "shown"]
    return fields[0]["value"] if fields else ""


def press(client, token, clock, *, after=SLOWLY, **more):
    """Open the page, wait a while, press its button."""
    shown = shown_on(client.get(path_of(token)).text)
    clock.shift(after)
    return client.post(path_of(token), {"shown": shown, **more})


def test_who_follows_it_gets_a_personal_link_and_answers(client, clock, side):
    joined = press(client, group_link(side), clock)
    invitation = queries.invitation_of(joined.url.rpartition("/")[2])
    assert (invitation.side, invitation.name, invitation.email) == (side, "", "")
    page = client.get(joined.url).text
    assert f'value="http://testserver{joined.url}"' in page
    client.post(joined.url)
    assert Respondent.objects.get().came_by_group_link


def test_reading_it_writes_nothing(client, clock, side):
    token = group_link(side)
    client.get(path_of(token))
    assert Invitation.objects.count() == 0


def test_a_device_gets_one_link_also_when_pressed_twice(client, clock, side):
    token = group_link(side)
    first = press(client, token, clock)
    assert press(client, token, clock).url == first.url
    assert Invitation.objects.count() == 1
    assert "Iemand nam op dit apparaat al een link" in client.get(path_of(token)).text


def test_who_shares_a_device_says_that_it_is_not_them(client, clock, side):
    token = group_link(side)
    first = press(client, token, clock)
    second = press(client, token, clock, not_me="1")
    assert first.url != second.url
    assert Invitation.objects.count() == 2


def test_closing_on_this_device_forgets_who_took_a_link(client, clock, side):
    token = group_link(side)
    client.post(press(client, token, clock).url)
    client.post(reverse("meaning:not_me", args=[side.scan_id]))
    assert "Iemand nam op dit apparaat" not in client.get(path_of(token)).text


def test_there_are_no_more_links_than_people(client, clock, side):
    token = group_link(side)
    type(side).objects.filter(pk=side.pk).update(population=3)
    ask(side, "Bij naam")
    for _ in range(2):
        assert press(HouseClient(), token, clock).status_code == 302
    page = press(HouseClient(), token, clock)
    assert "Iedereen van deze kant heeft al een link" in page.text
    assert Invitation.objects.count() == 3
    with pytest.raises(actions.GroupFull):
        actions.join(link=GroupLink.objects.get(), language="nl", token="x", by=None, at=NOON)


def test_a_new_one_replaces_the_earlier_and_personal_links_stay(client, clock, side):
    earlier = group_link(side)
    own = press(client, earlier, clock).url
    newer = group_link(side)
    assert client.get(path_of(earlier)).status_code == 404
    assert client.post(path_of(earlier)).status_code == 404
    assert client.get(path_of(newer)).status_code == 200
    assert client.get(own).status_code == 200


def test_it_can_be_ended(client, clock, side):
    token = group_link(side)
    actions.end_group_link(side=side, by=speaker_of(side.party), at=NOON)
    assert client.get(path_of(token)).status_code == 404
    assert Invitation.objects.count() == 0


def test_it_ends_with_the_scan(client, clock, side):
    token = group_link(side)
    clock.move_to(LATER)
    assert "Deze scan is voorbij" in client.get(path_of(token)).text
    client.post(path_of(token), {"shown": ""})
    with pytest.raises(actions.ScanOver):
        actions.join(link=GroupLink.objects.get(), language="nl", token="x", by=None, at=LATER)
    with pytest.raises(actions.ScanOver):
        group_link(side, at=LATER)
    assert Invitation.objects.count() == 0


def test_a_program_that_fills_in_everything_gets_nothing(client, clock, side):
    page = press(client, group_link(side), clock, website="https://voorbeeld.example")
    assert "Dit lijkt op een programma" in page.text
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=1)])
def test_who_presses_faster_than_anyone_reads_presses_again(client, clock, side, after):
    token = group_link(side)
    page = press(client, token, clock, after=after)
    assert "Dat ging heel snel" in page.text
    shown = next(f for f in Page(page.text).all("input") if f.get("name") == "shown")
    clock.shift(SLOWLY)
    assert client.post(path_of(token), {"shown": shown["value"]}).status_code == 302


@pytest.mark.parametrize("shown", ["", "x", "1764000000:y:z"])
def test_a_form_that_is_not_ours_is_refused(client, clock, side, shown):
    page = client.post(path_of(group_link(side)), {"shown": shown})
    assert "Deze pagina is oud" in page.text
    assert Invitation.objects.count() == 0


def test_one_address_cannot_go_on_for_ever(client, clock, side, monkeypatch):
    monkeypatch.setattr(joining, "A_ROOM_FULL", Limit("join", most=3, seconds=600))
    token = group_link(side)
    answers = [press(HouseClient(), token, clock).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert Invitation.objects.count() == 3


def test_only_a_fingerprint_is_kept(clock, side):
    token = group_link(side)
    assert token not in str(list(GroupLink.objects.values()))


def test_the_cookie_is_kept_from_scripts_and_other_pages(client, clock, side):
    cookie = press(client, group_link(side), clock).cookies[f"joined_{side.scan_id}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/g/")


def test_only_who_speaks_for_the_side_makes_or_ends_it(clock, side):
    facilitator = make_person()
    side.party.representations.create(person=facilitator, role=Role.FACILITATOR)
    other = speaker_of(sides_of(side.scan)[1].party)
    for person in (facilitator, other, make_person()):
        for act in (actions.make_group_link, actions.end_group_link):
            with pytest.raises(actions.NotForYou):
                act(side=side, by=person, at=NOON)


def test_no_list_and_no_count_shows_when_someone_joined(signed_in, client, clock, side):
    manager = signed_in(speaker_of(side.party))
    slug = side.scan.collaboration.slug
    pages = [
        reverse("meaning:scan_state", args=[slug, side.scan_id]),
        reverse("meaning:invite", args=[slug, side.scan_id, side.pk]),
    ]
    token = group_link(side)
    before = [_without_token(manager.get(path).text) for path in pages]
    assert "en met een groepslink" in str(before[0])
    for _ in range(3):
        press(HouseClient(), token, clock)
    assert [_without_token(manager.get(path).text) for path in pages] == before


def _without_token(text):
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_outcome_says_for_whom_nobody_was_checked(client, clock, signed_in, side):
    scan = answered_by(side.scan)
    token = actions.join(
        link=queries.group_link(group_link(side)), language="nl", token="x", by=None, at=NOON
    )  # fmt: skip
    answer(queries.invitation_of(token))
    opened = accept_all(scan)
    assert opened.result.context["unchecked"] == ["Ons"]
    assert set(Respondent.objects.values_list("came_by_group_link", flat=True)) == {False}
    path = reverse("meaning:scan_detail", args=[scan.collaboration.slug, scan.pk])
    page = signed_in(speaker_of(side.party)).get(path).text
    assert "Voor Ons konden mensen ook antwoorden met een groepslink" in page


def test_an_outcome_without_group_answers_says_nothing_of_it(clock, side):
    group_link(side)  # made, and nobody followed it
    assert accept_all(answered_by(side.scan)).result.context["unchecked"] == []


def test_a_manager_makes_a_poster(signed_in, clock, side):
    slug = side.scan.collaboration.slug
    where = [slug, side.scan_id, side.pk]
    manager = signed_in(speaker_of(side.party))
    page = manager.post(reverse("meaning:group_link", args=where)).text
    (field,) = [f for f in Page(page).all("input") if f.get("name") == "token"]
    assert "<svg" in page
    poster = manager.post(reverse("meaning:group_poster", args=where), {"token": field["value"]})
    assert poster.headers["Content-Type"] == "application/pdf"
    assert poster.content.startswith(b"%PDF-")
    wrong = manager.post(reverse("meaning:group_poster", args=where), {"token": "x"})
    assert wrong.url == reverse("meaning:invite", args=where)


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_costs_five_queries(client, clock, django_assert_num_queries, side, people):
    ask(side, *map(str, range(people)))
    token = group_link(side)
    with django_assert_num_queries(5):
        client.get(path_of(token))


def test_who_presses_twice_before_the_first_answer_came_takes_one_place(client, clock, side):
    token = group_link(side)
    shown = shown_on(client.get(path_of(token)).text)
    clock.shift(SLOWLY)
    presses = [HouseClient().post(path_of(token), {"shown": shown}).url for _ in range(2)]
    assert presses[0] == presses[1]
    assert Invitation.objects.count() == 1


def test_two_who_open_it_at_the_same_moment_get_two_links(client, clock, side):
    token = group_link(side)
    shown = [shown_on(client.get(path_of(token)).text) for _ in range(2)]
    clock.shift(SLOWLY)
    assert len({HouseClient().post(path_of(token), {"shown": each}).url for each in shown}) == 2


def test_who_goes_back_to_an_old_page_and_is_someone_else_gets_another_link(client, clock, side):
    token = group_link(side)
    shown = shown_on(client.get(path_of(token)).text)
    clock.shift(SLOWLY)
    given = {"shown": shown, "not_me": "1"}
    assert len({client.post(path_of(token), given).url for _ in range(3)}) == 3
