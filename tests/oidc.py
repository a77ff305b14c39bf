"""A provider of OpenID Connect on this machine, that lies when a test asks it to."""

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, SECRET = "samenspel", "a secret of the provider"
OURS, OTHERS = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Provider(ThreadingHTTPServer):
    """What it knows, what it was asked, and how it lies."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.person = {"sub": "b7f0c2", "email": "ada@voorbeeld.example", "name": "Ada"}
        self.acr = "http://eidas.europa.eu/LoA/substantial"
        self.asked: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: Callable[[dict], dict] = lambda claims: claims
        self.sign: Callable[[dict], str] = signed
        self.metadata: dict[str, object] = {}
        self.used: list[str] = []

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "code_challenge_methods_supported": ["S256"],
            "subject_types_supported": ["pairwise"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.metadata,
        }

    def code_for(self, asked: dict[str, str]) -> str:
        self.asked = asked
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = asked
        return code

    def token_for(self, given: dict[str, str]) -> dict[str, str] | None:
        """The answer to a code; each code once, and only to who began (RFC 7636)."""
        asked = self.codes.get(given.get("code", ""))
        if asked is None or given["code"] in self.used or given.get("client_secret") != SECRET:
            return None
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(verifier).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        self.used.append(given["code"])
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 240, "acr": self.acr,
            "nonce": asked["nonce"], **self.person,
        }  # fmt: skip
        token = self.sign(self.claims(claims))
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self):
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        if path == "/.well-known/openid-configuration":
            return self.say(self.server.discovery())
        if path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OURS.public_key()))
            return self.say({"keys": [key | {"kid": "ours", "alg": "RS256", "use": "sig"}]})
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        back = {"code": self.server.code_for(asked), "state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        return self.end_headers()

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(sent).items()}
        answer = self.server.token_for(given)
        return self.say(answer or {"error": "invalid_grant"}, 200 if answer else 400)

    def say(self, what, status=200):
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given):
        """Say nothing."""


def signed(claims, *, key=OURS, kid="ours", algorithm="RS256"):
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def unsigned(claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "ours"})


def by_another(claims):
    return signed(claims, key=OTHERS)


def with_the_public_key_as_secret(claims):
    """The old trick: the public key, that everybody knows, used as a shared secret."""
    public = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _part({"alg": "HS256", "typ": "JWT", "kid": "ours"})
    told = f"{head}.{_part(claims)}"
    return f"{told}.{_in_text(hmac.digest(public, told.encode(), 'sha256'))}"


def _part(what):
    return _in_text(json.dumps(what).encode())


def _in_text(said):
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


@contextmanager
def running():
    with Provider() as provider:
        threading.Thread(target=provider.serve_forever, daemon=True).start()
        yield provider
        provider.shutdown()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given):
        return None


def sign_in_there(address):
    """What a person does at the provider; the address to which it sends the browser back."""
    try:
        urllib.request.build_opener(_Stay).open(address)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.headers["Location"]
    raise AssertionError("the provider did not send anyone back")
