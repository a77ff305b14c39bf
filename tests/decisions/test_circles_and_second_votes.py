"""A circle that decides, silence that consents where that was agreed, and a second vote."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import Amendment
from samenspel.decisions.choices import (
    Basis,
    Form,
    Majority,
    Secrecy,
    State,
    Step,
    Turnout,
    Verdict,
    Voters,
)
from samenspel.decisions.models import Decision
from samenspel.decisions.tasks import close_vote, mail_opened
from samenspel_report.minutes import minutes_markdown
from tests.make import NOON, make_person, speaker_of
from tests.make_agreements import make_two
from tests.make_decisions import (
    WEEK,
    counted,
    make_choice,
    make_consent,
    make_decision,
    make_vote_by_people,
    opened,
    pick,
    stand,
)
from tests.make_letters import work

pytestmark = pytest.mark.django_db
LATER = NOON + WEEK
SILENT = {"silence_is_consent": True, "turnout": Turnout.TWO_THIRDS}
OPEN_TO_SECOND = {"allows_second": True, "turnout": Turnout.TWO_THIRDS}


def page(name, decision, *args):
    return reverse(f"decisions:{name}", args=[decision.collaboration.slug, decision.pk, *args])


def closed(decision, at=LATER):
    return actions.close(decision=decision, by=None, at=at)


def declared(decision, *choices):
    tally = counted(decision, *choices)
    actions.declare(decision=decision, verdict=tally.verdict, words="", by=None, at=LATER)
    return Decision.objects.get(pk=decision.pk)


def vote_second(decision, *, by=None):
    return actions.vote_second(decision=decision, closes_at=LATER + WEEK, by=by, at=LATER)


def test_only_who_is_named_in_a_circle_decides():
    ours, theirs, here = make_two()
    mine, other = speaker_of(ours), speaker_of(theirs)
    terms = {"voters": Voters.CIRCLE, "form": Form.CONSENT,
             "evaluate_on": (LATER + WEEK).date()}  # fmt: skip
    decision = make_decision(here, ours, circle=[mine], **terms)
    opened(decision)
    assert [each.person for each in decision.electors.all()] == [mine]
    assert queries.speaks_in_rounds_of(mine, decision)
    assert not queries.speaks_in_rounds_of(other, decision)
    for named in ([], [mine, make_person("Vreemd")]):
        with pytest.raises(actions.WrongCircle):
            make_decision(here, ours, circle=named, **terms)
    everyone = opened(make_decision(here, ours, circle=[mine], voters=Voters.PEOPLE))
    assert everyone.electors.count() == 2  # named or not, where all of them decide


def test_what_a_circle_cannot_agree_on_goes_to_everyone():
    ours, theirs, here = make_two()
    decision = make_consent(
        here, ours, people=2, voters=Voters.CIRCLE, circle=[speaker_of(theirs)],
        turnout=Turnout.NONE,
    )  # fmt: skip
    stand(decision.electors.get(), "objection", "Te duur")
    again = actions.escalate(
        decision=decision, to="general_meeting", why="Te duur", by=None, at=NOON
    )
    assert opened(again).electors.count() == 2


@pytest.mark.parametrize(
    ("terms", "verdict", "consents"),
    [(SILENT, Verdict.ADOPTED, 3), (SILENT | {"silence_is_consent": False}, Verdict.NO_QUORUM, 1)],
)
def test_silence_consents_only_where_that_was_agreed(terms, verdict, consents):
    ours, _theirs, here = make_two()
    decision = make_consent(here, ours, **terms)
    stand(decision.electors.first(), "consent")
    with pytest.raises(actions.StillVoting):
        closed(decision, NOON + timedelta(hours=1))  # the time to speak is not over
    tally = closed(decision)
    total = tally.document["result"]["trace"]["total"]
    assert (tally.verdict, total["for"]) == (verdict, consents)


def test_silence_takes_away_no_objection_and_consents_to_nothing_that_was_not_asked():
    ours, _theirs, here = make_two()
    decision = make_consent(here, ours, **SILENT)
    stand(decision.electors.first(), "objection", "Te duur")
    amended = Amendment("Voor een jaar.", "Minder lang", decision.closes_at)
    actions.amend(decision=decision, amendment=amended, count=close_vote, by=None, at=NOON)
    assert closed(decision).verdict == Verdict.REJECTED
    unasked = opened(
        make_decision(here, ours, form=Form.CONSENT, voters=Voters.PEOPLE,
                      evaluate_on=(LATER + WEEK).date(), **SILENT)
    )  # fmt: skip
    assert queries.round_of(unasked).step == Step.QUESTIONS
    assert closed(unasked).verdict == Verdict.NO_QUORUM
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=unasked.pk).update(form=Form.MAJORITY)


def test_where_silence_consents_everyone_has_three_days_to_answer():
    ours, _theirs, here = make_two()
    decision = opened(
        make_decision(here, ours, form=Form.CONSENT, voters=Voters.PEOPLE,
                      evaluate_on=(LATER + 2 * WEEK).date(), **SILENT)
    )  # fmt: skip
    late = LATER - timedelta(days=3) + timedelta(minutes=1)
    actions.go_on(decision=decision, after=Step.QUESTIONS, by=None, at=late)
    with pytest.raises(actions.EndsTooSoon, match="drie dagen"):
        actions.go_on(decision=decision, after=Step.REACTIONS, by=None, at=late)

    def amend(closes_at, asks=Step.CONSENT):
        new = Amendment(f"Tot {closes_at}, {asks}.", "Anders", closes_at, asks=asks)
        return actions.amend(decision=decision, amendment=new, count=close_vote, by=None, at=late)

    with pytest.raises(actions.EndsTooSoon, match="drie dagen"):
        amend(late + timedelta(minutes=1))
    assert amend(LATER, Step.QUESTIONS).step == Step.QUESTIONS
    assert amend(late + timedelta(days=3)).asks_consent


@time_machine.travel(NOON)
def test_everyone_hears_of_each_text_to_which_silence_would_consent(signed_in):
    ours, _theirs, here = make_two()
    for terms, letters in ((SILENT, 4), ({}, 0)):
        mail.outbox.clear()
        decision = opened(
            make_decision(here, ours, form=Form.CONSENT, voters=Voters.PEOPLE,
                          evaluate_on=(LATER + WEEK).date(), **terms)
        )  # fmt: skip
        for step in (Step.QUESTIONS, Step.REACTIONS):
            actions.go_on(decision=decision, after=step, by=None, at=NOON, mail=mail_opened)
        amended = Amendment("Voor een jaar.", "Minder lang", decision.closes_at)
        actions.amend(
            decision=decision, amendment=amended, count=close_vote, by=None, at=NOON,
            mail=mail_opened,
        )  # fmt: skip
        work()
        assert len(mail.outbox) == letters
        assert all(
            "niets voordat de ronde sluit, dan stem je toe" in each.body for each in mail.outbox
        )
    silent = make_consent(here, ours, people=2, **SILENT)
    browser = signed_in(speaker_of(ours))
    assert (
        "Wie vóór 8 juni 2026, 14:00 niets zegt, stemt toe."
        in browser.get(page("decision", silent)).text
    )
    stand(silent.electors.first(), "consent")
    closed(silent)
    shown = browser.get(page("decision", silent)).text
    assert "Van wie toestemt, zei 1 niets." in shown
    minutes = minutes_markdown(analyses.minutes_of(Decision.objects.get(pk=silent.pk)))
    assert "Wie niets zegt voordat het sluit, stemt toe" in minutes


def test_too_few_votes_may_be_followed_by_a_second_vote_without_a_minimum():
    ours, _theirs, here = make_two()
    first = declared(make_vote_by_people(here, ours, 2, **OPEN_TO_SECOND), "for", "for")
    assert first.tally.verdict == Verdict.NO_QUORUM
    again = vote_second(first)
    with pytest.raises(actions.WrongStep):
        vote_second(Decision.objects.get(pk=first.pk))  # one second vote
    assert (again.is_second, again.follows, again.state) == (True, first, State.PROPOSED)
    opened(again, at=LATER)
    assert again.electors.count() == 4
    assert declared_later(again, "for").tally.verdict == Verdict.ADOPTED
    with pytest.raises(actions.WrongStep):
        vote_second(Decision.objects.get(pk=again.pk))  # and no third
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=again.pk).update(follows=None)


def test_a_second_vote_keeps_the_rule_of_the_first_and_moves_the_days_after_it():
    ours, _theirs, here = make_two()
    old = actions.Statutes("Bestuur", proxies=2, **OPEN_TO_SECOND)
    body = actions.keep_body(collaboration=here, statutes=old, party=ours, by=None, at=NOON)
    looked_at = queries.day_of(LATER + timedelta(days=1))
    first = make_vote_by_people(
        here, ours, 2, decided_by=body, evaluate_on=looked_at, ends_on=looked_at
    )
    first = declared(first, "for", "for")
    new = {"majority": Majority.THREE_QUARTERS, "basis": Basis.ENTITLED, "turnout": Turnout.HALF}
    actions.change_body(body=body, statutes=actions.Statutes("Bestuur", **new), by=None, at=NOON)
    again = vote_second(first)
    again.refresh_from_db()
    kept = ("majority", "basis", "turnout", "proxies", "decided_by")
    assert [getattr(again, name) for name in kept] == [getattr(first, name) for name in kept]
    assert (again.proxies, again.is_second) == (2, True)
    assert again.evaluate_on == again.ends_on == looked_at + WEEK


def declared_later(decision, *choices):
    tally = counted(decision, *choices, at=LATER)
    actions.declare(decision=decision, verdict=tally.verdict, words="", by=None, at=LATER + WEEK)
    return Decision.objects.get(pk=decision.pk)


@pytest.mark.parametrize(
    ("terms", "choices"),
    [
        ({"turnout": Turnout.TWO_THIRDS}, ["for"]),  # not agreed beforehand
        (OPEN_TO_SECOND, ["against"] * 3),  # enough voted, and it was rejected
    ],
)
def test_no_second_vote_follows_unless_that_was_agreed_and_too_few_voted(terms, choices):
    ours, _theirs, here = make_two()
    decision = declared(make_vote_by_people(here, ours, 1, **terms), *choices)
    with pytest.raises(actions.WrongStep):
        vote_second(decision)


def test_of_a_party_of_few_no_second_vote_is_called_for():
    ours, _theirs, here = make_two()
    decision = make_vote_by_people(
        here, ours, 4, secrecy=Secrecy.CONFIDENTIAL, **OPEN_TO_SECOND
    )  # fmt: skip
    Decision.objects.filter(pk=decision.pk).update(voters=Voters.EACH_PARTY)
    decision.refresh_from_db()
    decision.rule["parameters"]["chambers"] = "concurrent"
    decision.save(update_fields=["rule"])
    assert declared(decision, *["for"] * 6).tally.verdict == Verdict.NO_QUORUM
    with pytest.raises(actions.WrongStep):
        vote_second(Decision.objects.get(pk=decision.pk))


def test_a_choice_among_several_may_have_a_second_vote_too():
    ours, _theirs, here = make_two()
    decision = make_choice(here, ours, people=3, form=Form.APPROVAL, **OPEN_TO_SECOND)
    pick(decision, analyses.Picked(points={1: 1}))
    tally = closed(decision)
    actions.declare(decision=decision, verdict=tally.verdict, words="", by=None, at=LATER)
    again = opened(vote_second(Decision.objects.get(pk=decision.pk)), at=LATER)
    assert [each.name for each in again.options.order_by("place")] == ["School", "Kerk", "Schuur"]
    pick(again, analyses.Picked(points={1: 1}), at=LATER)
    assert closed(again, LATER + WEEK).verdict == Verdict.CHOSEN


def test_on_the_page_a_circle_is_named_and_a_second_vote_called(signed_in):
    ours, theirs, here = make_two()
    mine, other = speaker_of(ours), speaker_of(theirs)
    browser = signed_in(mine)
    given = {
        "title": "De oude school", "text": "Wij huren.", "why": "De kerk sluit.", "changes": "",
        "form": "majority", "voters": "circle", "circle": [mine.pk, other.pk], "majority": "half",
        "basis": "cast", "turnout": "two_thirds", "allows_second": "on", "secrecy": "open",
        "closes_at": "2026-06-08T14:00", "body": "circle", "kind": "matter", "party": ours.pk,
        "legal_form": "informal", "chair": mine.pk,
    }  # fmt: skip
    with time_machine.travel(NOON):
        wrong = browser.post(
            reverse("decisions:new_decision", args=[here.slug]), given | {"circle": []}
        )
        assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["circle"])
        browser.post(reverse("decisions:new_decision", args=[here.slug]), given)
        decision = Decision.objects.get()
        shown = browser.get(page("decision", decision)).text
        assert f"{mine.name}, " in shown or f", {mine.name}" in shown
        assert "volgen zonder minimum" in shown
    declared(opened(decision), "for")
    with time_machine.travel(LATER):
        assert "Stem een tweede keer" in browser.get(page("decision", decision)).text
        assert "Stem een tweede keer" not in signed_in(other).get(page("decision", decision)).text
        until = {"second_until": "2026-06-20T20:00"}
        assert signed_in(other).post(page("vote_second", decision), until).status_code == 422
        assert browser.post(page("vote_second", decision), {"second_until": ""}).status_code == 422
        assert browser.post(page("vote_second", decision), until).status_code == 302
        again = Decision.objects.get(is_second=True)
        assert list(queries.circle_of(again)) == list(queries.circle_of(decision))
        shown = browser.get(page("decision", again)).text
        assert "Geen minimum: de eerste keer stemden er te weinig mensen." in shown
        assert page("decision", again) in browser.get(page("decision", decision)).text
