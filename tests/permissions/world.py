"""Two parties with everyone who could look, and a scan in each of its states."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

from allauth.socialaccount.models import SocialAccount
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenspel.agreements.actions import ask_balance
from samenspel.channels.actions import choose_digest, make_feed
from samenspel.channels.choices import Rhythm
from samenspel.channels.queries import digest_of, no_digest_token
from samenspel.collaborations.choices import Role
from samenspel.conversations.actions import join
from samenspel.meaning import actions
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Scan, Talk
from samenspel.meaning.queries import JOB_KIND
from samenspel.people.actions import make_api_key
from samenspel.people.models import SignInProvider
from samenspel.people.queries import fingerprint
from samenspel.platform import retries, sealing
from samenspel.platform.models import Job, StuckTask
from tests.make import make_collaboration, make_party, make_person, make_scan
from tests.make_agreements import WORDING, make_commitment, make_contribution, make_proposal
from tests.make_channels import make_delivery
from tests.make_conversations import make_conversation, opened
from tests.make_registers import make_breach, make_request
from tests.make_scans import answered_by, ask, make_draft, open_up, sides_of

STATES = (
    "draft", "open", "closed", "accepted", "revealed", "guessing", "numbers", "brought_in"
)  # fmt: skip
OPENED = ("revealed", "guessing", "numbers")  # together: before, in and after the talk
ROLES = {
    "V": "a visitor",
    "L": "a respondent with a personal link, without an account",
    "S": "someone signed in who belongs nowhere",
    "A": "an administrator who belongs nowhere",
    "M": "a manager of our party",
    "P": "a representative of our party",
    "F": "a facilitator of our party",
    "T": "a manager of the other party",
}
OWN_WORDS = "zeskantige zeepbel"
DAYS = timedelta(days=7)


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
    ours = make_party("Ons", person=people["M"], role=Role.MANAGER)
    colleague = ours.representations.create(person=people["P"], role=Role.REPRESENTATIVE)
    ours.representations.create(person=people["F"], role=Role.FACILITATOR)
    theirs = make_party("Zij", person=people["T"], role=Role.MANAGER)
    collaboration = make_collaboration(ours, theirs)
    make_scan(make_collaboration(make_party("Eén"), is_example=True))
    scan = _scan_in(state, collaboration, people)
    delivery = make_delivery(ours, at=now)
    wording = replace(WORDING, review_on=(now + DAYS).date())
    version = make_proposal(collaboration, theirs, at=now, wording=wording)
    asked = make_commitment(collaboration, ours, theirs, party=theirs, at=now)
    feels = ask_balance(collaboration=collaboration, party=ours, by=None, at=now)
    retries.beat("a worker", now)
    world = World(
        arguments={
            "slug": collaboration.slug,
            "party_id": ours.pk,
            "representation_id": colleague.pk,
            "request_id": make_request().pk,
            "breach_id": make_breach().pk,
            "webhook_id": delivery.webhook_id,
            "delivery_id": delivery.pk,
            "job_id": _job(people["M"], collaboration),
            "stuck_id": _stuck(),
            "pk": 1,
            "position": 1,
            "place": 1,
            "scan_id": scan.pk,
            "settled_id": version.agreement_id,
            "version_id": version.pk,
            "commitment_id": asked.pk,
            "terms_id": asked.terms.get().pk,
            "round_id": feels.pk,
            "contribution_id": make_contribution(collaboration, ours, theirs, at=now).pk,
        },
        tokens={"collaborations:invitation": "role", "people:sign_in_by_link": "unknown"},
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
    if state != "brought_in":
        _ask_someone(world, scan, state)
    return world


def _converse(world, collaboration, now):
    """A conversation under way, in which our respondent takes part."""
    made, token = opened(make_conversation(collaboration, at=now), at=now)
    world.tokens["conversations:join_conversation"] = token
    world.arguments |= {"conversation_id": made.pk, "number": 0}
    key, name = join(conversation=made, by=None, at=now), f"conversation_{made.pk}"
    world.clients["L"].cookies[name] = get_cookie_signer(salt=name + name).sign(key)


def _informed(person, now):
    """What lies in the mail and in the calendar of this person: whoever has it needs no account."""
    choose_digest(rhythm=Rhythm.WEEKLY, by=person, at=now)
    return {
        "channels:calendar": make_feed(by=person, at=now),
        "channels:no_digest": no_digest_token(digest_of(person)),
    }


def _scan_in(state, collaboration, people):
    ours, theirs = (part.party for part in collaboration.participations.order_by("pk"))
    if state == "brought_in":
        return make_scan(collaboration, brought_in_by=ours, brought_in_by_person=people["M"])
    now = timezone.now()
    scan = make_draft(ours, theirs, collaboration=collaboration, closes_at=now + DAYS)
    if state == "draft":
        return scan
    return answered_by(open_up(scan, at=now), own_words=OWN_WORDS, at=now)


def _ask_someone(world, scan, state):
    """Somebody with a link who began before the scan came where it is now."""
    now = timezone.now()
    side, _other = sides_of(scan)
    ((invitation, token),) = ask(side, "Iemand", at=now)
    world.tokens |= {"meaning:personal_link": token, "meaning:refuse_mail": token}
    manager = side.party.representations.get(role=Role.MANAGER).person
    group = actions.make_group_link(side=side, by=manager, at=now)
    world.tokens["meaning:join_group"] = group
    word = scan.words.first()
    world.arguments |= {"side_id": side.pk, "word_id": word.pk, "invitation_id": invitation.pk}
    if state != "draft":
        world.clients["L"].post(reverse("meaning:personal_link", args=[token]))
    if state in ("closed", "accepted", *OPENED):
        Scan.objects.filter(pk=scan.pk).update(state=ScanState.CLOSED, closed_at=now)
    accepting = {"accepted": sides_of(scan)[1:], **dict.fromkeys(OPENED, sides_of(scan))}
    for each in accepting.get(state, []):
        person = each.party.representations.get(role=Role.MANAGER).person
        actions.accept_opening(side=each, by=person, at=now)
    if state in OPENED:
        _talk(world, scan, state, manager)


def _talk(world, scan, state, manager):
    """The talk about it, as far as the state says."""
    talk, now = Talk.objects.get(scan=scan), timezone.now()
    agreed = {"concept": "", "what": "x", "owner": "y", "due_on": (now + DAYS).date()}
    world.arguments["agreement_id"] = actions.agree(talk=talk, by=manager, at=now, **agreed).pk
    if state != "revealed":
        actions.open_guessing(talk=talk, by=manager, at=now)
    if state == "numbers":
        actions.open_numbers(talk=talk, by=manager, at=now)


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
            "key_id": _key(person)}  # fmt: skip


def _key(person):
    make_api_key(name="x", days=30, by=person, at=timezone.now())
    return person.api_keys.get().pk


def _job(owner, collaboration):
    asked = {"typed": {}, "collaboration": collaboration.pk}
    return Job.objects.create(kind=JOB_KIND, owner=owner, asked_at=timezone.now(), request=asked).pk


def _stuck():
    return StuckTask.objects.create(
        task_id=uuid4(), name="x", reason="fault", attempts=5, stuck_at=timezone.now()
    ).pk
