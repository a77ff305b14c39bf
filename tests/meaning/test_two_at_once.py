"""Two writers, a page that is old, and a button that is pressed twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import ScaleDraft, WordDraft
from samenspel.meaning.models import (
    Answer,
    Invitation,
    Scan,
    ScanWord,
    SecondGuess,
    TalkAgreement,
)
from samenspel.meaning.tasks import mail_invitation
from tests.client import Page
from tests.make import speaker_of
from tests.make_letters import asked_by_mail, ours, remind, work
from tests.make_scans import SITE, answer, answered_by, ask, make_draft, make_open, sides_of
from tests.meaning import answering
from tests.meaning.talking import address, opened
from tests.meaning.test_guessing_again import begin
from tests.meaning.test_many_sides import given

pytestmark = pytest.mark.django_db
MEANWHILE = "Iemand anders veranderde dit intussen."


@pytest.fixture
def draft(parties):
    return make_draft(*parties, words=2, closes_at=timezone.now() + timedelta(days=9))


def page(scan, name, *more):
    return reverse(f"meaning:{name}", args=[scan.collaboration.slug, scan.pk, *more])


def seen_in(text):
    field = next(f for f in Page(text).all("input") if f.get("name") == "seen")
    return {"seen": field["value"]}


def seen_on(client, path):
    return seen_in(client.get(path).text)


def change(word, by, name="anders"):
    draft = queries.words_of(word.scan).get(pk=word.pk)
    scales = tuple(ScaleDraft(s.pole_low_nl, s.pole_high_nl) for s in draft.scales.all())
    actions.change_word(asked=word, word=WordDraft(name, "", scales), by=by, at=timezone.now())


def test_who_opens_words_that_were_changed_meanwhile_reads_them_first(signed_in, parties, draft):
    client = signed_in(speaker_of(parties[0]))
    seen = seen_on(client, page(draft, "scan_state"))
    change(draft.words.first(), by=speaker_of(parties[1]))
    refused = client.post(page(draft, "open_scan"), seen)
    assert (refused.status_code, MEANWHILE in refused.text) == (409, True)
    assert "anders" in refused.text
    assert Scan.objects.get().is_draft
    now_seen = seen_on(client, page(draft, "scan_state"))
    assert client.post(page(draft, "open_scan"), now_seen).status_code == 302
    assert not Scan.objects.get().is_draft


def test_a_word_that_someone_else_changed_is_not_written_over_unseen(signed_in, parties, draft):
    client, word = signed_in(speaker_of(parties[0])), draft.words.first()
    path = page(draft, "edit_word", word.pk)
    mine = {"name_nl": "mijne", "scales": "a | b\nc | d"} | seen_on(client, path)
    change(word, by=speaker_of(parties[1]), name="hunne")
    refused = client.post(path, mine)
    assert MEANWHILE in refused.text
    assert ScanWord.objects.get(pk=word.pk).name_nl == "hunne"
    client.post(path, mine | seen_in(refused.text))
    assert ScanWord.objects.get(pk=word.pk).name_nl == "mijne"


def test_a_scan_that_is_made_with_two_presses_is_made_once(signed_in, parties, collaboration):
    for party in parties:
        collaboration.participations.create(party=party)
    here = list(collaboration.parties.order_by("participations__pk"))
    client = signed_in(speaker_of(parties[0]))
    path = reverse("meaning:make_scan", args=[collaboration.slug])
    first, second = (client.post(path, given(here)).url for _press in range(2))
    assert (first, Scan.objects.count()) == (second, 1)
    client.post(path, given(here) | {"title": "Nog een"})
    assert Scan.objects.count() == 2


def test_people_who_are_added_with_two_presses_are_asked_once(signed_in, parties, draft):
    path = page(draft, "invite", sides_of(draft)[0].pk)
    client = signed_in(speaker_of(parties[0]))
    for _press in range(2):
        client.post(path, {"people": "Ada\nbo@voorbeeld.example"})
    assert Invitation.objects.count() == 2


def test_an_agreement_that_is_kept_with_two_presses_is_noted_once(signed_in, parties):
    talk = opened(answered_scan(parties))
    client = signed_in(speaker_of(parties[0]))
    path = address(talk.scan, "talk_word", 1)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    said = {"notes": "", "shared_meaning": "Samen", "version": "0", "go": "here"}
    agreed = {"what": "Fruit op vrijdag", "owner": "Noor", "due_on": tomorrow}
    for _press in range(2):
        assert client.post(path, said | agreed).status_code == 302
    assert TalkAgreement.objects.count() == 1
    client.post(path, said | agreed | {"version": "1", "owner": "Sanne"})
    assert TalkAgreement.objects.count() == 2


def answered_scan(parties):
    return answered_by(make_open(*parties))


def test_how_many_tasks_a_reminder_makes_tells_nothing_of_who_answered():
    """The page of the administrator counts tasks, and someone else may know who was asked."""
    made = []
    for answered in (0, 1, 2):
        scan = asked_by_mail()
        for invitation in ours(scan).invitations.exclude(email="").order_by("pk")[:answered]:
            answer(invitation, at=timezone.now())
        before = DBTaskResult.objects.count()
        remind(scan)
        made.append(DBTaskResult.objects.count() - before)
        work()
    assert made == [2, 2, 2]


def test_consent_to_a_small_group_can_be_taken_back_with_a_second_guess_and_not_given(parties):
    scan = answered_scan(parties)
    talk = opened(scan)
    begin(talk)
    invitation = sides_of(scan)[0].invitations.first()
    other, scale = sides_of(scan)[1], scan.words.first().scales.first()

    def guessed(agrees):
        actions.guess_again(guesses={other.pk: {scale.pk: 4}}, agrees_to_small_group=agrees,
                            by=invitation, at=timezone.now())  # fmt: skip
        return SecondGuess.objects.get().agrees_to_small_group

    assert [guessed(agrees) for agrees in (True, True, False, True)] == [True, True, False, False]


def test_a_link_and_a_page_of_another_scan_open_nothing_here(client, parties):
    soon = timezone.now() + timedelta(days=9)
    one, other = (make_draft(*parties, closes_at=soon) for _scan in range(2))
    for scan in (one, other):
        actions.open_scan(scan=scan, mail=mail_invitation, site=SITE, by=None, at=timezone.now())
    ((_invitation, token),) = ask(sides_of(one)[0], "Ada", at=timezone.now())
    answering.begin(client, token)
    assert client.get(answering.page(one)).status_code == 200
    assert client.get(answering.page(other)).status_code == 404
    client.cookies[f"answering_{other.pk}"] = client.cookies[f"answering_{one.pk}"].value
    assert client.get(answering.page(other)).status_code == 404
    assert client.post(answering.page(other), answering.filled(other)).status_code == 404
    crossed = {f"own_{other.words.first().scales.first().pk}": 7}
    client.post(answering.page(one), crossed | {"remarked": "1"})
    assert Answer.objects.count() == 0
