"""What a provider says about someone, checked: django-allauth does not check all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.translation import gettext_lazy as _

from ..choices import Assurance, SignInProfile

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")
LEEWAY = timedelta(seconds=10)  # two clocks
NLGOV_LASTS = timedelta(minutes=5)  # the longest that an answer may last, OIDC-NLGOV 4.1
EIDAS = "http://eidas.europa.eu/LoA/"
LEVELS = [f"{EIDAS}{level.value}" for level in Assurance]
LONGEST_NAME = 191  # that we can keep
BSN_LENGTH = 9
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

NOT_SIGNED = _("The answer of your organisation is not signed by it. We did not let you in.")
OTHER_ISSUER = _("The answer comes from another provider than that of your organisation.")
OTHER_AUDIENCE = _("The answer of your organisation was meant for another program.")
TOO_OLD = _("The answer of your organisation is too old. Try again.")
OTHER_NONCE = _("The answer of your organisation belongs to another request. Try again.")
NOT_SURE = _("Your organisation is less sure of who you are than it has to be. Use a stronger way.")
LASTS_TOO_LONG = _("The answer of your organisation lasts too long for the NLGov profile.")
IS_BSN = _("Your organisation sends a citizen service number. We may not keep that.")
NOT_READ = _("We cannot read the answer of your organisation. Try again, or ask whoever runs it.")


class Refused(OAuth2Error):
    """A provider said something that we do not accept; its text is fit to show."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an answer has to say before we believe it."""

    issuer: str
    client_id: str
    nonce: str
    profile: str
    assurance: str

    @property
    def is_nlgov(self) -> bool:
        return self.profile == SignInProfile.NLGOV


def checked(token: str, *, keys: Mapping[str, Any], expected: Expected) -> dict[str, Any]:
    """The claims of an ID token (OpenID Connect Core 3.1.3.7), or a refusal that says why."""
    claims = _signed(token, keys, expected)
    if not 0 < len(str(claims["sub"])) <= LONGEST_NAME:
        raise Refused(NOT_READ)
    if not compare_digest(str(claims["nonce"]), expected.nonce):
        raise Refused(OTHER_NONCE)
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise Refused(OTHER_AUDIENCE)
    if expected.assurance and not reaches(claims.get("acr"), expected.assurance):
        raise Refused(NOT_SURE)
    if expected.is_nlgov:
        _as_nlgov_wants(claims)
    return claims


def reaches(given: object, asked: str) -> bool:
    """Whether a level of assurance is the one that was asked, or above it."""
    return given in LEVELS and LEVELS.index(str(given)) >= LEVELS.index(f"{EIDAS}{asked}")


def looks_like_bsn(text: str) -> bool:
    """Whether a text is nine digits that pass the eleven test of citizen service numbers."""
    if len(text) != BSN_LENGTH or not (text.isascii() and text.isdecimal()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, BSN_WEIGHTS, strict=True))
    return total % 11 == 0


def _signed(token: str, keys: Mapping[str, Any], expected: Expected) -> dict[str, Any]:
    try:
        key = _key_of(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=LEEWAY,
            options={"require": list(REQUIRED)},
        )
    except jwt.PyJWTError as fault:
        raise Refused(_sentence_for(fault)) from fault
    return claims


def _key_of(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key of the provider that this token names; how it signs is ours to allow."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise Refused(NOT_SIGNED)
    for_signing = [each for each in keys.get("keys", []) if each.get("use", "sig") == "sig"]
    named = [each for each in for_signing if each.get("kid") == header.get("kid")]
    found = named or (for_signing if "kid" not in header else [])
    if len(found) != 1:
        raise Refused(NOT_SIGNED)
    return jwt.PyJWK(found[0], algorithm=found[0].get("alg", header["alg"]))


def _sentence_for(fault: jwt.PyJWTError) -> Any:
    sentences: tuple[tuple[type[jwt.PyJWTError], Any], ...] = (
        (jwt.InvalidIssuerError, OTHER_ISSUER),
        (jwt.InvalidAudienceError, OTHER_AUDIENCE),
        (jwt.ExpiredSignatureError, TOO_OLD),
        (jwt.InvalidSignatureError, NOT_SIGNED),
        (jwt.InvalidAlgorithmError, NOT_SIGNED),
    )
    for kind, sentence in sentences:
        if isinstance(fault, kind):
            return sentence
    if isinstance(fault, jwt.MissingRequiredClaimError) and fault.claim == "nonce":
        return OTHER_NONCE
    return NOT_READ


def _as_nlgov_wants(claims: Mapping[str, Any]) -> None:
    if claims["exp"] - claims["iat"] > NLGOV_LASTS.total_seconds():
        raise Refused(LASTS_TOO_LONG)
    if looks_like_bsn(str(claims["sub"])):
        raise Refused(IS_BSN)
