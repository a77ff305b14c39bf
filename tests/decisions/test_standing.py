"""Proxies, stepping back, contesting an outcome, voting again, and the deed of a change."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samenspel.decisions import actions, queries
from samenspel.decisions.choices import Kind, LegalForm, Majority, Said, Secrecy, State, Verdict
from samenspel.platform import agenda, audit
from tests.client import check_page
from tests.make import NOON, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import (
    WEEK,
    counted,
    make_consent,
    make_decision,
    make_vote_by_people,
    opened,
)

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(hours=1)


def cast(elector, said, *, by=None, at=SOON):
    text = queries.text_of(elector.decision).digest
    return actions.cast(elector=elector, choice=Said(said), why="", on_text=text, by=by, at=at)


@pytest.fixture
def proxied():
    """An open vote by five in which one may hold two proxies, and its voters."""
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 3, proxies=2)
    return decision, list(decision.electors.order_by("pk"))


def give(giver, holder, **by):
    return actions.give_proxy(giver=giver, holder=holder, by=by.get("by"), at=SOON)


def test_a_proxy_is_voted_by_its_holder_until_it_is_revoked(proxied):
    decision, (giver, holder, *others) = proxied
    with pytest.raises(actions.NotForYou):
        cast(giver, "for", by=holder.person)
    give(giver, holder, by=giver.person)
    cast(giver, "for", by=holder.person)
    assert giver.ballot.by_proxy
    actions.revoke_proxy(giver=giver, by=giver.person, at=SOON)  # in the middle of the vote
    giver = decision.electors.get(pk=giver.pk)
    assert not hasattr(giver, "ballot")
    with pytest.raises(actions.NotForYou):
        cast(giver, "for", by=holder.person)
    cast(giver, "against", by=giver.person)
    for each in (holder, *others):
        cast(each, "against")
    tally = actions.close(decision=decision, by=None, at=SOON)
    assert tally.document["result"]["trace"]["total"]["against"] == 5
    assert audit.verify().is_whole


def test_ones_own_vote_goes_before_a_proxy(proxied):
    _decision, (giver, holder, *_others) = proxied
    give(giver, holder)
    cast(giver, "for", by=holder.person)
    cast(giver, "against", by=giver.person)
    giver.refresh_from_db()
    with pytest.raises(actions.NoProxy):
        cast(giver, "for", by=holder.person)
    assert giver.ballot.choice == Said.AGAINST


def test_proxies_are_not_handed_on_and_no_more_than_was_fixed(proxied):
    decision, (one, two, three, four, _five) = proxied
    give(one, four)
    give(two, four)
    for giver, holder in ((three, four), (four, three), (three, one), (three, three)):
        with pytest.raises(actions.NoProxy):
            give(giver, holder)
    assert queries.running_proxies(decision).count() == 2
    give(two, three)  # another holder replaces the first
    assert {p.holder for p in queries.running_proxies(decision)} == {three, four}


@pytest.mark.parametrize("terms", [{"proxies": 0}, {"proxies": 2, "secrecy": Secrecy.SEPARATED}])
def test_where_none_are_allowed_none_are_given(terms):
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 1, **terms)
    first, second, _third = decision.electors.order_by("pk")
    with pytest.raises(actions.NoProxy):
        give(first, second)


def test_who_steps_back_counts_for_nothing(proxied):
    decision, (biased, holder, *others) = proxied
    cast(biased, "for")
    give(others[0], biased)
    actions.recuse(elector=biased, why="Het is mijn schuur", by=biased.person, at=SOON)
    assert not queries.running_proxies(decision).exists()
    biased.refresh_from_db()
    with pytest.raises(actions.NotForYou):
        cast(biased, "for")
    for each in (holder, *others):
        cast(decision.electors.get(pk=each.pk), "for")
    tally = actions.close(decision=decision, by=None, at=SOON)  # nobody waits for who stepped back
    total = tally.document["result"]["trace"]["total"]
    assert (total["for"], total["absent"]) == (4, 0)


@pytest.fixture
def declared():
    """An adopted outcome of a vote by three, and its voters."""
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 1)
    counted(decision, "for", "for", "against")
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=NOON + WEEK)
    return decision, list(decision.electors.order_by("pk"))


def contest(elector, why="De tekst was anders", **by):
    at = NOON + WEEK
    return actions.contest(elector=elector, why=why, by=by.get("by"), at=at)


def test_a_contested_outcome_stands_with_a_reason_or_lapses_for_a_new_vote(declared):
    decision, (first, *_others) = declared
    doubt = contest(first, by=first.person)
    with pytest.raises(actions.AlreadyOver):
        contest(first)
    with pytest.raises(actions.NoArgument):
        actions.dismiss(contest=doubt, answer="", by=None, at=NOON + WEEK)
    actions.dismiss(contest=doubt, answer="Hij was gelijk.", by=None, at=NOON + WEEK)
    second = contest(first)
    again = actions.vote_again(contest=second, closes_at=NOON + 3 * WEEK, by=None, at=NOON + WEEK)
    decision.refresh_from_db()
    assert (decision.state, again.follows, again.state) == (State.LAPSED, decision, State.PROPOSED)
    assert queries.text_of(again).text == queries.text_of(decision).text
    assert again.voters == decision.voters
    with pytest.raises(actions.AlreadyOver):
        contest(first)


def test_more_than_half_of_the_voters_get_their_new_vote(declared):
    _decision, (first, second, _third) = declared
    doubt = contest(first)
    actions.back(contest=doubt, elector=second, by=second.person, at=NOON + WEEK)
    with pytest.raises(actions.WrongStep):
        actions.dismiss(contest=doubt, answer="Nee.", by=None, at=NOON + WEEK)
    actions.vote_again(contest=doubt, closes_at=NOON + 3 * WEEK, by=None, at=NOON + WEEK)


def test_a_change_of_the_statutes_holds_after_its_deed():
    ours, _theirs, here = make_two()
    meeting = (NOON + WEEK).date() + timedelta(days=5)
    decision = opened(make_decision(
        here, ours, kind=Kind.STATUTES, legal_form=LegalForm.COOPERATIVE_UA, meeting_on=meeting,
        noticed_on=meeting - timedelta(days=9), allows_electronic=True,
        majority=Majority.TWO_THIRDS,
    ))  # fmt: skip
    counted(decision, "for", "for")
    today = (NOON + WEEK).date()
    given = {"decision": decision, "on": today, "by": None, "at": NOON + WEEK}
    with pytest.raises(actions.AlreadyOver):
        actions.bring_into_force(deed="Akte 12", **given)
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=NOON + WEEK)
    with pytest.raises(actions.NoArgument):
        actions.bring_into_force(deed="", **given)
    with pytest.raises(actions.NoArgument):
        actions.bring_into_force(deed="Akte 12", **(given | {"on": today + WEEK}))
    actions.bring_into_force(deed="Akte 12, notaris Prins", **given)
    decision.refresh_from_db()
    assert decision.in_force_on == today
    with pytest.raises(actions.WrongStep):
        actions.bring_into_force(deed="Akte 13", **given)


def page(name, decision, *more):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk, *more])


@time_machine.travel(SOON)
def test_parties_give_proxies_and_contest_by_their_name(signed_in):
    ours, theirs, here = make_two()
    decision = opened(make_decision(here, ours, proxies=1))
    first, second = decision.electors.order_by("pk")
    give(first, second, by=speaker_of(ours))
    browser = signed_in(speaker_of(theirs))
    shown = browser.get(page("decision", decision)).text
    check_page(shown)
    assert "Met volmacht van Ons" in shown
    cast(first, "for", by=speaker_of(theirs))
    cast(second, "for", by=speaker_of(theirs))
    actions.close(decision=decision, by=None, at=SOON)
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=SOON)
    actions.contest(elector=first, why="Te snel", by=speaker_of(ours), at=SOON)
    shown = browser.get(page("decision", decision)).text
    check_page(shown)
    assert "<strong>Ons:</strong> Te snel" in shown


@time_machine.travel(SOON)
def test_on_the_page_a_proxy_is_given_used_and_revoked(signed_in):
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(here, ours, 1, proxies=1)
    giver, holder = (decision.electors.get(person__name=name) for name in ("Tess", "Mo"))
    mine, other = signed_in(giver.person), signed_in(holder.person)
    assert mine.post(page("give_proxy", decision), {"elector": giver.pk}).status_code == 422
    given = {"elector": giver.pk, "holder": holder.pk}
    assert mine.post(page("give_proxy", decision), given).status_code == 302
    check_page(mine.get(page("decision", decision)).text)
    shown = other.get(page("decision", decision)).text
    check_page(shown)
    assert "Met volmacht van Tess" in shown
    ballot = {"elector": giver.pk, "choice": "for", "on_text": queries.text_of(decision).digest}
    assert other.post(page("cast_vote", decision), ballot).status_code == 302
    assert mine.post(page("revoke_proxy", decision), {"elector": giver.pk}).status_code == 302
    assert other.post(page("cast_vote", decision), ballot).status_code == 422
    assert mine.post(page("step_back", decision), {"elector": giver.pk, "why": "Mijn huis"}).url
    assert "Mijn huis" in other.get(page("decision", decision)).text


def test_on_the_page_an_outcome_is_contested_and_voted_on_again(signed_in, declared):
    decision, (first, second, *_rest) = declared
    mine, other = signed_in(first.person), signed_in(second.person)
    given = {"elector": first.pk, "why": "Te weinig tijd om te lezen"}
    with time_machine.travel(NOON + WEEK + timedelta(hours=1)):
        assert mine.post(page("contest_outcome", decision), given).status_code == 302
        doubt = queries.contests_of(decision).get()
        shown = other.get(page("decision", decision)).text
        check_page(shown)
        assert "Te weinig tijd om te lezen" in shown
        backing = {"elector": second.pk}
        assert other.post(page("back_contest", decision, doubt.pk), backing).status_code == 302
        answer = {"answer": "Het was genoeg."}
        assert mine.post(page("dismiss_contest", decision, doubt.pk), answer).status_code == 422
        until = {"again_until": "2026-07-01T20:00"}
        assert mine.post(page("vote_again", decision, doubt.pk), until).status_code == 302
        check_page(mine.get(page("decision", decision)).text)
        register = mine.get(reverse("decisions:decisions", args=[decision.collaboration.slug])).text
        assert "Vervallen: er is een nieuwe stemming" in register


def test_a_round_waits_for_who_said_nothing_and_the_day_to_look_again_is_told():
    ours, theirs, here = make_two()
    decision = make_consent(here, ours, people=2)
    tess = speaker_of(theirs)
    assert [e.says for e in agenda.waiting_for(tess, at=SOON)] == [
        "Doe mee aan de ronde over ‘De oude school’."
    ]
    for elector in decision.electors.all():
        text = queries.text_of(decision).digest
        actions.stand(elector=elector, position="consent", words="", on_text=text, by=None, at=SOON)
    assert agenda.waiting_for(tess, at=SOON) == []
    actions.close(decision=decision, by=None, at=SOON)
    actions.declare(decision=decision, verdict=Verdict.ADOPTED, words="", by=None, at=SOON)
    titles = [day.title for day in agenda.days_of(tess, at=SOON)]
    assert "Bekijk ‘De oude school’ opnieuw" in titles
