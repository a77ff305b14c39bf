"""Someone whose name stands in every field that can hold one: erased, and found nowhere after."""

import logging
import tomllib
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samenspel.agreements.actions import Said, answer_balance, say_farewell
from samenspel.agreements.choices import Again, Feeling
from samenspel.agreements.models import BalanceRound, Ending
from samenspel.collaborations.models import Party
from samenspel.conversations.choices import ActState
from samenspel.conversations.models import SharedGoal
from samenspel.decisions.models import Declaration, Tally, VoteElsewhere
from samenspel.evaluation.actions import ask_evaluator
from samenspel.evaluation.models import Evaluation
from samenspel.meaning import actions as meaning
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import Invitation, Scan, TalkAgreement
from samenspel.meaning.tasks import mail_message
from samenspel.people import actions
from samenspel.people.models import User
from samenspel.platform import audit, personal
from samenspel.platform.models import StuckTask
from samenspel.registers.models import PrivacyRequest, RightsReview
from tests.people.test_my_data import every_file, every_table
from tests.permissions.world import make_world
from tests.platform.test_retries import work

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
MARK = "zebravink"
ADDRESS = f"{MARK}@voorbeeld.example"
POLICY = tomllib.loads((site.DOCS / "data-policy.toml").read_text("utf-8"))
# Which of several texts: those that others wrote about someone stay, and the page says so.
NAMES = {"name": f"Ada {MARK}", "owner": f"Ada {MARK}", "email": ADDRESS, "contact": ADDRESS}
OF_CHOICES = {"language", "type", "kind", "role", "rhythm", "provider", "text", "answer", "actor"}


def ties():
    """Every way in which a row hangs on a person, in every context."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is get_user_model()
    ]


def plant(person):
    """Let a row of every kind hang on this person, and write the mark wherever it can stand."""
    missing = {model._meta.label for model, _field in ties() if not model.objects.exists()}
    assert missing == set()  # a new tie needs a row
    for model, field in ties():
        rows = model.objects.filter(**{field.name: person})
        if not rows.exists():
            first = model.objects.order_by("pk").first()
            if field.many_to_many:
                getattr(first, field.name).add(person)
            else:
                model.objects.filter(pk=first.pk).update(**{field.name: person})
        _mark(model, rows.values_list("pk", flat=True)[:1])
    for model in (Invitation, PrivacyRequest, TalkAgreement):
        _mark(model, model.objects.order_by("pk").values_list("pk", flat=True)[:1])


def _mark(model, keys):
    """In the texts of these rows that say something about a person."""
    classes = POLICY[model._meta.label]["fields"]
    texts = {
        field.name: NAMES.get(field.name, f"{MARK} {field.name}"[: field.max_length or 99])
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, JSONField)
        and classes[field.name] == "personal"
        and field.name not in OF_CHOICES
        and not field.choices
    }
    if texts:
        model.objects.filter(pk__in=list(keys)).update(**texts)


@pytest.fixture
def marked(settings):
    settings.ACCOUNT_RATE_LIMITS = {}  # as in production: what is counted is kept as well
    cache.clear()
    world = make_world("numbers")
    party = Party.objects.get(pk=world.arguments["party_id"])
    person = User.objects.get(representations__party=party, representations__role="manager")
    User.objects.filter(pk=person.pk).update(name=NAMES["name"], email=ADDRESS)
    person.refresh_from_db()
    scan = Scan.objects.get(pk=world.arguments["scan_id"])
    meaning.tell_speakers(scan=scan, kind=MessageKind.REVEALED, mail=mail_message, by=None,
                          at=timezone.now())  # fmt: skip
    _rows_that_the_world_lacks(world, party, person, scan)
    plant(person)
    Client().post(reverse("account_request_login_code"), {"email": ADDRESS})  # half way in
    report = [world.arguments["slug"], scan.pk, "rapport.html"]
    page = world.clients["T"].get(reverse("meaning:scan_document", args=report))
    assert MARK in page.text  # who sees to an agreement; the file is kept to be given again
    assert documents(settings)
    return person


def documents(settings):
    """The files of documents that are kept; compressed, so that no mark can be looked for."""
    return [path for path in settings.CACHES["documents"]["LOCATION"].rglob("*") if path.is_file()]


def _rows_that_the_world_lacks(world, party, person, scan):
    now = timezone.now()
    RightsReview.objects.create(people=1, reviewed_at=now)
    person.consents.create(text="account", version="2026", given_at=now)
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    scan.talk.words.create(concept="woord1", notes="Zo dus.", written_at=now)
    scan.collaboration.phase_notes.create(
        phase="development", evidence="Een plan.", reached_on=now.date(), noted_at=now
    )
    asked = BalanceRound.objects.get(pk=world.arguments["round_id"])
    answer_balance(balance_round=asked, party=party, feeling=Feeling.choices[0][0], because="",
                   by=person, at=now)  # fmt: skip
    said = Said(recognises=True, again=Again.choices[0][0])
    ending = Ending.objects.get(pk=world.arguments["ending_id"])
    say_farewell(ending=ending, said=said, party=party, by=person, at=now)
    goal = SharedGoal.objects.get(conversation=world.arguments["conversation_id"])
    goal.acts.create(text="Tien banken", state=ActState.ACCEPTED, made_by=person, made_at=now)
    tally = Tally.objects.get(decision=world.arguments["decision_id"])
    going, elector = tally.decision.rounds.get(), tally.decision.electors.first()
    going.remarks.create(kind="question", words="Wie?", said_by=person, said_at=now, answer="Wij",
                         answered_by=person, answered_at=now)  # fmt: skip
    going.nominations.create(elector=elector, turn="changes", nominee=person, why="Kan het",
                                   given_at=now)  # fmt: skip
    going.stances.create(elector=elector, position="consent", given_by=person, given_at=now)
    VoteElsewhere.objects.create(
        decision=tally.decision, address="https://stemmen.example/1", result="A, B",
        result_name="uitslag.csv", result_digest="0" * 64, brought_in_by=person, brought_in_at=now,
    )  # fmt: skip
    tally.contests.update(settled_by=person, settled_at=now, answer="Het klopt")
    Declaration.objects.create(tally=tally, verdict="adopted", declared_by=person, declared_at=now)
    evaluation = Evaluation.objects.get(pk=world.arguments["evaluation_id"])
    ask_evaluator(evaluation=evaluation, name="Ada", email="ada@buiten.example", party=party,
                  by=None, at=now)  # fmt: skip


def found(settings):
    return [each for each in (*every_table(), *every_file(settings)) if MARK in each]


def test_no_table_no_file_no_task_and_no_log_holds_the_mark_afterwards(
    marked, settings, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    tables = {each.partition(":")[0] for each in found(settings)}
    assert len(tables) >= 9, tables  # it could have been seen
    hanging = [model.objects.filter(**{field.name: marked}).exists() for model, field in ties()]
    assert all(hanging)
    alias, key = audit.alias_of(marked), marked.pk
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=marked, by=marked, at=timezone.now())
    assert found(settings) == []
    assert documents(settings) == []
    assert MARK not in caplog.text
    for model, field in ties():
        assert not model.objects.filter(**{field.name: key}).exists(), model
    check = audit.verify()
    assert (check.is_whole, check.length > 20) == (True, True)
    assert str(alias) in str(list(every_table()))  # the lines stay, and lead to nobody
    assert not apps.get_model("platform", "ActorAlias").objects.filter(alias=alias).exists()


def test_letters_that_wait_for_someone_erased_go_nowhere_and_fail_nothing(marked, mailoutbox):
    assert DBTaskResult.objects.ready().count() > 3
    stuck = StuckTask.objects.count()
    mailoutbox.clear()
    actions.erase(person=marked, by=marked, at=timezone.now())
    work()
    (last,) = [letter for letter in mailoutbox if ADDRESS in letter.to]
    assert last.subject == "Je gegevens in Samenspel zijn gewist"
    assert not DBTaskResult.objects.failed().exists()
    assert StuckTask.objects.count() == stuck


def test_totals_of_everyone_stay_as_they_were(marked):
    kept = {
        model: model.objects.count()
        for model in (apps.get_model("meaning", name)
                      for name in ("ScanResult", "Answer", "WordAnswer", "Respondent"))
    }  # fmt: skip
    outcome = list(
        apps.get_model("meaning", "ScanResult").objects.values_list("payload", "context")
    )
    actions.erase(person=marked, by=marked, at=timezone.now() + timedelta(days=1))
    assert {model: model.objects.count() for model in kept} == kept
    after = list(apps.get_model("meaning", "ScanResult").objects.values_list("payload", "context"))
    assert after == outcome


def test_whoever_is_told_what_is_kept_reads_every_text_that_bears_their_name(marked):
    told = str(personal.as_document(personal.told(marked)))
    assert told.count(MARK) >= 8
