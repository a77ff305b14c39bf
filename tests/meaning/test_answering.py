"""Answering on a personal link: no account, one word on a page, and no way to peek."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions, queries
from samenspel.meaning.actions import GivenAnswer, ScanOver
from samenspel.meaning.models import Answer, Invitation, Respondent, Scan, WordAnswer
from tests.make import make_party, speaker_of
from tests.make_scans import answer, ask, make_draft, make_open, sides_of
from tests.meaning.answering import begin, filled, link, page

pytestmark = pytest.mark.django_db


def test_reading_the_link_writes_nothing_and_says_who_asks(client, invited, scan):
    text = client.get(link(invited[1])).text
    for said in ("Ons", "Ada Voorbeeld", "woord1, woord2", "minuten", "verzegeld"):
        assert said in text
    assert Respondent.objects.count() == 0
    assert client.cookies.get(f"answering_{scan.pk}") is None


def test_each_page_saves_and_leads_to_the_next(client, invited, scan):
    assert begin(client, invited[1]).url == page(scan, 1)
    assert client.post(page(scan, 1), filled(scan, 1)).url == page(scan, 2)
    done = reverse("meaning:answered", args=[scan.pk])
    assert client.post(page(scan, 2), filled(scan, 2)).url == done
    assert "je antwoorden zijn binnen" in client.get(done).text
    assert set(Answer.objects.filter(about=None).values_list("points", flat=True)) == {2}
    assert Answer.objects.exclude(about=None).count() == 4


def test_an_answer_is_shown_again_and_changed(client, invited, scan):
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    assert client.get(page(scan)).text.count("checked") == 5
    client.post(page(scan), filled(scan, own=7))
    assert WordAnswer.objects.count() == 1
    assert set(Answer.objects.filter(about=None).values_list("points", flat=True)) == {7}


def test_a_double_click_keeps_one_answer(client, invited, scan):
    begin(client, invited[1])
    begin(client, invited[1])
    for _ in range(2):
        client.post(page(scan), filled(scan))
    assert (Respondent.objects.count(), WordAnswer.objects.count()) == (1, 1)


def test_something_left_open_is_remarked_once_and_allowed(client, invited, scan):
    begin(client, invited[1])
    assert client.post(page(scan), filled(scan, importance="")).url == f"{page(scan)}?open=1"
    remark = client.get(f"{page(scan)}?open=1").text
    assert "Je liet iets open, en dat mag" in remark
    again = filled(scan, importance="", remarked="1")
    assert client.post(page(scan), again).url == page(scan, 2)
    assert WordAnswer.objects.get().importance is None


def test_no_idea_is_an_answer_and_keeps_no_guess(client, invited, scan):
    begin(client, invited[1])
    other = sides_of(scan)[1]
    said = filled(scan, **{f"no_idea_{other.pk}": "on"})
    assert client.post(page(scan), said).url == page(scan, 2)
    assert Answer.objects.exclude(about=None).count() == 0
    assert WordAnswer.objects.get().no_idea_about == [other.pk]


def test_a_skipped_word_keeps_nothing(client, invited, scan):
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    assert client.post(page(scan), filled(scan, is_skipped="on")).url == page(scan, 2)
    kept = WordAnswer.objects.get()
    assert (kept.is_skipped, kept.own_words, kept.importance) == (True, "", None)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("points", ["0", "8", "x", "4.5"])
def test_a_point_that_was_not_asked_is_refused_and_nothing_kept(client, invited, scan, points):
    begin(client, invited[1])
    response = client.post(page(scan), filled(scan, own=points))
    assert (response.status_code, WordAnswer.objects.count()) == (200, 0)
    assert "Kies een van de rondjes" in response.text


def test_a_scale_of_another_scan_is_refused(scan, invited):
    now = timezone.now()
    actions.begin_answering(agrees_to_small_group=False, by=invited[0], at=now)
    strange = make_open().words.get().scales.first()
    with pytest.raises(actions.AnswerOutOfRange):
        actions.save_answer(
            word=scan.words.first(), given=GivenAnswer(own={strange.pk: 3}), nonce="n",
            by=invited[0], at=now,
        )  # fmt: skip
    assert WordAnswer.objects.count() == 0


@pytest.mark.parametrize("point", [0, 8])
def test_a_point_beyond_the_line_is_refused_also_without_a_form(scan, invited, point):
    now, word = timezone.now(), scan.words.first()
    actions.begin_answering(agrees_to_small_group=False, by=invited[0], at=now)
    given = GivenAnswer(own={word.scales.first().pk: point})
    with pytest.raises(actions.AnswerOutOfRange):
        actions.save_answer(word=word, given=given, nonce="n", by=invited[0], at=now)
    assert WordAnswer.objects.count() == 0


def test_after_the_end_nothing_is_saved(client, invited, scan):
    begin(client, invited[1])
    Scan.objects.filter(pk=scan.pk).update(closes_at=timezone.now())
    response = client.post(page(scan), filled(scan))
    assert (response.status_code, WordAnswer.objects.count()) == (410, 0)
    assert "voorbij" in client.get(link(invited[1])).text


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda _asked, scan: Scan.objects.filter(pk=scan.pk).update(state="closed"), ScanOver),
        (lambda _asked, scan: Scan.objects.update(closes_at=scan.opened_at), ScanOver),
        (lambda _asked, scan: Invitation.objects.update(revoked_at=scan.opened_at), ScanOver),
        (lambda _asked, _scan: Respondent.objects.all().delete(), actions.NotBegun),
        (lambda _asked, _scan: None, None),
    ],
    ids=["closed", "over", "withdrawn", "erased", "nothing"],
)
def test_what_changed_since_the_page_was_read_is_seen_when_saving(invited, scan, change, refusal):
    asked, now = invited[0], timezone.now()
    actions.begin_answering(agrees_to_small_group=False, by=asked, at=now)
    saving = {"word": scan.words.first(), "given": GivenAnswer(), "nonce": "n", "by": asked}
    assert asked.side.scan.takes_answers(now)
    change(asked, asked.side.scan)
    with pytest.raises(refusal) if refusal else nullcontext():
        actions.save_answer(**saving, at=now)
    assert WordAnswer.objects.count() == (0 if refusal else 1)


def test_a_draft_says_that_one_can_answer_soon(client):
    draft = make_draft(closes_at=timezone.now() + timedelta(days=3))
    ((_invitation, token),) = ask(sides_of(draft)[0], "Ada", at=timezone.now())
    assert "binnenkort" in client.get(link(token)).text
    assert "binnenkort" in begin(client, token).text
    assert Respondent.objects.count() == 0


def test_a_withdrawn_link_opens_nothing_also_where_it_was_opened(client, invited, scan):
    begin(client, invited[1])
    speaker = speaker_of(sides_of(scan)[0].party)
    actions.withdraw_invitation(invitation=invited[0], by=speaker, at=timezone.now())
    assert client.get(link(invited[1])).status_code == 404
    assert client.get(page(scan)).status_code == 404
    assert client.post(page(scan), filled(scan)).status_code == 404


def test_a_new_link_replaces_the_earlier_one(client, invited, scan):
    speaker = speaker_of(sides_of(scan)[0].party)
    token = actions.make_personal_link(invitation=invited[0], by=speaker, at=timezone.now())
    assert client.get(link(invited[1])).status_code == 404
    assert client.get(link(token)).status_code == 200


def test_not_me_forgets_the_link_on_this_device(client, invited, scan):
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    client.post(reverse("meaning:not_me", args=[scan.pk]))
    assert client.get(page(scan)).status_code == 404
    begin(client, invited[1])  # the next one at this device does not see it either
    assert "wat ik bedoel" not in client.get(page(scan)).text


def test_a_cookie_of_another_scan_or_without_our_signature_opens_nothing(client, invited, scan):
    begin(client, invited[1])
    other = make_open()
    client.cookies[f"answering_{other.pk}"] = client.cookies[f"answering_{scan.pk}"].value
    assert client.get(page(other)).status_code == 404
    client.cookies[f"answering_{scan.pk}"] = f"{invited[0].pk}:nonce"
    assert client.get(page(scan)).status_code == 404


def test_the_cookie_is_kept_from_scripts_and_other_pages(client, invited, scan):
    cookie = begin(client, invited[1]).cookies[f"answering_{scan.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/u/")


def test_no_cache_keeps_a_page_of_someone_who_answers(client, invited, scan):
    begin(client, invited[1])
    for path in (link(invited[1]), page(scan), reverse("meaning:answered", args=[scan.pk])):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_who_left_a_word_open_is_led_to_the_first_of_them(client, invited, scan):
    begin(client, invited[1])
    done = reverse("meaning:answered", args=[scan.pk])
    names = [word.name_nl for word in scan.words.order_by("position")]
    assert f"‘{names[0]}’ staat nog open" in client.get(done).text
    client.post(page(scan), filled(scan))
    assert f"‘{names[1]}’ staat nog open" in client.get(done).text
    client.post(page(scan, 2), filled(scan, 2))
    assert "staat nog open" not in client.get(done).text


def test_someone_erases_what_they_answered(client, invited, scan):
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    client.post(reverse("meaning:erase_answers", args=[scan.pk]))
    assert Answer.objects.count() == WordAnswer.objects.count() == 0
    assert list(Respondent.objects.values_list("link_key", "wave_tag")) == [("", "")]  # a shell


def test_only_the_fingerprint_of_a_link_is_kept(invited):
    assert invited[1] not in str(list(type(invited[0]).objects.values()))
    assert len(invited[1]) >= 43


def test_the_scan_speaks_the_language_of_its_reader(client, invited, scan):
    english = {"accept-language": "en"}
    begin(client, invited[1])
    text = client.get(page(scan), headers=english).text
    assert ("low10" in text, "laag10" in text) == (True, False)


@pytest.mark.parametrize("people", [1, 20])
def test_a_saved_page_costs_eight_statements_in_one_transaction(
    client, django_assert_num_queries, invited, scan, people
):
    for each, _token in ask(sides_of(scan)[0], *map(str, range(people)), at=timezone.now()):
        answer(each, at=timezone.now())
    begin(client, invited[1])
    said = filled(scan)
    holds = connection.vendor == "postgresql"  # it has a lock that many can hold
    with django_assert_num_queries(8 + 2 + holds):
        client.post(page(scan), said)


@pytest.mark.parametrize("people", [1, 20])
def test_a_word_to_answer_costs_four_queries(
    client, django_assert_num_queries, invited, scan, people
):
    for each, _token in ask(sides_of(scan)[0], *map(str, range(people)), at=timezone.now()):
        answer(each, at=timezone.now())
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    with django_assert_num_queries(4):
        client.get(page(scan))


def test_three_sides_guess_about_each_other():
    scan = make_open(make_party("Eén"), make_party("Twee"), make_party("Drie"))
    ((invitation, _token),) = ask(sides_of(scan)[0], "Ada")
    answer(invitation, guess=6)
    guessed = Answer.objects.exclude(about=None).values_list("about__party__name", flat=True)
    assert sorted(guessed) == ["Drie", "Drie", "Twee", "Twee"]
    assert queries.respondent_of(invitation) is not None
