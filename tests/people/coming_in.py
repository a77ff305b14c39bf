"""What someone does who comes in through the provider of an organisation."""

from urllib.parse import urlsplit

from django.urls import reverse

from tests import oidc


def begin(client, door):
    """Press the button; the address at the provider."""
    return client.post(reverse("people:provider_sign_in", args=[door.slug])).url


def come_back(client, door):
    """Sign in there and come back with what it gives."""
    back = urlsplit(oidc.sign_in_there(begin(client, door)))
    return client.get(f"{back.path}?{back.query}")


def who(client):
    return client.session.get("_auth_user_id")
