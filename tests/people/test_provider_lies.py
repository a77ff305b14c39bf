"""A provider that lies, or that someone speaks for: nobody comes in, and a sentence says why."""

import pytest

from tests import oidc
from tests.people.coming_in import come_back, who

pytestmark = pytest.mark.django_db
BSN = "111222333"  # of the test numbers of the government


def wrong(**claims):
    return lambda given: {**given, **claims}


def without(name):
    return lambda given: {key: value for key, value in given.items() if key != name}


def late(given):
    return {**given, "iat": given["iat"] - 600, "exp": given["iat"] - 300}


def long_lasting(given):
    return {**given, "exp": given["iat"] + 301}


LIES = {
    "wrong nonce": (wrong(nonce="x"), "hoort bij een ander verzoek"),
    "no nonce": (without("nonce"), "hoort bij een ander verzoek"),
    "wrong issuer": (wrong(iss="https://elders.example"), "komt van een andere aanbieder"),
    "wrong audience": (wrong(aud="iemand-anders"), "bedoeld voor een ander programma"),
    "for us and another, and not by us": (
        wrong(aud=[oidc.CLIENT, "x"], azp="x"), "bedoeld voor een ander programma"),
    "expired": (late, "is te oud"),
    "acr below level": (wrong(acr="http://eidas.europa.eu/LoA/low"), "minder zeker van wie je"),
    "acr of its own": (wrong(acr="urn:very-sure"), "minder zeker van wie je"),
    "no acr": (without("acr"), "minder zeker van wie je"),
    "lasts too long": (long_lasting, "geldt te lang"),
    "a citizen service number": (wrong(sub=BSN), "burgerservicenummer"),
    "no name": (without("sub"), "niet lezen"),
    "a name without end": (wrong(sub="x" * 192), "niet lezen"),
    "no end": (without("exp"), "niet lezen"),
    "no address": (without("email"), "geen e-mailadres"),
    "an address of others": (wrong(email="ada@elders.example"), "niet van haarzelf"),
}  # fmt: skip
SIGNATURES = {
    "alg none": oidc.unsigned,
    "the key of another": oidc.by_another,
    "the public key as a secret": oidc.with_the_public_key_as_secret,
    "an unknown key": lambda claims: oidc.signed(claims, kid="other"),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_right_lets_nobody_in_and_says_why(client, provider, door, ada, lie):
    provider.claims, sentence = LIES[lie]
    page = come_back(client, door)
    assert page.status_code == 401
    assert sentence in page.text
    assert who(client) is None


@pytest.mark.parametrize("signature", SIGNATURES)
def test_an_answer_that_it_did_not_sign_is_refused(client, provider, door, ada, signature):
    provider.sign = SIGNATURES[signature]
    page = come_back(client, door)
    assert (page.status_code, who(client)) == (401, None)
    assert "niet door haar ondertekend" in page.text


def test_what_is_no_token_at_all_is_refused(client, provider, door, ada):
    provider.sign = str
    page = come_back(client, door)
    assert (page.status_code, who(client)) == (401, None)
    assert "niet lezen" in page.text
