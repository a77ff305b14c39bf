"""Maker of a passkey as a browser would have registered it."""

import hashlib

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

SITE = "testserver"


def make_passkey(person, *, name="Telefoon"):
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    number = hashlib.sha256(person.email.encode()).digest()
    credential = AttestedCredentialData.create(Aaguid.NONE, number, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    site = hashlib.sha256(SITE.encode()).digest()
    made = AttestationObject.create(
        "none", AuthenticatorData.create(site, flags, 0, credential), {}
    )
    said = CollectedClientData.create("webauthn.create", b"challenge", f"https://{SITE}")
    registered = {
        "id": websafe_encode(number), "rawId": websafe_encode(number), "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(said),
                     "attestationObject": websafe_encode(made)},
        "clientExtensionResults": {},
    }  # fmt: skip
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": registered}
    )
