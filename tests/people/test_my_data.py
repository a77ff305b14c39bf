"""What is kept about someone: told in full, erased in full; and nothing is kept too long."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samenspel.meaning.tasks import read_answer_file
from samenspel.people import actions
from samenspel.people.models import SignInLink, User
from samenspel.platform import (
    audit,
    jobs,
    letters,
    personal,
    post,
    retention,
    sealing,
    tasks,
    uploads,
)
from samenspel.platform.choices import LetterState
from samenspel.platform.mailing import SecretLetter
from samenspel.platform.models import ActorAlias, AuditEvent, Job, OutgoingLetter
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan
from tests.make_letters import work

pytestmark = pytest.mark.django_db
MARK = "zebravink"


def test_a_person_reads_words_and_a_program_reads_codes(signed_in):
    person = make_person()
    party = make_party("Ons", person=person)
    make_scan(make_collaboration(party), brought_in_by=party, brought_in_by_person=person,
              made_on=date(2026, 5, 1))  # fmt: skip
    job = Job(kind="test", owner=person, asked_at=NOON, request={"typed": {"title": MARK}})
    jobs.ask(job, task=read_answer_file)
    browser = signed_in(person)
    page = browser.get(reverse("people:my_data")).text
    for label, words in (
        ("Taal", "Nederlands"), ("Kan inloggen", "ja"), ("Wat je invulde", MARK),
        ("Wanneer", "1 mei 2026"),
    ):  # fmt: skip
        assert f"<dt>{label}</dt><dd>{words}</dd>" in page
    kept = browser.get(reverse("people:my_data_file")).json()
    assert kept["account"][0]["language"] == "nl"
    assert kept["scans_brought_in"][0]["made_on"] == "2026-05-01"
    assert kept["jobs"][0]["typed"] == f'{{"title": "{MARK}"}}'


@pytest.fixture
def marked(settings, signed_in):
    """Someone whose every personal field says who they are; and their browser."""
    settings.DEMO = True
    person = make_person(f"Ada {MARK}", last_login=NOON)
    User.objects.filter(pk=person.pk).update(email=f"{MARK}@voorbeeld.example")
    person.refresh_from_db()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": MARK})
    person.consents.create(text="account", version="2026", given_at=NOON)
    actions.make_sign_in_link(person=person, is_reusable=True, by=person, at=NOON)
    party = make_party("Ons", person=person)
    make_scan(make_collaboration(party), brought_in_by=party, brought_in_by_person=person)
    job = Job(
        kind="test", owner=person, asked_at=NOON, request={"typed": {"title": MARK}}, error=MARK
    )
    jobs.ask(job, task=read_answer_file)
    DBTaskResult.objects.update(traceback=MARK)
    (settings.UPLOADS / str(job.pk)).mkdir(parents=True)
    (settings.UPLOADS / str(job.pk) / "answers.csv").write_text(MARK)
    post._keep(person.email, mail.EmailMessage(f"Dag {MARK}", "Hallo", to=[person.email]))
    client = signed_in(person)
    other = signed_in(person)
    pending = client.session
    assert (other.session.session_key, pending.session_key) != (None, None)
    return person, client


def every_table():
    """All that stands in the database, also where no model looks."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield from (f"{table}: {row}" for row in cursor.fetchall())
    yield from (json.dumps(session.get_decoded()) for session in Session.objects.all())


def every_file(settings):
    for folder in (settings.UPLOADS, settings.POST, settings.CACHES["documents"]["LOCATION"]):
        yield from (p.read_bytes().decode("latin-1") for p in folder.rglob("*") if p.is_file())


def found(settings):
    return [each for each in (*every_table(), *every_file(settings)) if MARK in each]


def test_someone_reads_everything_that_is_kept_and_takes_it_along(marked):
    _person, client = marked
    page = client.get(reverse("people:my_data")).text
    assert page.count(MARK) >= 5
    assert "Scans die je inbracht" in page
    file = client.get(reverse("people:my_data_file"))
    assert file.headers["Content-Disposition"].startswith("attachment")
    document = json.loads(file.content)
    assert document["account"][0]["email"] == f"{MARK}@voorbeeld.example"
    assert document["representations"] == [{"party": "Ons", "role": "vertegenwoordiger"}]
    assert [row["name"] for row in document["passkeys"]] == [MARK]
    assert document["jobs"][0]["typed"] == json.dumps({"title": MARK})
    assert document["trail"][0]["action"] == "people.sign_in_link_made"
    assert document["trail"][0]["what"] == "Een link gemaakt om mee in te loggen"


def test_what_nothing_is_kept_of_is_named_once_and_not_shown_as_empty(marked):
    _person, client = marked
    page = client.get(reverse("people:my_data")).text
    shown, _heading, nothing_of = page.partition("Waarvan we niets bewaren")
    assert "Groepslinks die je maakte" not in shown
    assert "Groepslinks die je maakte" in nothing_of
    assert "Waar je mee akkoord ging" in shown
    assert "Waar je mee akkoord ging" not in nothing_of


def test_much_of_one_kind_comes_in_parts_and_loses_nothing(signed_in):
    person = make_person("Ada Voorbeeld")
    person.jobs.bulk_create(
        Job(kind="meaning.bring_in_scan", owner=person, asked_at=NOON + timedelta(0, n),
            state="done", request={"typed": {"title": f"Bestand {n:03}"}})
        for n in range(130)
    )  # fmt: skip
    client = signed_in(person)
    path = reverse("people:my_data_of_one_kind", args=["jobs"])
    page = client.get(reverse("people:my_data")).text
    assert (page.count("Bestand "), f'href="{path}"' in page) == (20, True)
    told = [
        name for part in (1, 2, 3)
        for name in re.findall(r"Bestand \d{3}", client.get(path, {"pagina": part}).text)
    ]  # fmt: skip
    assert told == [f"Bestand {n:03}" for n in range(130)]
    document = json.loads(client.get(reverse("people:my_data_file")).content)
    assert len(document["jobs"]) == 130
    assert client.get(reverse("people:my_data_of_one_kind", args=["niets"])).status_code == 404


def test_nobody_reads_what_is_kept_about_another(marked, signed_in):
    page = signed_in(make_person("Bo")).get(reverse("people:my_data")).text
    assert MARK not in page


def test_everything_that_hangs_on_a_person_is_told():
    hang_on = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is get_user_model()
    }
    assert hang_on - personal.covered_models() == set()


def test_erasing_leaves_no_trace_and_keeps_totals_and_trail(
    marked, settings, caplog, django_capture_on_commit_callbacks
):
    person, client = marked
    assert len(found(settings)) == 7  # it could have been seen
    results = apps.get_model("meaning", "ScanResult").objects.count()
    alias = audit.alias_of(person)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("people:erase_me"), {"word": "wissen"}, follow=True)
    assert "Je bent gewist" in page.text
    assert found(settings) == []
    assert MARK not in caplog.text
    assert apps.get_model("meaning", "ScanResult").objects.count() == results
    assert AuditEvent.objects.filter(actor=alias, action="people.erased").count() == 1
    assert not ActorAlias.objects.filter(alias=alias).exists()
    assert audit.verify().is_whole
    work()
    assert [m.to for m in mail.outbox] == [[f"{MARK}@voorbeeld.example"]]
    assert not Session.objects.filter(session_key=client.session.session_key).exists()


def test_all_sessions_end(marked, signed_in):
    person, client = marked
    elsewhere = signed_in(person)
    client.post(reverse("people:erase_me"), {"word": "WISSEN"})
    assert elsewhere.get(reverse("people:my_data")).status_code == 302


@pytest.mark.parametrize("word", ["", "wis", "ja"])
def test_another_word_erases_nobody(marked, word):
    person, client = marked
    page = client.post(reverse("people:erase_me"), {"word": word})
    assert (page.status_code, User.objects.filter(pk=person.pk).exists()) == (422, True)


def test_the_last_letter_goes_once_and_its_address_with_it(marked):
    person, _client = marked
    letters.write(to=person.email, subject="Nog niet weg", text="", about=person)
    actions.erase(person=person, by=person, at=NOON)
    letter = OutgoingLetter.objects.get()
    assert MARK in sealing.unseal(letter.sealed_parts)
    work()
    letter.refresh_from_db()
    assert (letter.state, letter.sealed_parts) == (LetterState.SENT, "")
    assert isinstance(mail.outbox[-1], SecretLetter)  # so the demo shows it to nobody


def test_a_context_adds_what_it_keeps_and_how_to_erase_it(monkeypatch):
    kept = {"ada": "leaf"}
    monkeypatch.setattr(personal, "_holdings", {})
    holding = personal.Holding(
        title="Planted",
        labels={"what": "What"},
        tell=lambda _person: [{"what": kept.get("ada", "")}],
        models=(),
        erase=lambda _person, _at: kept.clear(),
    )
    personal.register("planted", holding)
    person = make_person()
    assert personal.told(person)[0].lines == [[("What", "leaf")]]
    assert personal.as_document(personal.told(person)) == {"planted": [{"what": "leaf"}]}
    actions.erase(person=person, by=person, at=NOON)
    assert kept == {}


def test_what_is_over_time_goes_and_the_rest_stays():
    person = make_person(last_login=NOON)
    for days in (1, 40):
        at = NOON - timedelta(days=days)
        actions.make_sign_in_link(person=person, is_reusable=False, by=None, at=at)
        Job.objects.create(kind=str(days), owner=person, asked_at=at, finished_at=at)
    Job.objects.create(kind="100", owner=person, asked_at=NOON, finished_at=NOON - timedelta(100))
    Job.objects.create(kind="open", owner=person, asked_at=NOON - timedelta(500))
    with time_machine.travel(NOON, tick=False):
        tasks.delete_what_is_over_time.func()
    assert SignInLink.objects.count() == 1
    assert set(Job.objects.values_list("kind", flat=True)) == {"1", "40", "open"}
    assert AuditEvent.objects.latest("position").action == "platform.over_time_deleted"


def test_who_signed_up_and_never_came_is_forgotten_after_a_week():
    for days, came in ((1, None), (8, None), (9, NOON)):
        person = make_person(str(days), last_login=came)
        given_at = NOON - timedelta(days=days)
        person.consents.create(text="account", version="2026", given_at=given_at)
    invited = make_person("invited")
    retention.delete_what_is_over_time(NOON)
    assert set(User.objects.values_list("name", flat=True)) == {"1", "9", invited.name}


def test_old_post_of_the_demo_is_burnt():
    with time_machine.travel(NOON - timedelta(days=8), tick=False):
        post._keep("ada@voorbeeld.example", mail.EmailMessage("old", ""))
    with time_machine.travel(NOON, tick=False):
        post._keep("ada@voorbeeld.example", mail.EmailMessage("new", ""))
        retention.delete_what_is_over_time(NOON)
    assert [letter.subject for letter in post.letters()] == ["new"]


@pytest.mark.parametrize("label", sorted(retention.terms()))
def test_a_term_counts_from_a_moment_that_exists(label):
    field, kept = retention.terms()[label]
    kind = apps.get_model(label)._meta.get_field(field).get_internal_type()
    assert (kind, kept > timedelta(0)) == ("DateTimeField", True)


def test_files_of_someone_elses_work_stay(marked, settings):
    person, _client = marked
    other = Job.objects.create(kind="x", owner=make_person(), asked_at=NOON)
    (settings.UPLOADS / str(other.pk)).mkdir()
    (settings.UPLOADS / str(other.pk) / "file.csv").write_text("x")
    actions.erase(person=person, by=person, at=NOON)
    assert uploads.path_of(str(other.pk)) is not None
