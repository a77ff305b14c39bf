"""Registers that the law asks for: their clocks, their reasons, and who may read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.people import actions as people
from samenspel.platform.together import told_together
from samenspel.registers import actions, queries
from samenspel.registers.choices import Answer, RequestKind
from samenspel.registers.models import Breach, PrivacyRequest, RightsReview, months_after
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_registers import make_breach, make_request

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 30), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 15), date(2027, 1, 15), date(2027, 3, 15)),
        (date(2028, 2, 29), date(2028, 3, 29), date(2028, 5, 29)),
        (date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 30)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(received, due, extended):
    asked = make_request(received)
    assert asked.due_on == due
    actions.extend(request=asked, reason="Veel dossiers.", by=make_person(), at=noon(due))
    asked.refresh_from_db()
    assert asked.due_on == extended


def test_the_day_after_the_month_is_too_late_to_take_longer_and_so_is_a_second_time():
    asked, by = make_request(date(2026, 1, 31)), make_person()
    with pytest.raises(actions.TooLateToExtend):
        actions.extend(request=asked, reason="x", by=by, at=noon(date(2026, 3, 1)))
    actions.extend(request=asked, reason="x", by=by, at=noon(date(2026, 2, 28)))
    with pytest.raises(actions.TooLateToExtend):
        actions.extend(request=asked, reason="x", by=by, at=noon(date(2026, 2, 28)))


def test_the_day_is_that_of_the_clock_here():
    """Half past eleven in the evening of UTC is the next day in Amsterdam."""
    asked = make_request(date(2026, 1, 31))
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    with pytest.raises(actions.TooLateToExtend):
        actions.extend(request=asked, reason="x", by=make_person(), at=late)


def test_taking_longer_and_refusing_need_a_reason_and_granting_does_not():
    asked, by = make_request(), make_person()
    with pytest.raises(actions.ReasonMissing):
        actions.extend(request=asked, reason="", by=by, at=NOON)
    with pytest.raises(actions.ReasonMissing):
        actions.answer(request=asked, answer=Answer.REFUSED, reason="", by=by, at=NOON)
    actions.answer(request=asked, answer=Answer.GRANTED, reason="", by=by, at=NOON)
    with pytest.raises(actions.AlreadyDone):
        actions.answer(request=asked, answer=Answer.GRANTED, reason="", by=by, at=NOON)


def test_the_database_holds_to_the_reasons_too():
    for fault in ({"extended_on": NOON.date()}, {"answered_at": NOON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_request(**fault)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_breach(reported_at=NOON, no_report_reason="x")


def test_a_request_of_tomorrow_cannot_have_come_in():
    with pytest.raises(actions.YetToCome):
        actions.note_request(
            kind=RequestKind.ACCESS, name="x", contact="", by=make_person(), at=NOON,
            received_on=NOON.date() + timedelta(days=1),
        )  # fmt: skip


@pytest.mark.parametrize(
    "noticed", [NOON, datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]
)
def test_the_clock_of_a_breach_is_72_hours_also_when_the_clock_here_is_moved(noticed):
    breach, by = make_breach(noticed), make_person()
    in_time = noticed + 72 * HOUR
    with pytest.raises(actions.ReasonMissing):
        actions.report_breach(
            breach=breach, people_told=False, late_reason="", by=by,
            at=in_time + timedelta(seconds=1),
        )  # fmt: skip
    actions.report_breach(breach=breach, people_told=True, late_reason="", by=by, at=in_time)
    breach.refresh_from_db()
    assert (breach.reported_at, breach.people_told_at, breach.is_open) == (in_time, in_time, False)
    with pytest.raises(actions.AlreadyDone):
        actions.close_breach(breach=breach, reason="x", by=by, at=in_time)


def test_not_reporting_needs_a_reason():
    breach = make_breach()
    with pytest.raises(actions.ReasonMissing):
        actions.close_breach(breach=breach, reason="", by=make_person(), at=NOON)
    actions.close_breach(breach=breach, reason="Versleuteld.", by=make_person(), at=NOON)
    assert not Breach.objects.get().is_open


@pytest.fixture
def administrator(signed_in):
    return signed_in(make_person("Beheer", is_staff=True))


def test_a_request_from_noting_to_answer_on_the_pages(administrator):
    with time_machine.travel(NOON, tick=False):
        given = {"kind": "erasure", "name": "Bo", "contact": "b@x.example",
                 "received_on": "2026-05-31"}  # fmt: skip
        where = administrator.post(reverse("registers:requests"), given).url
        assert "30 juni 2026" in administrator.get(where).text
        assert administrator.post(where, {"extend": "1", "reason": ""}).status_code == 422
        administrator.post(where, {"extend": "1", "reason": "Ingewikkeld."})
        assert "31 augustus 2026" in administrator.get(where).text
        assert administrator.post(where, {"answer": "refused", "reason": ""}).status_code == 422
        administrator.post(where, {"answer": "partly", "reason": "Deels."})
    assert PrivacyRequest.objects.get().answered_at == NOON


def test_a_term_that_has_passed_is_said(administrator):
    make_request(date(2026, 4, 30))
    make_breach(NOON - 73 * HOUR)
    with time_machine.travel(NOON, tick=False):
        assert "De termijn is voorbij" in administrator.get(reverse("registers:requests")).text
        assert "72 uur zijn voorbij" in administrator.get(reverse("registers:breaches")).text


def test_a_breach_from_noting_to_report_on_the_pages(administrator):
    with time_machine.travel(NOON, tick=False):
        given = {"kind": "secret", "what": "Lijst", "noticed_at": "2026-06-01T13:00"}
        where = administrator.post(reverse("registers:breaches"), given).url
        assert "4 juni 2026 13:00" in administrator.get(where).text
        administrator.post(where, {"people_told": "on", "reason": ""})
    assert Breach.objects.get().reported_at == NOON
    assert Breach.objects.get().noticed_at == NOON - HOUR


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_record_of_processing_is_whole_in_both_languages(administrator, language, settings):
    settings.CONTROLLER = "Stichting Voorbeeld, Straat 1"
    for each in queries.processing_record(language):
        said = (each.name, each.purpose, each.basis, each.persons, each.held, each.recipients,
                each.transfers, each.terms, each.measures)  # fmt: skip
        assert all(said)
    page = administrator.get(reverse("registers:processing"), headers={"Accept-Language": language})
    assert "Stichting Voorbeeld" in page.text
    file = administrator.get(reverse("registers:processing") + "?als=csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="verwerkingen.csv"'
    assert file.text.count("Stichting Voorbeeld") == len(queries.processing_record(language))


def test_a_name_that_a_spreadsheet_would_calculate_stays_text(administrator):
    make_person('=HYPERLINK("x")')
    file = administrator.get(reverse("registers:rights") + "?als=csv").text
    assert "\"'=HYPERLINK" in file


def test_a_manager_sees_the_own_party_and_nothing_of_another(signed_in):
    ours, theirs = make_party("Ons", role=Role.MANAGER), make_party("Zij")
    both = speaker_of(ours)
    theirs.representations.create(person=both, role=Role.REPRESENTATIVE)
    page = signed_in(both).get(reverse("registers:party_rights", args=[ours.pk])).text
    assert both.email in page
    assert speaker_of_only(theirs, both).email not in page
    assert "Zij" not in page
    assert (
        signed_in(both).get(reverse("registers:party_rights", args=[theirs.pk])).status_code == 404
    )


def speaker_of_only(party, but):
    return party.representations.exclude(person=but).get().person


def test_going_through_rights_is_noted_with_the_day_of_the_next_time(administrator, signed_in):
    ours = make_party("Ons", role=Role.MANAGER)
    with time_machine.travel(NOON, tick=False):
        administrator.post(reverse("registers:rights"))
        signed_in(speaker_of(ours)).post(reverse("registers:party_rights", args=[ours.pk]))
    assert queries.next_review_on(None) == date(2026, 9, 1)
    assert queries.next_review_on(ours) == date(2027, 6, 1)
    assert RightsReview.objects.count() == 2


def test_who_is_erased_leaves_a_request_without_name():
    person = make_person()
    make_request(
        name=person.name, contact=person.email.upper(), extended_on=date(2026, 6, 1),
        extension_reason="Ada was op reis.", answer_reason="Ada vroeg dit eerder.",
    )  # fmt: skip
    assert [row["kind"] for row in told_together(queries.requests_told(person))[0]] == [
        "te laten zien (artikel 15)"
    ]
    people.erase(person=person, by=person, at=NOON)
    kept = PrivacyRequest.objects.get()
    assert (kept.name, kept.contact, kept.received_on) == ("", "", date(2026, 5, 31))
    assert (kept.extension_reason, kept.answer_reason) == ("…", "")


@pytest.mark.parametrize("many", [1, 30])
def test_the_review_asks_as_much_for_many_as_for_one(
    administrator, many, django_assert_num_queries
):
    for n in range(many):
        make_party(f"Partij {n}")
    with django_assert_num_queries(7):
        administrator.get(reverse("registers:rights"))


def test_months_are_counted_over_the_year():
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)
