"""The page of a decision in the states in which it looks different."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.actions import Option
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Said
from tests.client import HouseClient
from tests.make import make_collaboration, make_party, speaker_of
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

PROJECTS = [Option("Banken", 400), Option("Bomen", 700), Option("Een pomp", 500)]
BUDGET = {"form": "budget", "budget": 1000, "options": PROJECTS}


def of_decisions():
    """By address and state: a browser of a manager, and the path that it opens."""
    ours, now = make_party("Beslist", role=Role.MANAGER), timezone.now()
    here, client = make_collaboration(ours, make_party("Mee")), HouseClient()
    client.force_login(speaker_of(ours))
    made = {
        "decision ballot": make_vote_by_people(here, ours, 2, at=now),
        "decision proxies": _with_a_proxy(here, ours, now),
        "decision questions": _asked(here, ours, now),
        "decision objected": _objected(here, ours, now),
        "decision nominated": _nominated(here, ours, now),
        "decision ranking": make_choice(here, ours, at=now, form="ranking"),
        "decision projects": make_choice(here, ours, at=now, **BUDGET),
        "decision paid": _paid(here, ours, now),
        "decision law": make_decision(
            here, ours, at=now, legal_form="association", kind="statutes", body="general_meeting"
        ),
        "decision elsewhere": make_vote_by_people(here, ours, 0, at=now, secrecy="elsewhere"),
        "decision shares": _by_shares(here, ours, now),
        "ballot_box published": _boxed(here, ours, now),
    }
    return {
        f"decisions:{name}": (
            client, reverse(f"decisions:{name.split()[0]}", args=[here.slug, decision.pk])
        )
        for name, decision in made.items()
    }  # fmt: skip


def _by_shares(here, ours, now):
    """Counted a week ago, with what each party adds to the outcome."""
    at = now - 2 * WEEK
    vote = make_vote_by_people(here, ours, 0, at=at, voters="shares")
    counted(vote, "for", "against", at=at)
    return vote


def _with_a_proxy(here, ours, now):
    vote = make_vote_by_people(here, ours, 0, at=now, proxies=2)
    *_others, giver, _last = vote.electors.order_by("pk")
    holder = vote.electors.get(person=speaker_of_first(vote))
    actions.give_proxy(giver=giver, holder=holder, by=None, at=now)
    return vote


def speaker_of_first(vote):
    return vote.electors.order_by("pk").first().person


def _asked(here, ours, now):
    day = (now + 3 * WEEK).date()
    vote = opened(make_decision(here, ours, at=now, form="consent", voters="people",
                                evaluate_on=day), at=now)  # fmt: skip
    said = actions.remark(decision=vote, words="Wat kost het?", by=None, at=now)
    actions.answer(remark=said, words="Weinig.", by=None, at=now)
    return vote


def _objected(here, ours, now):
    vote = make_consent(here, ours, people=2, at=now)
    first, second, *_others = vote.electors.order_by("pk")
    stand(first, "concern", "Kan het stiller?", at=now)
    stand(second, "objection", "Te duur", at=now)
    return vote


def _nominated(here, ours, now):
    vote = make_consent(here, ours, people=2, at=now, form="election")
    first = vote.electors.order_by("pk").first()
    actions.nominate(elector=first, nominee=first.person, why="Rustig", by=None, at=now)
    actions.go_on(decision=vote, after="nominations", by=None, at=now)
    return vote


def _paid(here, ours, now):
    began = now - 2 * WEEK
    vote = make_choice(here, ours, at=began, **BUDGET)
    pick(vote, *[Picked(points={1: 1, 2: n % 2}) for n in range(vote.electors.count())], at=began)
    actions.close(decision=vote, by=None, at=began + WEEK)
    return vote


def _boxed(here, ours, now):
    began = now - 2 * WEEK
    vote = make_vote_by_people(here, ours, 3, at=began, secrecy="separated")
    text = queries.text_of(vote).digest
    for each in vote.electors.all():
        actions.drop_in_box(
            elector=each, said=Said.FOR, receipt=analyses.new_receipt(), on_text=text, by=None,
            at=began + timedelta(hours=1),
        )  # fmt: skip
    actions.close(decision=vote, by=None, at=began + WEEK)
    return vote
