"""Each party has a fixed share of the outcome, however many people vote of it."""

import json
from fractions import Fraction

import pytest
import time_machine
from django.urls import reverse

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, analyses
from samenspel.decisions.choices import Form, Secrecy, Turnout, Verdict, Voters
from samenspel.decisions.models import Decision
from samenspel.decisions.queries import Entitled
from samenspel_report.decision.document import differences, recounted
from samenspel_report.minutes import minutes_markdown
from tests.client import check_page
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import counted, make_decision, opened

pytestmark = pytest.mark.django_db
BY_SHARES = {"voters": Voters.SHARES}


@pytest.fixture
def sides():
    """Four people of ours, one of theirs, who collaborate."""
    ours, theirs, here = make_two()
    for number in range(3):
        person = make_person(f"Lid {number}")
        ours.representations.create(person=person, role=Role.REPRESENTATIVE)
    return ours, theirs, here


def vote(decision, ours, theirs):
    """What the people of both parties say, each a word."""
    said = {"o": iter(ours.split()), "t": iter(theirs.split())}
    mine = decision.proposed_for_id
    choices = [next(said["o" if each.party_id == mine else "t"])
               for each in decision.electors.order_by("pk")]  # fmt: skip
    return counted(decision, *choices)


def got(tally):
    return Fraction(tally.document["result"]["trace"]["total"]["counted_for"])


def test_a_party_of_one_weighs_as_much_as_one_of_four(sides, tmp_path):
    ours, theirs, here = sides
    decision = opened(make_decision(here, ours, **BY_SHARES))
    tally = vote(decision, "for for for against", "against")
    assert (tally.verdict, got(tally)) == (Verdict.REJECTED, Fraction(3, 8))
    path = tmp_path / "telling.json"
    path.write_text(json.dumps(tally.document))
    assert differences(*recounted(path)) == []
    again = opened(make_decision(here, ours, shares={ours.pk: 3, theirs.pk: 1}, **BY_SHARES))
    tally = vote(again, "for for for against", "against")
    assert (tally.verdict, got(tally)) == (Verdict.ADOPTED, Fraction(9, 16))


def test_who_says_nothing_adds_nothing_and_a_tie_is_no_more_than_half(sides):
    ours, _theirs, here = sides
    decision = opened(make_decision(here, ours, **BY_SHARES))
    tally = vote(decision, "for for for for", "against")
    assert (tally.verdict, got(tally)) == (Verdict.REJECTED, Fraction(1, 2))
    blank = opened(make_decision(here, ours, turnout=Turnout.HALF, **BY_SHARES))
    tally = vote(blank, "for for blank blank", "blank")
    assert (tally.verdict, got(tally)) == (Verdict.REJECTED, Fraction(1, 2))


def test_two_parties_of_one_name_keep_each_their_share():
    one, other = make_party("Buurt"), make_party("Buurt")
    here = make_collaboration(one, other)
    decision = opened(make_decision(here, one, shares={other.pk: 3}, **BY_SHARES))
    assert dict(analyses.shares_told(decision)) == {"Buurt": "25%", "Buurt (2)": "75%"}
    tally = vote(decision, "against", "for")
    assert (tally.verdict, got(tally)) == (Verdict.ADOPTED, Fraction(3, 4))


def test_a_share_goes_to_who_takes_part_and_only_where_shares_count(sides):
    ours, _theirs, here = sides
    stranger = make_party("Vreemd")
    for wrong in ({stranger.pk: 1}, {ours.pk: 0}):
        with pytest.raises(actions.WrongShares):
            make_decision(here, ours, shares=wrong, **BY_SHARES)
    assert make_decision(here, ours, shares={ours.pk: 2}).shares == {}
    kept = {"form": Form.APPROVAL, "options": [actions.Option(name) for name in "ab"]}
    assert make_decision(here, ours, **BY_SHARES, **kept).voters == Voters.PEOPLE
    with pytest.raises(actions.NotSeparable):
        opened(make_decision(here, ours, secrecy=Secrecy.SEPARATED, **BY_SHARES))


def test_in_confidence_a_party_of_few_is_not_counted_by_itself(signed_in, sides):
    ours, theirs, here = sides
    terms = {"secrecy": Secrecy.CONFIDENTIAL, **BY_SHARES}
    with pytest.raises(actions.NotSeparable):
        opened(make_decision(here, ours, **terms))
    entries = [Entitled(f"{n}", party) for n, party in enumerate([ours] * 5 + [theirs] * 5)]
    decision = opened(make_decision(here, ours, **terms), electorate=entries)
    tally = counted(decision, *["for"] * 6)
    assert tally.verdict == Verdict.NO_QUORUM
    address = reverse("decisions:decision", args=[here.slug, decision.pk])
    shown = signed_in(speaker_of(theirs)).get(address).text
    check_page(shown)
    assert "Van één partij stemden er minder dan vijf" in shown
    assert "Vóór, van de uitslag" not in shown
    assert "vóór; de lijn" not in minutes_markdown(analyses.minutes_of(decision))


@time_machine.travel(NOON)
def test_on_the_page_shares_are_given_and_the_sum_is_shown(signed_in, sides):
    ours, theirs, here = sides
    mine = ours.representations.order_by("pk").first().person
    browser = signed_in(mine)
    given = {
        "title": "De oude school", "text": "Wij huren.", "why": "De kerk sluit.", "changes": "",
        "form": "majority", "voters": "shares", f"share-{ours.pk}": "40",
        f"share-{theirs.pk}": "60", "majority": "half", "basis": "cast", "turnout": "none",
        "secrecy": "open", "closes_at": "2026-06-08T14:00", "body": "partners", "kind": "matter",
        "party": ours.pk, "legal_form": "informal", "chair": mine.pk,
    }  # fmt: skip
    new = reverse("decisions:new_decision", args=[here.slug])
    check_page(browser.get(new).text)
    wrong = browser.post(new, given | {f"share-{ours.pk}": "0"})
    assert list(wrong.context["form"].errors) == [f"share-{ours.pk}"]
    address = browser.post(new, given).url
    decision = Decision.objects.get()
    assert f"{ours.name}: 40%, {theirs.name}: 60%." in browser.get(address).text
    vote(opened(decision), "for for for for", "blank")
    shown = browser.get(address).text
    check_page(shown)
    assert "Van de uitslag is <strong>40%</strong> vóór; de lijn ligt bij 50%." in shown
    assert f"{ours.name}: 40% van 40%" in shown
    minutes = minutes_markdown(analyses.minutes_of(Decision.objects.get()))
    assert "Van de uitslag is 40% vóór; de lijn ligt bij 50%." in minutes
