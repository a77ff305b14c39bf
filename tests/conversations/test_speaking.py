"""Who speaks: what people tell of themselves if they like, and a weighted view at the end."""

from decimal import Decimal

import pytest
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.actions import AskedAlready, Asking
from samenspel.conversations.choices import About
from samenspel.conversations.models import AboutAnswer, Conversation
from samenspel.conversations.tasks import make_map
from samenspel.platform.models import AuditEvent
from tests.client import HouseClient
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.make_conversations import joined, make_conversation, opened, says

pytestmark = pytest.mark.django_db
PLACES = [("noord", Decimal(50)), ("zuid", Decimal(50))]


def asking(options=PLACES, *, kind=About.PLACE, source="Telling"):
    return Asking(kind, "Waar woon je?", options, source)


def asked(*askings):
    """An open conversation in which these things are asked, with the keys of the answers."""
    made = make_conversation()
    for each in askings:
        actions.ask_about(conversation=made, asking=each, by=None, at=NOON)
    opened(made)
    return made, list(queries.about_questions_of(made))


def speak(made, people, *, value, answers):
    """So many people who vote on the first statement and tell these answers."""
    for _each in range(people):
        someone = joined(made)
        says(someone, 0, value)
        actions.tell_about(chosen=answers, by=someone, at=NOON)


def north_and_south(*, north=30, south=10, silent=0):
    """The worked example: 18 of 30 in the north agree, 2 of 10 in the south."""
    made, (question,) = asked(asking())
    first, last = (each.pk for each in question.options.all())
    for place, people, agree in ((first, north, 18), (last, south, 2)):
        speak(made, agree, value=1, answers={question.pk: place})
        speak(made, people - agree, value=-1, answers={question.pk: place})
    speak(made, silent, value=1, answers={})
    kept = actions.renew_map(conversation=made, by=None, at=NOON)
    return made, kept


def spoke(made, kept, *, is_over):
    texts = dict(queries.shown_statements(made).values_list("number", "text"))
    questions = list(queries.about_questions_of(made))
    return analyses.who_spoke(kept.speaking, questions, texts, is_over=is_over)


def test_the_worked_example_comes_out_at_the_end_and_not_before():
    made, kept = north_and_south()
    before, after = (spoke(made, kept, is_over=over) for over in (False, True))
    assert before.weighted is None
    (row,) = after.weighted.statements
    assert (row.plain, row.weighted) == (50, 40)
    assert (after.weighted.counted, after.weighted.effective, after.weighted.deff) == (40, 30, 1.33)
    (heard,) = after.questions
    assert (heard.least.label, heard.least.part, heard.least.share) == ("zuid", 25, 50)


def test_while_people_vote_they_are_counted_down_in_fives():
    made, kept = north_and_south(north=33, south=14)
    counts = [
        [group.people for group in spoke(made, kept, is_over=over).questions[0].groups]
        for over in (False, True)
    ]
    assert counts == [[30, 10], [33, 14]]


@pytest.mark.parametrize(
    ("south", "silent", "told"),
    [
        (10, 0, [30, 10]),
        (10, 7, [30, 10]),
        (4, 0, [None, None]),  # 34 on the map less 30 would be the four
        (4, 2, [30, None]),  # six stand for who is left out
        (10, 3, [30, None]),  # three who kept silent would follow from the rest
    ],
)
def test_no_number_of_fewer_than_five_can_be_worked_out(south, silent, told):
    _made, kept = north_and_south(south=south, silent=silent)
    assert kept.speaking["questions"][0]["told"] == told


def test_a_statement_on_which_few_voted_without_weight_is_left_out():
    _made, kept = north_and_south(silent=4)
    assert kept.speaking["weighted"]["statements"] == []
    _made, kept = north_and_south(silent=5)
    assert len(kept.speaking["weighted"]["statements"]) == 1


def test_it_cannot_be_said_where_a_group_hardly_speaks():
    made, kept = north_and_south(south=4)
    found = spoke(made, kept, is_over=True)
    assert (found.weighted.statements, "minder dan vijf" in found.weighted.why_not) == ((), True)


def test_a_statement_taken_out_leaves_the_weighted_view_at_once():
    made, _kept = north_and_south()
    for person in made.participants.all():
        says(person, 1, 1)
    both = actions.renew_map(conversation=made, by=None, at=NOON)
    assert both.speaking["weighted"]["statements"] == [[0, 50, 40], [1, 100, 100]]
    statement = queries.statements_of(made).get(number=0)
    type(statement).objects.filter(pk=statement.pk).update(state="refused", reason="x")
    type(both).objects.update(pages={})
    again = actions.renew_map(conversation=made, by=None, at=NOON)
    weighted = again.speaking["weighted"]
    assert (weighted["statements"], weighted["counted"]) == ([[1, 100, 100]], 40)


@pytest.mark.parametrize(
    "wrong",
    [
        asking([("noord", Decimal(50)), ("zuid", Decimal(40))]),
        asking([("noord", Decimal(50)), ("zuid", None)]),
        asking(source=""),
    ],
)
def test_shares_that_do_not_hold_are_refused(wrong):
    with pytest.raises(AskedAlready):
        actions.ask_about(conversation=make_conversation(), asking=wrong, by=None, at=NOON)


def test_what_is_asked_is_fixed_once_people_can_take_part():
    made, (question,) = asked(asking())
    leader = make_person()
    with pytest.raises(AskedAlready):
        actions.ask_about(conversation=made, asking=asking(kind=About.AGE), by=None, at=NOON)
    with pytest.raises(actions.NotForYou):
        actions.drop_about(question=question, by=leader, at=NOON)
    assert made.about_questions.count() == 1


def test_an_answer_is_changed_taken_back_and_goes_with_who_leaves():
    made, (question,) = asked(asking())
    first, last = (each.pk for each in question.options.all())
    someone = joined(made)
    lines = AuditEvent.objects.count()
    for chosen in (first, last):
        actions.tell_about(chosen={question.pk: chosen}, by=someone, at=NOON)
    assert AboutAnswer.objects.get().option_id == last
    actions.tell_about(chosen={question.pk: None}, by=someone, at=NOON)
    assert not AboutAnswer.objects.exists()
    actions.tell_about(chosen={question.pk: first}, by=someone, at=NOON)
    assert AuditEvent.objects.count() == lines
    actions.leave(make_map=make_map, by=someone, at=NOON)
    assert not AboutAnswer.objects.exists()


def test_an_answer_of_another_conversation_is_not_kept():
    made, (question,) = asked(asking())
    _other, (elsewhere,) = asked(asking())
    theirs = elsewhere.options.first().pk
    someone = joined(made)
    actions.tell_about(chosen={question.pk: theirs, elsewhere.pk: theirs}, by=someone, at=NOON)
    assert not AboutAnswer.objects.exists()


def test_who_leads_asks_and_sees_who_is_heard_least(signed_in, time_machine):
    time_machine.move_to(NOON, tick=False)
    leader = make_person()
    ours = make_party("Ons", person=leader, role=Role.MANAGER)
    made = make_conversation(make_collaboration(ours, make_party("Zij")))
    address = reverse("conversations:who_speaks", args=[made.collaboration.slug, made.pk])
    browser = signed_in(leader)
    lines = "noord; 50\nzuid; 50,0%"
    given = {"kind": "place", "text": "Waar woon je?", "options": lines, "shares_from": "Telling"}
    assert browser.post(address, given | {"options": "noord; veel\nzuid"}).status_code == 409
    assert browser.post(address, given).url == address
    assert "noord (50%)" in browser.get(address).text
    _made, token = opened(made)
    question = made.about_questions.get()
    first, last = (each.pk for each in question.options.order_by("number"))
    speak(made, 20, value=1, answers={question.pk: first})
    speak(made, 5, value=-1, answers={question.pk: last})
    actions.renew_map(conversation=made, by=None, at=NOON)
    assert "Het minst horen we: zuid." in browser.get(address).text
    assert "Gewogen" not in browser.get(address).text
    Conversation.objects.filter(pk=made.pk).update(state="closed", closed_at=NOON)
    assert "ontwerpeffect" in browser.get(address).text
    assert token


def test_who_takes_part_tells_it_on_a_page_of_their_own(time_machine):
    time_machine.move_to(NOON, tick=False)
    made, (question,) = asked(asking())
    key = actions.join(conversation=made, key="mijn sleutel", by=None, at=NOON)
    browser = HouseClient()
    browser.post(reverse("conversations:resume", args=[made.pk, key]))
    address = reverse("conversations:about_you", args=[made.pk])
    assert "Over jou" in browser.get(reverse("conversations:vote", args=[made.pk])).text
    last = question.options.last().pk
    assert browser.post(address, {str(question.pk): last}).status_code == 302
    assert AboutAnswer.objects.get().option_id == last
    assert f'value="{last}" selected' in browser.get(address).text
    browser.post(address, {str(question.pk): ""})
    assert not AboutAnswer.objects.exists()
