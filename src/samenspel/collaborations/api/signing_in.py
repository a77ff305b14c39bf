"""How people of a party sign in: the second step that managers owe, and the party's own provider.

A scope of its own, so that a key made for something else cannot change it.
"""

from typing import Annotated, Literal, Self

from django.core.exceptions import ValidationError as NotValid
from django.core.validators import URLValidator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from pydantic import AfterValidator, Field, model_validator

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import DOMAIN
from samenspel.collaborations.models import Party
from samenspel.people.adapters.claims import Refused
from samenspel.people.adapters.provider import discovered
from samenspel.people.choices import Assurance, SignInProfile
from samenspel.people.http import MemberRequest
from samenspel.people.models import SignInProvider
from samenspel.platform.asking import In, InPath, Moment, Out, Text
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse

router = new_router(_("sign-in"))
STEP, PROVIDER = "/parties/{party_id}/second-step", "/parties/{party_id}/sign-in-provider"


def _as_domain(text: str) -> str:
    domain = text.casefold()
    if not DOMAIN.fullmatch(domain):
        wrong = _now("“%(domain)s” is no domain; expected something like example.org.")
        raise ValueError(wrong % {"domain": text})
    return domain


def _as_web_address(text: str) -> str:
    try:
        URLValidator(["https", "http"])(text)
    except NotValid as fault:
        raise ValueError(_now("This is no address of a website.")) from fault
    return text


Domain = Annotated[Text, Field(max_length=253), AfterValidator(_as_domain)]


class SecondStepOut(Out):
    """Since when whoever manages the party owes a second step; null where nobody does."""

    since: Moment | None


class ProviderOut(Out):
    """How people sign in through the party; the secret cannot be read back."""

    issuer: str
    client_id: str
    domains: list[str]
    profile: SignInProfile
    assurance: Assurance | None
    sign_in_at: str
    returns_to: str


class ProviderIn(In):
    """An OpenID Connect provider; without `secret` the one that is kept stays."""

    issuer: Annotated[Text, Field(min_length=1, max_length=300), AfterValidator(_as_web_address)]
    client_id: Annotated[Text, Field(min_length=1, max_length=200)]
    secret: Annotated[Text, Field(max_length=500)] = ""
    domains: Annotated[list[Domain], Field(min_length=1, max_length=20)]
    profile: SignInProfile = SignInProfile.STANDARD
    assurance: Literal["low", "substantial", "high"] | None = None

    @model_validator(mode="after")
    def _says_how_sure(self) -> Self:
        if self.profile == SignInProfile.NLGOV and self.assurance is None:
            raise ValueError(_now("The NLGov profile asks for a level. Choose one."))
        return self


@router.get(STEP, response=SecondStepOut, summary=_("Second step of managers"),
            operation_id="getSecondStep")  # fmt: skip
def second_step(request: MemberRequest, party_id: InPath) -> SecondStepOut:
    """Whether a party that you manage asks a second step of its managers."""
    return _step(_managed(request, party_id))


@router.put(STEP, response=SecondStepOut, summary=_("Ask a second step of managers"),
            operation_id="askSecondStep")  # fmt: skip
@once(200)
def ask_second_step(request: MemberRequest, party_id: InPath) -> SecondStepOut:
    """Ask it of whoever manages the party, at once; also of you."""
    ours = _managed(request, party_id)
    actions.ask_second_step(party=ours, by=request.user, at=timezone.now())
    return _step(_managed(request, party_id))


@router.delete(STEP, response={204: None}, summary=_("Ask no second step any more"),
               operation_id="dropSecondStep")  # fmt: skip
@once(204)
def drop_second_step(request: MemberRequest, party_id: InPath) -> None:
    """Let managers sign in without one again."""
    ours = _managed(request, party_id)
    actions.drop_second_step(party=ours, by=request.user, at=timezone.now())


@router.get(PROVIDER, response=ProviderOut, summary=_("Provider of a party"),
            operation_id="getSignInProvider")  # fmt: skip
def provider(request: MemberRequest, party_id: InPath) -> ProviderOut:
    """How people sign in through a party that you manage; 404 where they do not."""
    known = _managed(request, party_id).sign_in_provider
    if known is None:
        raise Http404
    return _shown(request, known)


@router.put(PROVIDER, response=ProviderOut, summary=_("Let people sign in through a party"),
            operation_id="setSignInProvider")  # fmt: skip
def set_provider(request: MemberRequest, party_id: InPath, given: ProviderIn) -> HttpResponse:
    """Set the provider; it has to answer at its address and keep to its profile."""
    ours = _managed(request, party_id)
    if not (given.secret or ours.sign_in_provider):
        raise refuse("body.secret", _now("This is missing."))
    try:  # before the transaction that keeps the answer: another computer may take its time
        discovered(given.issuer, profile=given.profile)
    except Refused as refusal:
        raise refuse("body.issuer", str(refusal)) from refusal
    return _set(request, ours=ours, given=given)


@once(200)
def _set(request: MemberRequest, ours: Party, given: ProviderIn) -> ProviderOut:
    found = queries.provider_to_set(ours)
    found.issuer, found.client_id, found.domains = given.issuer, given.client_id, given.domains
    found.profile, found.assurance = given.profile, given.assurance or ""
    actions.set_provider(
        party=ours, provider=found, secret=given.secret, by=request.user, at=timezone.now()
    )
    return _shown(request, found)


@router.delete(PROVIDER, response={204: None}, operation_id="deleteSignInProvider",
               summary=_("Let nobody sign in through a party any more"))  # fmt: skip
@once(204)
def remove_provider(request: MemberRequest, party_id: InPath) -> None:
    """People of the party sign in by e-mail again."""
    ours = _managed(request, party_id)
    actions.remove_provider(party=ours, by=request.user, at=timezone.now())


def _managed(request: MemberRequest, party_id: int) -> Party:
    managed = queries.managed_by(request.user).select_related("sign_in_provider")
    return get_object_or_404(managed, pk=party_id)


def _step(ours: Party) -> SecondStepOut:
    return SecondStepOut(since=ours.second_step_since)


def _shown(request: MemberRequest, known: SignInProvider) -> ProviderOut:
    door, back = (
        request.build_absolute_uri(reverse(f"people:{view}", args=[known.slug]))
        for view in ("provider_sign_in", "provider_back")
    )
    return ProviderOut(
        issuer=known.issuer,
        client_id=known.client_id,
        domains=known.domains,
        profile=SignInProfile(known.profile),
        assurance=Assurance(known.assurance) if known.assurance else None,
        sign_in_at=door,
        returns_to=back,
    )
