"""No count that is handed over, and no fingerprint of one, tells a vote given in confidence."""

import json

import pytest
from django.core import mail
from django.urls import reverse

from samenspel.decisions import actions, analyses
from samenspel.decisions.choices import Form, Secrecy, Verdict, Voters
from samenspel.decisions.queries import Entitled
from samenspel.decisions.tasks import mail_counted
from samenspel_report.decision.document import differences, recounted
from samenspel_report.minutes import minutes_markdown
from tests.client import check_page
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import (
    WEEK,
    counted,
    make_choice,
    make_decision,
    make_vote_by_people,
    opened,
    pick,
    vote,
)
from tests.make_letters import work
from tests.make_programs import key_of

pytestmark = pytest.mark.django_db
NOT_SHOWN = "De vingerafdruk van de stemmen bewaren we, maar laten we niet zien"
NO_COUNT = "Deze telling kun je niet downloaden"


def page(name, decision):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk])


def handed_over(person, browser, decision):
    """All that a member can read of a count: the page, the box, the minutes, and for programs."""
    pages = [browser.get(page(name, decision)) for name in ("decision", "ballot_box")]
    pages.append(browser.get(f"/api/v1/decisions/{decision.pk}", headers=key_of(person)))
    assert [each.status_code for each in pages] == [200] * 3
    check_page(pages[0].text)
    minutes = minutes_markdown(analyses.minutes_of(decision))
    return "\n".join([*(each.text for each in pages), minutes])


def five_each(ours, theirs):
    parties = [ours] * 5 + [theirs] * 5
    return [Entitled(f"{n}", party) for n, party in enumerate(parties)]


def make_lonely_voter(**terms):
    """Five voters of one party, and one of the other."""
    ours, theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 4, secrecy=Secrecy.CONFIDENTIAL, **terms)
    own = decision.electors.order_by("pk")
    said = ["against" if each.party_id == theirs.pk else "for" for each in own]
    return decision, counted(decision, *said), speaker_of(theirs)


def test_a_vote_in_confidence_is_counted_without_parties_and_counts_again(signed_in, tmp_path):
    decision, tally, person = make_lonely_voter()
    answer = signed_in(person).get(page("count_document", decision))
    told = json.loads(answer.content)
    assert told["question"]["classes"] == ["all"]
    names = {each.party.name for each in decision.electors.select_related("party")}
    assert len(names) == 2
    assert not [name for name in names if name in answer.text]
    path = tmp_path / "telling.json"
    path.write_bytes(answer.content)
    found, held = recounted(path)
    assert differences(found, held) == []
    assert held["outcome"] == [tally.verdict]
    shown = handed_over(person, signed_in(person), decision)
    assert tally.input_hash == analyses.input_hash(told)
    assert tally.input_hash in shown


def test_where_five_of_each_party_voted_the_parties_are_told():
    ours, theirs, here = make_two()
    decision = make_decision(here, ours, voters=Voters.LISTED, secrecy=Secrecy.CONFIDENTIAL)
    opened(decision, electorate=five_each(ours, theirs))
    tally = counted(decision, *["for"] * 10)
    assert analyses.tells_parts(decision, tally)
    assert analyses.tells_document(decision, tally)


def test_a_rule_that_needs_the_parties_gives_neither_count_nor_fingerprint(signed_in):
    ours, theirs, here = make_two()
    terms = {"voters": Voters.EACH_PARTY, "secrecy": Secrecy.CONFIDENTIAL}
    decision = make_decision(here, ours, **terms)
    opened(decision, electorate=five_each(ours, theirs))
    tally = counted(decision, *["for"] * 5, "against")
    assert analyses.tells_numbers(decision, tally)
    person = speaker_of(ours)
    browser = signed_in(person)
    assert browser.get(page("count_document", decision)).status_code == 404
    shown = handed_over(person, browser, decision)
    assert tally.input_hash not in shown
    assert shown.count(NOT_SHOWN) == 2  # on the page and in the minutes
    assert NO_COUNT in shown


@pytest.mark.parametrize("alone", ["for", "against"])
def test_of_a_party_of_which_few_voted_the_outcome_tells_nothing(signed_in, alone):
    ours, theirs, here = make_two()
    terms = {"voters": Voters.EACH_PARTY, "secrecy": Secrecy.CONFIDENTIAL}
    decision = make_decision(here, ours, **terms)
    with pytest.raises(actions.NotSeparable):
        opened(decision, electorate=[*five_each(ours, theirs)[:9]])
    opened(decision, electorate=five_each(ours, theirs))
    tally = counted(decision, *["for"] * 5, alone)
    assert tally.verdict == Verdict.NO_QUORUM
    shown = handed_over(speaker_of(theirs), signed_in(speaker_of(theirs)), decision)
    assert "Van één partij stemden er minder dan vijf" in shown
    assert "Aangenomen" not in shown
    same = make_decision(here, ours, **terms)
    assert counted(opened(same, electorate=five_each(ours, theirs)), *["for"] * 10).verdict == (
        Verdict.ADOPTED
    )


@pytest.mark.parametrize("among", [False, True])
def test_of_few_votes_in_confidence_no_fingerprint_is_shown_or_mailed(signed_in, among):
    ours, theirs, here = make_two()
    if among:
        decision = make_choice(here, ours, form=Form.APPROVAL, secrecy=Secrecy.CONFIDENTIAL)
        pick(decision, *[analyses.Picked(points={1: 1})] * 2)
    else:
        decision = make_vote_by_people(here, ours, 0, secrecy=Secrecy.CONFIDENTIAL)
        vote(decision, "for", "against")
    tally = actions.close(decision=decision, by=None, at=NOON + WEEK, mail=mail_counted)
    work()
    letters = [str(each.message()) + each.body for each in mail.outbox]
    assert len(letters) == 2
    person = speaker_of(theirs)
    shown = handed_over(person, signed_in(person), decision)
    assert not [said for said in (shown, *letters) if tally.input_hash in said]
    assert shown.count(NOT_SHOWN) == 2
    assert all(NOT_SHOWN in each.body for each in mail.outbox)
    assert decision.electorate_hash in shown
