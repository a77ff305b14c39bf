"""Signing in through the provider of an organisation: django-allauth, and what it leaves to us."""

import secrets
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenspel.platform import outside, sealing

from .. import queries
from ..choices import SignInProfile
from ..models import SignInProvider
from ..queries import FIRST_TIME
from .claims import EIDAS, NOT_READ, OTHER_ISSUER, Expected, Refused, checked

SCOPE = ["openid", "profile", "email"]
RANDOM = 32  # bytes, twice the 128 bits that OIDC-NLGOV asks
WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OTHER_ADDRESS = _("Your organisation sends an address that is not of its own. Ask whoever runs it.")
NO_ADDRESS = _("Your organisation sends no e-mail address. Ask whoever runs its sign-in.")
ASKED_TWICE = _("This answer was used, or belongs to another browser. Begin again.")
SAID_NO = _("Your organisation did not let you in.")
NOT_NLGOV = _("This provider does not keep to the NLGov profile: it needs S256 and pairwise names.")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Who comes in through a provider, and how we reach it."""

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> "PartyProvider":
        """The provider with this name; we keep them ourselves, with their secret sealed."""
        del client_id
        found = queries.sign_in_provider(provider)
        if found is None:
            raise SocialApp.DoesNotExist
        return PartyProvider(request, app=_app_of(found))

    def list_apps(self, *_given: Any, **_named: Any) -> list[SocialApp]:
        """Nobody learns here which organisations have a provider."""
        return []

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """Of 256 bits; that of django-allauth has 95."""
        del state
        return secrets.token_urlsafe(RANDOM)

    def get_requests_session(self) -> requests.Session:
        """To computers outside only: who manages a party typed the address."""
        return outside.session()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time we ask for a code: no provider speaks for an address all by itself."""
        account = sociallogin.account
        if sociallogin.is_existing:
            return
        if not sociallogin.user.email:
            raise Refused(NO_ADDRESS)
        logout(request)  # whoever was in: a code decides whose this is
        request.session[FIRST_TIME] = {
            "slug": account.provider,
            "uid": account.uid,
            "email": sociallogin.user.email,
            "acr": account.extra_data["acr"],
            "at": timezone.now().isoformat(),
        }
        raise ImmediateHttpResponse(redirect("people:first_time"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: "PartyProvider",
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Say in a sentence why someone did not come in; nothing of what the provider wrote."""
        del error, extra_context
        said_no = SAID_NO if exception is None else NOT_READ
        sentence = str(exception) if isinstance(exception, Refused) else said_no
        raise ImmediateHttpResponse(refused(request, provider.name, sentence))


class PartyProvider(OpenIDConnectProvider):
    """The provider of one organisation. Nothing of a request changes what we ask it."""

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **_named: Any,
    ) -> HttpResponse:
        """Send someone there, with a nonce that has to come back."""
        nonce = secrets.token_urlsafe(RANDOM)
        asked = {"nonce": nonce}
        if self.app.settings["assurance"]:
            asked["acr_values"] = EIDAS + self.app.settings["assurance"]
        response: HttpResponse = super().redirect(
            request, process, next_url, data, scope=SCOPE, auth_params=asked, nonce=nonce
        )
        return response

    def get_oauth2_adapter(self, request: HttpRequest) -> "PartyAdapter":
        return PartyAdapter(request, self.app.provider_id)

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        """Of all it says we keep how sure it was."""
        return {"acr": str(data["id_token"].get("acr", ""))}


class PartyAdapter(OpenIDConnectOAuth2Adapter):
    """How we speak with the provider of an organisation."""

    nonce = ""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, checked."""
        app = self.get_provider().app
        return discovered(app.settings["server_url"], profile=app.settings["profile"])

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("people:provider_back", args=[app.provider_id]))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any
    ) -> SocialLogin:
        """Believe a signed answer only, also where it came straight from the provider."""
        del token
        expected = Expected(
            issuer=app.settings["server_url"],
            client_id=app.client_id,
            nonce=self.nonce,
            profile=app.settings["profile"],
            assurance=app.settings["assurance"],
        )
        keys = _json_at(self.openid_config["jwks_uri"])
        claims = checked(str(given["response"].get("id_token", "")), keys=keys, expected=expected)
        email = str(claims.get("email") or "")
        if not email:
            raise Refused(NO_ADDRESS)
        if email.rpartition("@")[2].casefold() not in app.settings["domains"]:
            raise Refused(OTHER_ADDRESS)
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})


class Callback(OAuth2CallbackView):
    """What happens when someone comes back from a provider."""

    def _get_state(
        self, request: HttpRequest, provider: PartyProvider
    ) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, refusal = super()._get_state(request, provider)
        if state is None:
            return None, refused(request, provider.name, ASKED_TWICE)
        said = request.GET.get("iss")  # RFC 9207
        if said is not None and said != provider.app.settings["server_url"]:
            return None, refused(request, provider.name, OTHER_ISSUER)
        self.adapter.nonce = state["nonce"]
        return state, refusal


def discovered(issuer: str, *, profile: str) -> dict[str, Any]:
    """What a provider publishes about itself; refused where it is not what it has to be."""
    found = _json_at(issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != issuer:
        raise Refused(OTHER_ISSUER)
    for name in ENDPOINTS:
        if not _is_safe(str(found.get(name, ""))):
            raise Refused(NOT_READ)
    if profile == SignInProfile.NLGOV:
        s256 = "S256" in found.get("code_challenge_methods_supported", [])
        if not s256 or "pairwise" not in found.get("subject_types_supported", []):
            raise Refused(NOT_NLGOV)
    return found


def refused(request: HttpRequest, name: str, sentence: Any) -> HttpResponse:
    """A page that says why someone did not come in."""
    context = {"name": name, "sentence": sentence}
    return render(request, "people/provider_refused.html", context, status=401)


def _json_at(address: str) -> dict[str, Any]:
    try:
        answer = outside.session().get(address)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as fault:
        raise Refused(NOT_READ) from fault
    if not isinstance(found, dict):
        raise Refused(NOT_READ)
    return found


def _is_safe(address: str) -> bool:
    """Over TLS; except on this machine where the settings allow that."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return True
    return parts.scheme == "http" and bool(parts.hostname) and bool(settings.INSIDE_ALLOWED)


def _app_of(provider: SignInProvider) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.slug,
        name=provider.name,
        client_id=provider.client_id,
        secret=sealing.unseal(provider.sealed_secret),
        settings={
            "server_url": provider.issuer,
            "oauth_pkce_enabled": True,
            "profile": provider.profile,
            "assurance": provider.assurance,
            "domains": provider.domains,
        },
    )
