"""Two parties with everyone who could look, and a scan in each of its states."""

from dataclasses import dataclass, field, replace
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenspel.agreements.actions import ask_balance, propose_change
from samenspel.channels.actions import choose_digest, make_feed
from samenspel.channels.choices import Rhythm
from samenspel.channels.queries import digest_of, no_digest_token
from samenspel.collaborations.actions import make_party_key
from samenspel.collaborations.choices import Role
from samenspel.collaborations.queries import keys_of
from samenspel.conversations.actions import (
    Wording,
    join,
    refuse_statement,
    suggest_statement,
    word_goal,
)
from samenspel.conversations.queries import participant_of
from samenspel.conversations.tasks import make_map
from samenspel.evaluation.queries import readiness_token
from samenspel.meaning import actions
from samenspel.meaning.queries import JOB_KIND
from samenspel.people.actions import make_api_key, make_sign_in_link
from samenspel.people.models import SignInProvider
from samenspel.people.queries import fingerprint
from samenspel.platform import retries, sealing
from samenspel.platform.models import Job, StuckTask
from tests.make import make_collaboration, make_party, make_person, make_scan
from tests.make_agreements import (
    WORDING,
    accept_by_all,
    make_commitment,
    make_contribution,
    make_ending,
    make_pause,
    make_proposal,
    make_upheaval,
)
from tests.make_channels import make_delivery
from tests.make_conversations import asks_age, make_conversation, opened
from tests.make_decisions import make_settled_vote
from tests.make_evaluations import (
    make_evaluation,
    make_guests,
    make_improvement,
    make_opened,
    make_readiness,
)
from tests.make_passkeys import make_passkey
from tests.make_portfolio import make_portfolio
from tests.make_registers import make_breach, make_request
from tests.make_scans import sides_of
from tests.permissions.states import (
    BROUGHT_IN,
    DAYS,
    OPENED,
    move_on,
    scan_in,
    someone_asked,
    speaker,
)

ROLES = {
    "V": "a visitor",
    "L": "a respondent with a personal link, without an account",
    "S": "someone signed in who belongs nowhere",
    "A": "an administrator who belongs nowhere",
    "M": "a manager of our party",
    "P": "a representative of our party",
    "F": "a facilitator of our party",
    "T": "a manager of the other party",
    "O": "a manager of a party that works with the other party elsewhere",
    "J": "a manager of a party that joined after the scan was made",
}


@dataclass
class World:
    """Where to look, and through whose eyes."""

    arguments: dict[str, object]
    tokens: dict[str, str]
    clients: dict[str, Client] = field(default_factory=dict)


def make_world(state):
    now = timezone.now()
    people = {letter: make_person(said) for letter, said in ROLES.items() if letter not in "VL"}
    type(people["A"]).objects.filter(pk=people["A"].pk).update(is_staff=True)
    ours, theirs, later, elsewhere = (
        make_party(name, person=people[letter], role=Role.MANAGER)
        for letter, name in {"M": "Ons", "T": "Zij", "J": "Later erbij", "O": "Elders"}.items()
    )
    colleague = ours.representations.create(person=people["P"], role=Role.REPRESENTATIVE)
    ours.representations.create(person=people["F"], role=Role.FACILITATOR)
    collaboration = make_collaboration(ours, theirs)
    third = make_party("Derde", role=Role.MANAGER)
    make_collaboration(theirs, elsewhere)
    make_scan(make_collaboration(make_party("Eén"), is_example=True))
    speakers = {ours: people["M"], theirs: people["T"], third: None}
    if state == "three":
        collaboration.participations.create(party=third)
    scan = scan_in(state, collaboration, speakers)
    version = _agreed(collaboration, theirs, now)
    evaluated = _evaluated(collaboration, ours, now)
    collaboration.participations.create(party=later)
    asked = make_commitment(collaboration, ours, theirs, party=theirs, at=now)
    rests, changed = (
        make_pause(collaboration, ours, at=now),
        make_upheaval(collaboration, ours, at=now),
    )
    feels = ask_balance(collaboration=collaboration, party=ours, by=None, at=now)
    delivery = make_delivery(ours, at=now)
    retries.beat("a worker", now)
    world = World(
        arguments={
            "slug": collaboration.slug,
            "collaboration_id": collaboration.pk,
            "party_id": ours.pk,
            "representation_id": colleague.pk,
            "request_id": make_request().pk,
            "breach_id": make_breach().pk,
            "webhook_id": delivery.webhook_id,
            "delivery_id": delivery.pk,
            "job_id": _job(people["M"], collaboration, ours),
            "stuck_id": _stuck(),
            "pk": _second_steps(people["T"]),
            "position": 1,
            "place": 1,
            "scan_id": scan.pk,
            "settled_id": version.agreement_id,
            "version_id": version.pk,
            "commitment_id": asked.pk,
            "terms_id": asked.terms.get().pk,
            "round_id": feels.pk,
            "pause_id": rests.pk,
            "ending_id": make_ending(collaboration, ours, at=now).pk,
            "reassessment_id": changed.reassessments.first().pk,
            "contribution_id": make_contribution(collaboration, ours, theirs, at=now).pk,
        },
        tokens={
            "collaborations:invitation": "role",
            "people:sign_in_by_link": make_sign_in_link(
                person=people["M"], is_reusable=False, by=None, at=now
            ),
        },
    )
    role = ours.invitations.create(
        email="x@voorbeeld.example", role=Role.MANAGER, token_hash=fingerprint("role"),
        made_at=now, expires_at=now + DAYS,
    )  # fmt: skip
    world.arguments["role_invitation_id"] = role.pk
    world.tokens |= _informed(people["M"], now)
    world.clients = {letter: _client(person) for letter, person in people.items()}
    world.arguments |= _ways_in(people["M"])
    world.clients |= {"V": Client(), "L": Client()}
    _converse(world, collaboration, now)
    world.arguments |= make_portfolio(ours, at=now)
    world.arguments |= make_settled_vote(collaboration, ours, at=now)
    _look_back(world, evaluated, ours, now)
    if state not in BROUGHT_IN:
        _ask_someone(world, scan, state)
    return world


def _agreed(collaboration, party, now):
    """The second version of an agreement, which waits for an answer."""
    wording = replace(WORDING, review_on=(now + DAYS).date())
    first = accept_by_all(make_proposal(collaboration, party, at=now, wording=wording), at=now)
    return propose_change(
        agreement=first.agreement, wording=replace(wording, what="We koken samen."), why="Beter.",
        party=party, by=None, at=now,
    )  # fmt: skip


def _evaluated(collaboration, party, now):
    """An evaluation that was opened, and one that is under way."""
    sides = [[5]] * collaboration.participations.count()
    opened = make_opened(collaboration, party, *sides, at=now)
    return opened, make_evaluation(collaboration, party, at=now)


def _look_back(world, evaluated, party, now):
    """What the evaluations hold; our respondent began to answer the one under way."""
    opened, sealed = evaluated
    side = sealed.sides.get(party=party)
    (link,) = make_guests(side, "Lot", at=now)
    world.tokens["evaluation:personal_link"] = world.tokens["evaluation:refuse_mail"] = link.token
    world.arguments |= {
        "evaluation_id": sealed.pk,
        "opened_id": opened.pk,
        "evaluation_side_id": side.pk,
        "guest_id": link.invitation.pk,
        "improvement_id": make_improvement(opened, party, at=now).pk,
    }
    asked, step = make_readiness(party, at=now)
    world.tokens["evaluation:answer_readiness"] = readiness_token(asked)
    world.arguments["ready_step_id"] = step.pk
    world.clients["L"].post(reverse("evaluation:personal_link", args=[link.token]))


def _second_steps(person):
    """An app, emergency codes and a passkey of this person; the key of the passkey."""
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        secret = sealing.seal("x")
        Authenticator.objects.create(
            user=person, type=kind, data={"secret": secret, "seed": secret, "used_mask": 0}
        )
    return make_passkey(person).pk


def _converse(world, collaboration, now):
    """A conversation under way, in which our respondent takes part."""
    prepared = make_conversation(collaboration, at=now, access="public")
    made, token = opened(asks_age(prepared, at=now), at=now)
    world.tokens["conversations:join_conversation"] = token
    world.arguments |= {"conversation_id": made.pk, "goal_number": 1, "about": "age"}
    wording = Wording("Groen plein", "", [0])
    word_goal(conversation=made, wording=wording, by=None, at=now)
    key, name = join(conversation=made, key="x", by=None, at=now), f"conversation_{made.pk}"
    world.tokens |= {"conversations:resume": key, "conversations:begin_by_code": "CODE"}
    by = participant_of(made.pk, key)
    own = suggest_statement(text="Een eigen zin van mij.", by=by, at=now)
    refuse_statement(statement=own, reason="x", make_map=make_map, by=None, at=now)
    world.arguments["number"] = own.number
    world.clients["L"].cookies[name] = get_cookie_signer(salt=name + name).sign(key)


def _informed(person, now):
    """What lies in the mail and in the calendar of this person: whoever has it needs no account."""
    choose_digest(rhythm=Rhythm.WEEKLY, by=person, at=now)
    return {
        "channels:calendar": make_feed(by=person, at=now),
        "channels:no_digest": no_digest_token(digest_of(person)),
    }


def _ask_someone(world, scan, state):
    """Somebody with a link who began before the scan came where it is now."""
    invitation, token = someone_asked(scan)
    world.tokens |= {"meaning:personal_link": token, "meaning:refuse_mail": token}
    side = sides_of(scan)[0]
    group = actions.make_group_link(side=side, by=speaker(side), at=timezone.now())
    world.tokens["meaning:join_group"] = group
    word = scan.words.first()
    world.arguments |= {"side_id": side.pk, "word_id": word.pk, "invitation_id": invitation.pk}
    if state != "draft":
        world.clients["L"].post(reverse("meaning:personal_link", args=[token]))
    move_on(scan, state)
    if state in OPENED:
        world.arguments["agreement_id"] = scan.talk.agreements.get().pk


def _client(person):
    client = Client()
    client.force_login(person)
    return client


def _ways_in(person):
    """A provider that does not answer, and how this person is signed in."""
    door = SignInProvider.objects.create(
        slug="deur", name="Ons", issuer="https://127.0.0.1:9", client_id="x",
        sealed_secret=sealing.seal("x"),
    )  # fmt: skip
    account = SocialAccount.objects.create(user=person, provider=door.slug, uid="x")
    return {"door": door.slug, "account_id": account.pk, "visit_id": person.visits.get().pk,
            "key_id": _key(person), "party_key_id": _party_key(person)}  # fmt: skip


def _party_key(manager):
    party = manager.representations.get().party
    make_party_key(party=party, name="x", days=30, scopes=[], by=manager, at=timezone.now())
    return keys_of(party, at=timezone.now()).get().pk


def _key(person):
    make_api_key(name="x", days=30, scopes=[], by=person, at=timezone.now())
    return person.api_keys.get().pk


def _job(owner, collaboration, party):
    asked = {"typed": {}, "collaboration": collaboration.pk, "party": party.pk}
    return Job.objects.create(kind=JOB_KIND, owner=owner, asked_at=timezone.now(), request=asked).pk


def _stuck():
    return StuckTask.objects.create(
        task_id=uuid4(), name="x", reason="fault", attempts=5, stuck_at=timezone.now()
    ).pk
