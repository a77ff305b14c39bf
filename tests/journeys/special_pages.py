"""Pages that need more than a world with one scan: how somebody gets there."""

from dataclasses import replace
from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samenspel.agreements import actions as agreements
from samenspel.collaborations.actions import ask_second_step
from samenspel.collaborations.choices import Role
from samenspel.conversations.actions import renew_map
from samenspel.evaluation.actions import close_readiness
from samenspel.people import actions as people
from samenspel.people.models import SignInProvider
from samenspel.people.queries import FIRST_TIME
from samenspel.platform import sealing
from tests.client import HouseClient
from tests.journeys.special_decisions import of_decisions
from tests.make import make_collaboration, make_party, speaker_of
from tests.make_agreements import WORDING, accept_by_all, make_proposal
from tests.make_conversations import make_conversation, opened, two_camps
from tests.make_evaluations import make_improvement, make_opened, make_readiness
from tests.people.test_second_step import add_app, comes_by_mail, confirmed, fresh

ABOUT_ADA = {"slug": "deur", "uid": "x", "email": "ada@voorbeeld.example", "acr": ""}


def special_pages():
    """By address: a browser and the path that it opens there."""
    manager = speaker_of(make_party("Wij", role=Role.MANAGER))
    with_app = fresh(confirmed(manager))
    add_app(with_app)
    found = {
        name: (with_app, reverse(name))
        for name in ("mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate")
    }
    found |= _coming_in(manager) | _of_agreements() | _of_maps() | _of_evaluations()
    return found | of_decisions()


def _coming_in(manager):
    """Half way: with a code to fill in, a second step to take, or an organisation to believe."""
    asking, half, new, came = HouseClient(), HouseClient(), HouseClient(), HouseClient()
    by_link = people.make_sign_in_link(
        person=manager, is_reusable=False, by=None, at=timezone.now()
    )
    asking.post(reverse("account_request_login_code"), {"email": manager.email})
    comes_by_mail(half, manager)
    given = {"email": "nina@voorbeeld.example", "name": "Nina", "agree": "on"}
    new.post(reverse("account_signup"), given)
    SignInProvider.objects.create(
        slug="deur", name="Gemeente Voorbeeld", issuer="https://127.0.0.1:9", client_id="x",
        sealed_secret=sealing.seal("x"),
    )  # fmt: skip
    session = came.session
    session[FIRST_TIME] = ABOUT_ADA | {"at": timezone.now().isoformat()}
    session.save()
    owing = make_party("Streng", role=Role.MANAGER)
    ask_second_step(party=owing, by=speaker_of(owing), at=timezone.now())
    mail.outbox.clear()
    return {
        "people:sign_in_by_link": (
            HouseClient(), reverse("people:sign_in_by_link", args=[by_link])),
        "account_confirm_login_code": (asking, reverse("account_confirm_login_code")),
        "mfa_authenticate": (half, reverse("mfa_authenticate")),
        "account_email_verification_sent": (new, reverse("account_email_verification_sent")),
        "people:first_time": (came, reverse("people:first_time")),
        "collaborations:second_step": (
            of(speaker_of(owing)), reverse("collaborations:second_step")),
    }  # fmt: skip


def _of_agreements():
    ours, theirs = make_party("Geeft", role=Role.MANAGER), make_party("Neemt")
    now = timezone.now()
    here = make_collaboration(ours, theirs)
    first = accept_by_all(make_proposal(here, ours, at=now, wording=_later(now)), at=now)
    second = agreements.propose_change(
        agreement=first.agreement, wording=_later(now, what="We koken op vrijdag."),
        why="Het rooster", party=ours, by=None, at=now,
    )  # fmt: skip
    path = reverse("agreements:compare_versions", args=[here.slug, second.pk])
    return {"agreements:compare_versions": (of(speaker_of(ours)), path)}


def _of_maps():
    ours, now = make_party("Straat", role=Role.MANAGER), timezone.now()
    made, _token = opened(
        make_conversation(make_collaboration(ours, make_party("Wijk")), at=now), at=now
    )
    two_camps(made, each=6, at=now)
    renew_map(conversation=made, by=None, at=now)
    path = reverse("conversations:conversation_map", args=[made.collaboration.slug, made.pk])
    return {"conversations:conversation_map": (of(speaker_of(ours)), path)}


def _of_evaluations():
    ours, theirs = (make_party(name, role=Role.MANAGER) for name in ("Kijkt", "Terug"))
    now = timezone.now()
    made = make_opened(make_collaboration(ours, theirs), ours, at=now)
    make_improvement(made, ours, at=now)
    path = reverse("evaluation:evaluation", args=[made.collaboration.slug, made.pk])
    asked, _step = make_readiness(ours, 1, 2, 2, 3, 4, at=now)
    close_readiness(asked=asked, by=None, at=now)
    ready = reverse("evaluation:readiness", args=[ours.pk])
    client = of(speaker_of(ours))
    return {"evaluation:evaluation": (client, path), "evaluation:readiness": (client, ready)}


def of(person):
    """A browser in which this person is signed in."""
    client = HouseClient()
    client.force_login(person)
    return client


def _later(now, **given):
    return replace(WORDING, review_on=(now + timedelta(days=90)).date(), **given)
