"""Lists whose SQL is written once: the rows of the plain list, for whoever asks and whenever."""

import importlib
import pkgutil
from datetime import date, datetime, timedelta
from inspect import signature
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

import samenspel
from samenspel.collaborations.models import Collaboration, Participation, Party, PhaseNote
from samenspel.conversations.models import Conversation
from samenspel.people.models import User
from samenspel.platform.as_column import column_of
from samenspel.platform.prepared import Prepared, prepared
from samenspel.platform.together import ask_together
from tests.make import NOON, make_collaboration, make_party, make_person
from tests.permissions.world import make_world
from tests.platform.test_together import shown

pytestmark = pytest.mark.django_db
WITH_ROWS = (
    50  # at least, of the lists of the product, for somebody in a world with one of everything
)
DAY = timedelta(days=1)


@prepared
def noted(person: User, until: datetime, since: date):
    return PhaseNote.objects.filter(
        noted_by=person, noted_at__lte=until, reached_on__gte=since
    ).order_by("pk")


def note(person, *, days=0):
    here = Collaboration.objects.first() or make_collaboration(make_party(), make_party())
    at = NOON - days * DAY
    return PhaseNote.objects.create(
        collaboration=here,
        phase="conduct",
        evidence="x",
        noted_by=person,
        noted_at=at,
        reached_on=at.date(),
    )


def rows_of(question):
    ask_together(question)
    return list(question)


def prepared_lists():
    """Every prepared list of the product, by its name."""
    found = {}
    for each in pkgutil.walk_packages(samenspel.__path__, "samenspel."):
        if ".queries" in each.name or ".views" in each.name:
            for value in vars(importlib.import_module(each.name)).values():
                for one in value.values() if isinstance(value, dict) else [value]:
                    if isinstance(one, Prepared):
                        found[one.build.__module__, one.build.__qualname__] = one
    return found


def done_by(*people):
    """Let these people in turn have made, written and decided what nobody did."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is User and field.null and "by" in field.name.split("_"):
                nobodys = model._base_manager.filter(**{field.name: None})
                for n, key in enumerate(list(nobodys.values_list("pk", flat=True))):
                    by = {field.name: people[n % len(people)]}
                    model._base_manager.filter(pk=key).update(**by)


def values_of(question, given):
    """What this list is given, by the names that it has for it."""
    named = signature(question.build).parameters.values()
    many = [one.kind is one.VAR_POSITIONAL for one in named]
    found = [given[one.name] for one in named]
    return [*found[: len(found) - sum(many)], *(found[-1] if any(many) else ())]


def test_every_prepared_list_gives_the_rows_of_the_plain_list_to_each_who_asks():
    world, lists, now = make_world("numbers"), prepared_lists(), timezone.now()
    people = [
        User.objects.get(pk=world.clients[letter].session["_auth_user_id"]) for letter in "TMP"
    ]
    done_by(*people[:2])
    here = [Collaboration.objects.get(slug=world.arguments["slug"]), make_collaboration()]
    told, talk = set(), Conversation.objects.order_by("pk").last()
    voters = list(talk.participants.order_by("pk"))
    for n, person in enumerate(people):
        voter = voters[n % len(voters)]
        at = now + n * 400 * DAY
        given = {
            "person": person, "email": person.email, "collaboration": here[n // 2], "shown": here,
            "conversation": talk, "participant": voter, "key_hash": voter.key_hash,
            "at": at, "day": at.date() - 400 * DAY,
            "begins": at.date(), "ends": at.date() + 400 * DAY,
        }  # fmt: skip
        asked = {
            name: (each(*values), list(each.build(*values)))
            for name, each in lists.items()
            for values in [values_of(each, given)]
        }
        ask_together(*(question for question, _plain in asked.values()))
        for name, (question, plain) in asked.items():
            assert [shown(row) for row in question] == [shown(row) for row in plain], name
            told |= {name} if plain else set()
    assert len(told) >= WITH_ROWS, sorted(set(lists) - told)


def test_whoever_asks_and_whenever_gets_their_own_rows(django_assert_num_queries):
    bo, mo = make_person("Bo"), make_person("Mo")
    of_bo, earlier, of_mo = note(bo), note(bo, days=9), note(mo)
    long_ago = NOON.date() - 99 * DAY
    assert rows_of(noted(bo, NOON, long_ago)) == [of_bo, earlier]
    assert rows_of(noted(mo, NOON, long_ago)) == [of_mo]
    assert rows_of(noted(bo, NOON - DAY, long_ago)) == [earlier]
    assert rows_of(noted(bo, NOON, NOON.date())) == [of_bo]
    assert rows_of(noted(bo, NOON, long_ago).first(1)) == [of_bo]
    both = noted(bo, NOON, long_ago), noted(mo, NOON, long_ago)
    with django_assert_num_queries(1):
        ask_together(*both)
    assert [list(each) for each in both] == [[of_bo, earlier], [of_mo]]


def test_words_are_looked_for_as_they_are_whatever_their_capitals():
    @prepared
    def sought(email: str, name: str):
        return User.objects.filter(email__iexact=email, name=name).order_by("pk")

    odd = "b_%o\\@Voorbeeld.example"
    bo, other = make_person("Bo"), make_person("Bo")
    User.objects.filter(pk=bo.pk).update(email=odd)
    User.objects.filter(pk=other.pk).update(email="bxxo\\@voorbeeld.example")
    for email in (odd, odd.upper()):
        assert rows_of(sought(email, "Bo")) == [bo]
    assert rows_of(sought(other.email, "bo")) == rows_of(sought("", "Bo")) == []


def test_of_another_number_of_things_the_sql_is_another():
    @prepared
    def some(*people: User):
        return PhaseNote.objects.filter(noted_by__in=people).order_by("pk")

    bo, mo = make_person("Bo"), make_person("Mo")
    one, two = note(bo), note(mo)
    assert rows_of(some(bo)) == [one]
    assert rows_of(some(bo, mo)) == rows_of(some(mo, bo)) == [one, two]
    assert rows_of(some(mo)) == [two]


def test_the_sql_is_written_once_for_everybody():
    written = []

    @prepared
    def counted(person: User):
        written.append(person)
        return PhaseNote.objects.filter(noted_by=person)

    for person in (make_person("Bo"), make_person("Mo")):
        rows_of(counted(person))
    assert len(written) == 2  # for two readers who do not exist
    assert not User.objects.filter(pk__in=[each.pk for each in written])
    rows_of(counted(make_person("Jo")).first(3))
    assert len(written) == 2


def test_things_are_given_by_their_place_and_rows_are_there_once_asked():
    with pytest.raises(TypeError, match="by their place"):
        noted(make_person(), NOON, since=NOON.date())
    with pytest.raises(RuntimeError, match="before it is asked"):
        list(noted(make_person(), NOON, NOON.date()))


def test_words_in_the_sql_are_those_of_the_language_of_who_asks():
    @prepared
    def spoken(person: User):
        mine = User.objects.filter(pk=person.pk)
        return mine.annotate(says=Value(_("Answer"))).values_list("says", flat=True)

    bo = make_person()
    for language, word in (("nl", "Antwoorden"), ("en", "Answer"), ("nl", "Antwoorden")):
        with override(language):
            assert rows_of(spoken(bo)) == [_("Answer")]
            assert (_("Answer") == "Answer") == (word == "Answer")


def test_another_database_gets_sql_of_its_own(monkeypatch):
    bo, asked = make_person(), prepared(lambda person: PhaseNote.objects.filter(noted_by=person))
    rows_of(asked(bo))
    assert [key[0] for key in asked._known] == ["default"]
    monkeypatch.setitem(connections.settings, "other", connections.settings["default"])
    monkeypatch.setitem(vars(connection), "_alias", "other")
    try:
        asked.column_for([bo], most=None)
    finally:
        connections["other"].close()
        del connections["other"]
    assert [key[0] for key in asked._known] == ["default", "other"]


def test_threads_share_the_sql_and_nothing_that_changes():
    people = [make_person(f"P{n}") for n in range(4)]
    made, start = {}, Barrier(len(people))

    def ask(person):
        start.wait()
        columns = [noted(person, NOON, NOON.date()).column() for _n in range(100)]
        made[person.pk] = columns, connections["default"]
        connections["default"].close()

    threads = [Thread(target=ask, args=[person]) for person in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    compilers = []
    for key, (columns, own) in made.items():
        numbers = {one for each in columns for one in each.values if isinstance(one, int)}
        assert numbers == {key}
        assert {id(each.compiler.connection) for each in columns} == {id(own)}
        compilers += [each.compiler for each in columns]
    assert len(made) == len(people)
    assert len({id(each) for each in compilers}) == 400
    assert len({id(own) for _columns, own in made.values()}) == len(people)


def test_what_is_used_of_django_without_its_promise_is_there():
    rows = Party.objects.filter(Exists(Participation.objects.filter(Q(party=OuterRef("pk")))))
    assert {
        "_result_cache",
        "_prefetch_done",
        "_prefetch_related_lookups",
        "_known_related_objects",
    } <= vars(rows).keys()
    compiler = column_of(rows).compiler
    assert {"connection", "select", "klass_info", "annotation_col_map"} <= vars(compiler).keys()
    assert callable(SQLCompiler.execute_sql)
    called = []
    given = QuerySet(Party)
    given.query.get_compiler = lambda **named: called.append(named) or compiler
    compiler.execute_sql = lambda **_named: [[]]
    assert list(given) == []
    assert called == [{"using": "default"}]
