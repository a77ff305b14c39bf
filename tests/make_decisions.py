"""Makers of decisions, of a vote on one, and of what comes of it."""

from datetime import timedelta

from samenspel.collaborations.choices import Role
from samenspel.decisions import actions, queries
from samenspel.decisions.actions import Option, Terms
from samenspel.decisions.choices import Form, Position, RemarkKind, Said, Step, Turnout, Voters
from samenspel.decisions.tasks import close_vote
from tests.make import NOON, make_person

WEEK = timedelta(days=7)
PLACES = ("School", "Kerk", "Schuur")
TEXT = "Wij huren de oude school."


def make_decision(
    collaboration,
    party,
    *,
    at=NOON,
    text=TEXT,
    chair=None,
    by=None,
    options=(),
    circle=(),
    decided_by=None,
    **terms,
):
    given = {"title": "De oude school", "why": "De kerk sluit.", "closes_at": at + WEEK, **terms}
    return actions.propose(
        collaboration=collaboration, text=text, terms=Terms(**given), party=party, chair=chair,
        by=by, at=at, options=options, circle=circle, body=decided_by,
    )  # fmt: skip


def opened(decision, *, at=NOON, electorate=None, by=None):
    return actions.open_vote(
        decision=decision, electorate=electorate, count=close_vote, by=by, at=at
    )


def vote(decision, *choices, at=NOON):
    """A vote for each elector in turn; `None` stays silent."""
    text = queries.text_of(decision).digest
    for elector, choice in zip(decision.electors.order_by("pk"), choices, strict=False):
        if choice is not None:
            actions.cast(elector=elector, choice=Said(choice), why="", on_text=text, by=None, at=at)


def counted(decision, *choices, at=NOON):
    """The tally of a vote in which the electors voted so."""
    vote(decision, *choices, at=at)
    return actions.close(decision=decision, by=None, at=at + WEEK)


def make_vote_by_people(collaboration, party, number, *, at=NOON, **terms):
    """An open vote in which so many representatives of this party each have a vote."""
    for each in range(number):
        party.representations.create(person=make_person(f"Lid {each}"), role=Role.REPRESENTATIVE)
    given = {"voters": Voters.PEOPLE, **terms}
    return opened(make_decision(collaboration, party, at=at, **given), at=at)


def make_consent(collaboration, party, *, people=3, at=NOON, **terms):
    """A decision by consent that goes round among the speakers, at the step of consent."""
    for each in range(people - 2):
        party.representations.create(person=make_person(f"Lid {each}"), role=Role.REPRESENTATIVE)
    given = {"form": Form.CONSENT, "voters": Voters.PEOPLE, "turnout": Turnout.TWO_THIRDS,
             "evaluate_on": (at + 60 * WEEK / 7).date(), **terms}  # fmt: skip
    decision = opened(make_decision(collaboration, party, at=at, **given), at=at)
    while not decision.is_election and not queries.round_of(decision).asks_consent:
        step = Step(queries.round_of(decision).step)
        actions.go_on(decision=decision, after=step, by=None, at=at)
    return decision


def stand(elector, position, words="", *, by=None, at=NOON):
    """Where an elector stands on the newest text."""
    text = queries.text_of(elector.decision).digest
    return actions.stand(
        elector=elector, position=Position(position), words=words, on_text=text, by=by, at=at
    )


def make_choice(collaboration, party, *, people=2, at=NOON, **terms):
    """An open vote among several, by so many people."""
    for each in range(people - 2):
        party.representations.create(person=make_person(f"Lid {each}"), role=Role.REPRESENTATIVE)
    given = {"voters": Voters.PEOPLE, "options": [Option(name) for name in PLACES], **terms}
    return opened(make_decision(collaboration, party, at=at, **given), at=at)


def pick(decision, *ballots, at=NOON):
    """A ballot among several for each elector in turn; `None` stays silent."""
    text = queries.text_of(decision).digest
    for elector, picked in zip(decision.electors.order_by("pk"), ballots, strict=False):
        if picked is not None:
            actions.pick(elector=elector, picked=picked, why="", on_text=text, by=None, at=at)


def make_remark(decision, *, at=NOON, **fields):
    """A question about a decision, in a round that is over."""
    current = decision.rounds.create(
        number=1, text=queries.text_of(decision), step=Step.OVER, began_at=at
    )
    given = {"kind": RemarkKind.QUESTION, "words": "Wat kost het?", "said_at": at, **fields}
    return current.remarks.create(**given)


def make_settled_vote(collaboration, party, *, at=NOON):
    """What the addresses of a vote that was counted hang on."""
    decision = opened(make_decision(collaboration, party, at=at), at=at)
    counted(decision, "for", at=at)
    doubt = decision.tally.contests.create(
        elector=decision.electors.first(), why="Te snel", raised_at=at
    )
    remark = make_remark(decision, at=at)
    voter = decision.electors.get(party=party).pk
    body = actions.keep_body(
        collaboration=collaboration, statutes=actions.Statutes("Leden"), party=party, by=None, at=at
    )
    return {"decision_id": decision.pk, "body_id": body.pk, "remark_id": remark.pk,
            "contest_id": doubt.pk, "voter_id": voter}  # fmt: skip
