"""Someone who took part in scans in every way there is: told in full, erased, totals kept."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.models import (
    Answer,
    GroupLink,
    Invitation,
    Respondent,
    Scan,
    ScanSide,
    Talk,
    WordAnswer,
)
from samenspel.people import actions as people
from samenspel.people.models import User
from samenspel.platform import audit, personal, retention
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_scans import LATER, accept_all, answer, answered_by, ask, make_open, sides_of
from tests.people.test_my_data import every_file, every_table

pytestmark = pytest.mark.django_db
MARK = "zebravink"
HERE = {"meaning", "collaborations"}


@pytest.fixture
def marked():
    """Someone who made, invited, accepted, withheld, and was asked and answered herself."""
    person = make_person(f"Ada {MARK}")
    User.objects.filter(pk=person.pk).update(email=f"{MARK}@voorbeeld.example")
    person.refresh_from_db()
    ours, theirs = make_party("Ons", person=person, role=Role.MANAGER), make_party("Zij")
    collaboration = make_collaboration(ours, theirs)
    first = answered_by(make_open(ours, theirs, collaboration=collaboration))
    actions.make_group_link(side=sides_of(first)[0], by=person, at=NOON)
    Scan.objects.filter(pk=first.pk).update(made_by=person, brought_in_by_person=None)
    Invitation.objects.filter(side=sides_of(first)[0]).update(added_by=person)
    accept_all(first)
    Talk.objects.filter(scan=first).update(numbers_by=person)
    word = {"concept": "woord1", "notes": "Zo dus.", "written_at": NOON}
    first.talk.words.create(written_by=person, **word)
    agreed = {"what": "Bellen", "due_on": NOON.date(), "made_at": NOON}
    first.talk.agreements.create(written_by=person, **agreed)
    first.talk.agreements.create(owner=person.name, **agreed)
    first.messages.create(kind="revealed", person=person)
    second = make_open(ours, theirs, collaboration=collaboration)
    ScanSide.objects.filter(scan=second, party=ours).update(withheld_at=LATER, withheld_by=person)
    brought = {"brought_in_by": ours, "brought_in_by_person": person, "origin": "brought_in"}
    Scan.objects.create(
        collaboration=collaboration, title="Gebracht", made_on=NOON.date(),
        state="revealed", **brought,
    )  # fmt: skip
    collaboration.phase_notes.create(
        phase="development",
        evidence="Een plan.",
        reached_on=NOON.date(),
        noted_by=person,
        noted_at=NOON,
    )
    ours.invitations.create(
        email="bo@voorbeeld.example", role=Role.MANAGER, token_hash="x", made_at=NOON,
        expires_at=timezone.now() + timedelta(days=7), invited_by=person,
    )  # fmt: skip
    return person, first, second


def invited(person, side):
    """An invitation to this person's address, and their answers."""
    invitation = side.invitations.create(name=person.name, email=person.email)
    answer(invitation, own_words=f"zei {MARK}")
    return invitation


def ties():
    """Every way in which a row of these contexts hangs on a person."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model._meta.app_label in HERE
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is get_user_model()
    ]


@pytest.mark.parametrize(("model", "field"), ties(), ids=lambda v: getattr(v, "__name__", v))
def test_someone_is_told_of_every_row_that_hangs_on_them(marked, model, field):
    person, _first, _second = marked
    hanging = model.objects.filter(**{field: person})
    assert hanging.exists()  # a new tie needs a row in the fixture above
    before = personal.as_document(personal.told(person))
    hanging.update(**{field: make_person()})
    assert personal.as_document(personal.told(person)) != before


def found(settings):
    return [each for each in (*every_table(), *every_file(settings)) if MARK in each]


def test_erasing_leaves_nothing_and_keeps_the_outcome(marked, settings):
    person, first, second = marked
    invited(person, sides_of(second)[0])
    outcome = first.result.payload
    kept = Answer.objects.filter(word_answer__respondent__side__scan=first).count()
    assert len(found(settings)) == 4  # it could have been seen
    people.erase(person=person, by=person, at=NOON)
    assert found(settings) == []
    first.refresh_from_db()
    assert first.result.payload == outcome
    assert Answer.objects.filter(word_answer__respondent__side__scan=first).count() == kept
    assert audit.verify().is_whole


def test_answers_go_with_the_person_while_people_can_answer(marked):
    person, _first, second = marked
    invited(person, sides_of(second)[0])
    ((other, _token),) = ask(sides_of(second)[0], "Ander")
    answer(other)
    people.erase(person=person, by=person, at=NOON)
    (kept,) = Respondent.objects.filter(side__scan=second, word_answers__isnull=False).distinct()
    assert kept == queries.respondent_of(other)
    (shell,) = Respondent.objects.filter(side__scan=second).exclude(pk=kept.pk)
    assert (shell.link_key, shell.wave_tag, shell.agrees_to_small_group) == ("", "", False)


def test_after_the_end_they_stay_so_that_nobody_can_be_subtracted(marked):
    person, _first, second = marked
    invited(person, sides_of(second)[0])
    people.erase(person=person, by=person, at=LATER)
    assert Respondent.objects.filter(side__scan=second).count() == 1
    assert not Invitation.objects.filter(email=person.email).exists()


def test_whom_a_scan_asked_is_forgotten_a_year_and_a_half_after_the_last_day(marked):
    _person, first, _second = marked
    answers = Answer.objects.count()
    retention.delete_what_is_over_time(LATER + timedelta(days=540))
    assert Invitation.objects.filter(side__scan=first).exists()
    retention.delete_what_is_over_time(LATER + timedelta(days=550))
    assert not Invitation.objects.filter(side__scan=first).exists()
    assert not GroupLink.objects.exists()
    assert Answer.objects.count() == answers


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_privacy_page_says_how_long_everything_is_kept(client, language):
    page = client.get(reverse("platform:privacy"), headers={"accept-language": language}).text
    for said in {
        "nl": ("anderhalf jaar", "versie", "Autoriteit Persoonsgegevens"),
        "en": ("a year and a half", "version", "Data Protection Authority"),
    }[language]:
        assert said in page  # fmt: skip


@pytest.mark.parametrize("had_answered", [True, False])
def test_a_manager_does_not_learn_from_an_erasure_who_had_answered(marked, had_answered):
    """With four others who answered: the count is about to go over five, or did."""
    person, _first, second = marked
    side = sides_of(second)[0]
    for invitation, _token in ask(side, *(f"Ander {number}" for number in range(4))):
        answer(invitation)
    theirs = side.invitations.create(name=person.name, email=person.email)
    if had_answered:
        answer(theirs, agrees=True)
    other = speaker_of(sides_of(second)[1].party)

    def told(at=NOON):
        return [c.answered for c in queries.side_counts(second, person=other, at=at)]

    before = told()
    assert before == [5 if had_answered else 0, 0]
    people.erase(person=person, by=person, at=NOON)
    assert told() == before
    assert told(at=LATER) == [4, 0]  # from then on everything is exact


def test_erasing_ones_answers_moves_no_count_and_leaves_no_key(marked):
    _person, _first, second = marked
    side = sides_of(second)[0]
    *_others, (last, _token) = ask(side, *(f"Ander {number}" for number in range(5)))
    for invitation in side.invitations.all():
        answer(invitation)
    other = speaker_of(sides_of(second)[1].party)
    actions.erase_answers(by=last, at=NOON)
    (count, _theirs) = queries.side_counts(second, person=other, at=NOON)
    assert count.answered == 5
    assert WordAnswer.objects.filter(respondent__side=side).count() == 4
    assert queries.respondent_of(last) is None
    for each in sides_of(second):
        actions.agree_to_close(side=each, by=speaker_of(each.party), at=NOON)
    assert Respondent.objects.filter(side=side).count() == 4
