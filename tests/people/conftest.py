"""An organisation with a provider of its own."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from samenspel.people import actions
from samenspel.people.models import SignInProvider
from samenspel.platform import sealing
from tests import oidc
from tests.make import make_person

SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"


@pytest.fixture(scope="module")
def server():
    with oidc.running() as provider:
        yield provider


@pytest.fixture
def provider(server, settings):
    """What the organisation runs, as good as new."""
    settings.INSIDE_ALLOWED = ["127.0.0.0/8"]
    server.person = {"sub": "b7f0c2", "email": "ada@voorbeeld.example", "name": "Ada"}
    server.acr, server.metadata = SUBSTANTIAL, {}
    server.claims, server.sign = (lambda claims: claims), oidc.signed
    server.codes, server.used, server.asked = {}, [], {}
    return server


@pytest.fixture
def door(provider):
    """How we know it."""
    return SignInProvider.objects.create(
        slug="gemeente-1a2b3c", name="Gemeente Voorbeeld", issuer=provider.issuer,
        client_id=oidc.CLIENT, sealed_secret=sealing.seal(oidc.SECRET),
        domains=["voorbeeld.example"], profile="nlgov", assurance="substantial",
    )  # fmt: skip


@pytest.fixture
def ada(door):
    """Someone whom the provider brought in before."""
    person = make_person()
    person.email = "ada@voorbeeld.example"
    person.save()
    actions.confirm_address(person=person, email=person.email, by=person, at=timezone.now())
    SocialAccount.objects.create(user=person, provider=door.slug, uid="b7f0c2")
    return person
