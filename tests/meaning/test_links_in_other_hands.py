"""A personal link in another browser, or in other hands, shows nothing of who answered what."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.meaning import actions
from samenspel.meaning.models import Answer, Respondent, Scan, WordAnswer
from tests.client import HouseClient
from tests.make import speaker_of
from tests.make_scans import sides_of
from tests.meaning.answering import begin, filled, link, page

pytestmark = pytest.mark.django_db
VARIES = re.compile(r'name="csrfmiddlewaretoken"[^>]*>|"csrfmiddlewaretoken": "[^"]*"')


def test_another_device_goes_on_and_what_was_answered_elsewhere_stays(client, invited, scan):
    begin(client, invited[1])
    client.post(page(scan), filled(scan))
    elsewhere = HouseClient()
    assert begin(elsewhere, invited[1]).url == page(scan, 1)
    elsewhere.post(page(scan, 1), {"remarked": "1"})  # left empty: the earlier answer stays
    assert WordAnswer.objects.get().own_words == "wat ik bedoel"
    elsewhere.post(page(scan, 1), filled(scan, own=5))
    assert Respondent.objects.count() == 1
    assert set(Answer.objects.filter(about=None).values_list("points", flat=True)) == {5}
    assert begin(elsewhere, invited[1]).url == page(scan, 2)


def test_who_made_the_link_cannot_see_with_it_who_answered(client, invited, scan):
    speaker = speaker_of(sides_of(scan)[0].party)

    def seen():
        """What the maker of a new link gets to see with it."""
        token = actions.make_personal_link(invitation=invited[0], by=speaker, at=timezone.now())
        peeking = HouseClient()
        pages = [
            link(token),
            page(scan),
            page(scan, 2),
            reverse("meaning:answered", args=[scan.pk]),
        ]
        return begin(peeking, token).url, [
            VARIES.sub("", peeking.get(path).text).replace(token, "") for path in pages
        ]

    begin(client, invited[1])
    before = seen()
    for position in (1, 2):
        client.post(page(scan, position), filled(scan, position))
    assert WordAnswer.objects.filter(own_words="wat ik bedoel").count() == 2
    assert "wat ik bedoel" in client.get(page(scan)).text  # in the browser where it was written
    assert seen() == before


def test_who_begins_again_takes_consent_back_and_cannot_give_it(invited):
    def begun(agrees):
        actions.begin_answering(agrees_to_small_group=agrees, by=invited[0], at=timezone.now())
        return Respondent.objects.get().agrees_to_small_group

    assert [begun(agrees) for agrees in (True, True, False, True)] == [True, True, False, False]


def test_a_new_link_for_someone_with_an_address_goes_by_mail_alone(signed_in, scan):
    side = sides_of(scan)[0]
    speaker = speaker_of(side.party)
    Scan.objects.filter(pk=scan.pk).update(closes_at=timezone.now() + timedelta(days=1))
    mailed = side.invitations.create(name="Bo", email="bo@voorbeeld.example", token_hash="x")
    here = [scan.collaboration.slug, scan.pk, side.pk]
    client = signed_in(speaker)
    way = reverse("meaning:new_link", args=[*here, mailed.pk])
    assert way not in client.get(reverse("meaning:invite", args=here)).text
    response = client.post(way)
    assert response.status_code == 409
    assert "gaat per e-mail" in response.text
    mailed.refresh_from_db()
    assert mailed.token_hash == "x"
    side.invitations.filter(pk=mailed.pk).update(mail_refused_at=timezone.now())
    assert client.post(way).status_code == 200
