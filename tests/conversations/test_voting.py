"""Taking part without an account: joining, voting, adding, changing one's mind, leaving."""

import pytest
from django.test import Client
from django.urls import reverse

from samenspel.conversations import actions, queries
from samenspel.conversations.models import Participant, Statement, Vote
from samenspel.conversations.tasks import make_map
from samenspel.platform import audit
from samenspel.platform.models import AuditEvent
from tests.client import HouseClient
from tests.make import NOON
from tests.make_conversations import STATEMENTS, WEEK, joined, opened, says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    return time_machine.move_to(NOON, tick=False)


def hidden(page, name):
    return page.text.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


@pytest.fixture
def begun(client, time_machine):
    """Someone in a browser who joined by the link."""
    made, token = opened()
    address = reverse("conversations:join_conversation", args=[token])
    shown = hidden(client.get(address), "shown")
    time_machine.shift(3)
    page = client.post(address, {"shown": shown})
    assert page.url == reverse("conversations:vote", args=[made.pk])
    client.conversation = made
    return client


def vote_on(client, page, value, **given):
    fields = {"number": hidden(page, "number"), "drawn": hidden(page, "drawn"), "value": value}
    return client.post(vote_page(client), {**fields, **given})


def vote_page(client):
    return reverse("conversations:vote", args=[client.conversation.pk])


def test_two_presses_from_the_link_to_a_vote(begun):
    page = begun.get(vote_page(begun))
    assert "Stelling 1 van 16" in page.text
    vote_on(begun, page, "1", matters="1")
    vote = Vote.objects.get()
    assert (vote.value, vote.matters, str(vote.statement.number)) == (
        1,
        True,
        hidden(page, "number"),
    )
    assert vote.chance == 1 / 16  # without a map every statement is as likely
    assert "Stelling 2 van 16" in begun.get(vote_page(begun)).text


def test_a_vote_comes_back_as_the_next_statement_without_a_reload(begun):
    page = begun.get(vote_page(begun))
    fields = {"number": hidden(page, "number"), "drawn": hidden(page, "drawn"), "value": "0"}
    after = begun.post(vote_page(begun), fields, headers={"HX-Request": "true"})
    assert after.text.lstrip().startswith('<section id="statement"')
    assert "Stelling 2 van 16" in after.text
    assert hidden(after, "number") != fields["number"]


def test_voting_twice_on_one_statement_counts_the_last(begun):
    page = begun.get(vote_page(begun))
    vote_on(begun, page, "1")
    vote_on(begun, page, "-1")
    assert [vote.value for vote in Vote.objects.all()] == [-1]


def test_nobody_says_himself_with_what_chance_a_statement_was_drawn(begun):
    page = begun.get(vote_page(begun))
    other = (int(hidden(page, "number")) + 1) % 16
    begun.post(vote_page(begun), {"number": other, "drawn": hidden(page, "drawn"), "value": "1"})
    begun.post(vote_page(begun), {"number": (other + 1) % 16, "drawn": "0.9", "value": "1"})
    assert [vote.chance for vote in Vote.objects.all()] == [None, None]


@pytest.mark.parametrize("value", ["2", "", "eens", "1.5"])
def test_a_vote_that_is_none_of_three_is_not_kept(begun, value):
    page = begun.get(vote_page(begun))
    assert vote_on(begun, page, value).status_code == 200
    assert not Vote.objects.exists()


def test_after_all_statements_the_page_says_so(begun):
    for number in range(len(STATEMENTS)):
        begun.post(vote_page(begun), {"number": number, "value": "1"})
    assert "Je stemde op alles wat er nu is" in begun.get(vote_page(begun)).text


def test_a_statement_that_was_taken_out_meanwhile_takes_no_vote(begun):
    page = begun.get(vote_page(begun))
    Statement.objects.filter(number=hidden(page, "number")).update(state="refused", reason="x")
    after = vote_on(begun, page, "1")
    assert (after.status_code, Vote.objects.count()) == (409, 0)
    assert "Deze stelling is er niet meer" in after.text


def test_someone_changes_a_vote_and_erases_all(begun):
    vote_on(begun, begun.get(vote_page(begun)), "1")
    mine = reverse("conversations:own_votes", args=[begun.conversation.pk])
    number = Vote.objects.get().statement.number
    begun.post(mine, {"number": number, "value": "-1"})
    assert "Je zei: Oneens" in begun.get(mine).text
    away = reverse("conversations:leave_conversation", args=[begun.conversation.pk])
    assert "Je stemmen zijn gewist" in begun.post(away, {"erase": "1"}).text
    assert (Vote.objects.count(), Participant.objects.count()) == (0, 0)
    assert begun.get(vote_page(begun)).status_code == 404


def test_who_leaves_a_device_leaves_the_votes(begun):
    vote_on(begun, begun.get(vote_page(begun)), "1")
    begun.post(reverse("conversations:leave_conversation", args=[begun.conversation.pk]))
    assert Vote.objects.count() == 1
    assert begun.get(vote_page(begun)).status_code == 404


def test_a_sentence_of_ones_own_is_not_shown_as_ones_own(begun):
    address = reverse("conversations:suggest_statement", args=[begun.conversation.pk])
    begun.post(address, {"text": "Kort"})
    assert not Statement.objects.filter(text="Kort").exists()
    page = begun.post(address, {"text": "Een bankje op de hoek."})
    assert "Iemand leest de zin eerst" in page.text
    added = Statement.objects.get(text="Een bankje op de hoek.")
    assert added.suggested_by == Participant.objects.get()
    someone = Participant.objects.select_related("conversation").get()
    actions.leave(make_map=make_map, by=someone, at=NOON)
    added.refresh_from_db()
    assert added.suggested_by is None


def test_another_browser_and_a_forged_cookie_are_nobody(begun):
    assert Client().get(vote_page(begun)).status_code == 404
    thief = Client()
    thief.cookies[f"conversation_{begun.conversation.pk}"] = "forged:value"
    assert thief.get(vote_page(begun)).status_code == 404


def test_a_key_of_another_conversation_opens_nothing():
    first, _token = opened()
    second, _other = opened()
    key = actions.join(conversation=first, key="een sleutel", by=None, at=NOON)
    assert queries.participant_of(first.pk, key) is not None
    assert queries.participant_of(second.pk, key) is None


def test_after_the_end_the_link_says_that_it_ended(begun, time_machine):
    time_machine.move_to(NOON + WEEK)
    page = begun.get(vote_page(begun))
    assert (page.status_code, "Dit gesprek is afgelopen" in page.text) == (410, True)


def test_a_program_that_presses_at_once_does_not_join(client):
    made, token = opened()
    address = reverse("conversations:join_conversation", args=[token])
    shown = hidden(client.get(address), "shown")
    assert "Dat ging heel snel" in client.post(address, {"shown": shown}).text
    assert not made.participants.exists()


def test_votes_leave_no_line_in_the_trail_and_joining_names_nobody():
    made, _token = opened()
    someone = joined(made)
    lines = AuditEvent.objects.count()
    says(someone, 0, 1)
    assert AuditEvent.objects.count() == lines
    last = AuditEvent.objects.order_by("position").last()
    assert (last.action, last.actor, last.subject_label) == (
        "conversations.joined", None, "conversations.Conversation",
    )  # fmt: skip
    assert audit.verify().is_whole


@pytest.mark.parametrize("others", [1, 40])
def test_a_vote_costs_five_queries(begun, django_assert_num_queries, others):
    for _each in range(others):
        says(joined(begun.conversation), 0, 1)
    page = begun.get(vote_page(begun))
    fields = {"number": hidden(page, "number"), "drawn": hidden(page, "drawn"), "value": "1"}
    with django_assert_num_queries(5):
        begun.post(vote_page(begun), fields, headers={"HX-Request": "true"})


def test_who_says_much_the_same_sees_that_first_and_adds_it_all_the_same(begun):
    address = reverse("conversations:suggest_statement", args=[begun.conversation.pk])
    page = begun.post(address, {"text": "Er moeten meer boompjes in onze straat, bomen dus."})
    assert "Is het een van deze?" not in page.text  # other words
    near = {"text": "Meer boom in de straten!"}
    page = begun.post(address, near)
    assert ("Is het een van deze?" in page.text, "Meer bomen in de straat." in page.text) == (
        True,
        True,
    )
    assert not Statement.objects.filter(text=near["text"]).exists()
    begun.post(address, near | {"is_other": "1"})
    assert Statement.objects.filter(text=near["text"]).exists()


def test_what_was_tapped_without_a_connection_is_kept_once_and_replaces_nothing(begun):
    late = {"number": 3, "value": "1", "late": "1"}
    for _again in range(2):
        answer = begun.post(vote_page(begun), late, headers={"HX-Request": "true"})
        assert 'id="statement"' in answer.text
    assert [vote.value for vote in Vote.objects.all()] == [1]
    begun.post(vote_page(begun), {"number": 3, "value": "-1"})
    begun.post(vote_page(begun), late, headers={"HX-Request": "true"})
    assert [vote.value for vote in Vote.objects.all()] == [-1]


def test_a_page_carries_the_statements_that_come_next_without_their_votes(begun):
    page = begun.get(vote_page(begun))
    ahead = page.text.split('id="ahead"', 1)[1]
    numbers = {part.split('"', 1)[0] for part in ahead.split('data-number="')[1:]}
    assert len(numbers | {hidden(page, "number")}) == 13


def test_the_own_link_goes_on_in_another_browser(begun):
    vote_on(begun, begun.get(vote_page(begun)), "1")
    mine = reverse("conversations:own_votes", args=[begun.conversation.pk])
    link = begun.get(mine).text.split('id="eigen" readonly value="http://testserver', 1)[1]
    link, other = link.split('"', 1)[0], Client()
    assert "Ga verder waar je was" in other.get(link).text
    assert other.get(mine).status_code == 404  # looking at a link changes nothing
    assert other.post(link).url == vote_page(begun)
    assert "Je zei: Eens" in other.get(mine).text
    assert Participant.objects.count() == 1
    assert Client().get(link + "x").status_code == 404


def test_who_presses_twice_before_the_first_answer_came_takes_part_once(client, time_machine):
    made, token = opened()
    address = reverse("conversations:join_conversation", args=[token])
    shown = hidden(client.get(address), "shown")
    time_machine.shift(3)
    for _press in range(2):
        assert HouseClient().post(address, {"shown": shown}).status_code == 302
    assert made.participants.count() == 1
    client.post(address, {"shown": shown})
    client.post(address, {"shown": shown, "not_me": "1"})
    assert made.participants.count() == 2
