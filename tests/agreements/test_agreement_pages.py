"""The pages: propose, accept, decline, compare, keep on paper."""

import io
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from samenspel.agreements.models import Agreement
from tests.make import make_party, make_person, speaker_of
from tests.make_agreements import NOON, WORDING, accept_by_all, make_proposal, make_two

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Ontbijt", "purpose": WORDING.purpose, "objective": "social", "what": WORDING.what,
    "for_whom": WORDING.for_whom, "review_on": "2027-01-15", "changers": "speakers",
    "goals": ["2", "3"], "targets": "3.4, 12.3",
}  # fmt: skip


def page(name, here, *args):
    return reverse(f"agreements:{name}", args=[here.slug, *args])


@time_machine.travel(NOON)
def test_one_proposes_and_the_other_accepts(signed_in):
    ours, theirs, here = make_two()
    given = GIVEN | {"party": ours.pk}
    answer = signed_in(speaker_of(ours)).post(page("new_agreement", here), given)
    agreement = Agreement.objects.get()
    assert answer.url == page("agreement", here, agreement.pk)
    version = agreement.versions.get()
    assert version.goals == ["2", "3", "3.4", "12.3"]
    other = signed_in(speaker_of(theirs))
    shown = other.get(answer.url).content.decode()
    assert "stelt versie 1 voor" in shown
    other.post(page("accept_version", here, version.pk), {"party": theirs.pk})
    version.refresh_from_db()
    assert version.is_accepted


@time_machine.travel(NOON)
def test_a_day_that_has_passed_is_said_at_its_field(signed_in):
    ours, _theirs, here = make_two()
    given = GIVEN | {"party": ours.pk, "review_on": "2026-01-01"}
    answer = signed_in(speaker_of(ours)).post(page("new_agreement", here), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors["review_on"] == [
        "Kies een dag na vandaag om er opnieuw naar te kijken."
    ]


def test_a_change_shows_what_would_differ(signed_in):
    ours, theirs, here = make_two()
    version = accept_by_all(make_proposal(here, ours))
    given = GIVEN | {"party": theirs.pk, "why": "Vrijdag past beter", "what": "We koken samen."}
    with time_machine.travel(NOON):
        answer = signed_in(speaker_of(theirs)).post(
            page("change_agreement", here, version.agreement_id), given
        )
    shown = signed_in(speaker_of(ours)).get(answer.url).content.decode()
    assert "<del>" in shown
    assert "We koken samen.</ins>" in shown
    newest = version.agreement.versions.get(number=2)
    compared = signed_in(speaker_of(ours)).get(page("compare_versions", here, newest.pk))
    assert "We koken samen.</ins>" in compared.content.decode()
    first = signed_in(speaker_of(ours)).get(page("compare_versions", here, version.pk))
    assert first.status_code == 404


def test_declining_asks_why(signed_in):
    ours, theirs, here = make_two()
    version = make_proposal(here, ours)
    other, address = signed_in(speaker_of(theirs)), page("decline_version", here, version.pk)
    assert other.post(address, {"party": theirs.pk, "because": ""}).status_code == 422
    other.post(address, {"party": theirs.pk, "because": "Te vroeg"})
    version.refresh_from_db()
    assert version.declined_because == "Te vroeg"


def test_who_speaks_for_two_parties_chooses_for_which(signed_in):
    ours, theirs, here = make_two()
    person = speaker_of(ours)
    theirs.representations.create(person=person, role="manager")
    version = make_proposal(here, ours)
    client = signed_in(person)
    client.post(page("accept_version", here, version.pk), {"party": theirs.pk})
    version.refresh_from_db()
    assert version.is_accepted


def test_strangers_find_nothing(signed_in):
    ours, _theirs, here = make_two()
    version = make_proposal(here, ours)
    stranger = signed_in(speaker_of(make_party("Ander", person=make_person("Stan"))))
    for address in (
        page("agreements", here),
        page("agreement", here, version.agreement_id),
        page("version_document", here, version.pk),
    ):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_says_what_was_agreed_and_by_whom(signed_in, language):
    ours, _theirs, here = make_two()
    wording = replace(WORDING, what="We koken op dinsdag.\nIedereen helpt.")
    version = accept_by_all(make_proposal(here, ours, wording=wording))
    client = signed_in(speaker_of(ours))
    client.cookies["django_language"] = language
    answer = client.get(page("version_document", here, version.pk))
    lines = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.content)).pages)
    text = " ".join(lines.split())
    assert "We koken op dinsdag. Iedereen helpt." in text
    assert not any("dinsdag" in line and "Iedereen" in line for line in lines.splitlines())
    assert answer.headers["Content-Type"] == "application/pdf"
    for said in ("Ontbijt", "Elk kind ontbijt.", "We koken op dinsdag.", "Ons", "Zij"):
        assert said in text
    assert ("geen juridische handtekening" in text) == (language == "nl")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_little_for_many_as_for_one(signed_in, number, django_assert_num_queries):
    ours, _theirs, here = make_two()
    for each in range(number):
        accept_by_all(make_proposal(here, ours, name=f"Afspraak {each}"))
    client = signed_in(speaker_of(ours))
    client.get(page("agreements", here))
    with django_assert_num_queries(8):
        client.get(page("agreements", here))
    agreement = here.agreements.first()
    with django_assert_num_queries(8):
        client.get(page("agreement", here, agreement.pk))


def test_goals_are_named_in_the_language_of_the_reader(signed_in):
    ours, _theirs, here = make_two()
    client = signed_in(speaker_of(ours))
    for language, named in (("nl", "1 geen armoede"), ("en", "1 no poverty"), ("nl", "2 geen")):
        client.cookies["django_language"] = language
        assert named in client.get(page("new_agreement", here)).text
