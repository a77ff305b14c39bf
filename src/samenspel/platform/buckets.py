"""Files in a bucket of any store that speaks S3: put, fetched, listed and deleted.

Each question is signed as that protocol wants it (AWS Signature Version 4).
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.etree import ElementTree

if TYPE_CHECKING:
    import requests

PATIENCE = (10, 60)  # seconds to connect, and for each next part of an answer
EMPTY = hashlib.sha256(b"").hexdigest()
PART = 1 << 20
FOUND, GONE = 200, 404
XML = "{http://s3.amazonaws.com/doc/2006-03-01/}"


class BucketFault(OSError):
    """A store of files refused, or did not answer."""


@dataclass(frozen=True, slots=True)
class Keys:
    """With what a question is signed."""

    name: str
    secret: str = field(repr=False)
    region: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a bucket: how it is called there, and when it came."""

    name: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket at an address, with the keys to it."""

    address: str
    keys: Keys

    @classmethod
    def at(cls, url: str) -> "Bucket":
        """From `s3://key:secret@host/bucket?region=nl`; with `tls=false` it is not encrypted."""
        parts = urlsplit(url)
        given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        bucket = parts.path.strip("/")
        if parts.scheme != "s3" or not (parts.hostname and parts.username and parts.password):
            raise ValueError("s3://key:secret@host/bucket")
        if not bucket or "/" in bucket:
            raise ValueError("one bucket")
        scheme = "http" if given.get("tls") == "false" else "https"
        host = parts.netloc.rpartition("@")[2]
        keys = Keys(
            unquote(parts.username), unquote(parts.password), given.get("region", "us-east-1")
        )
        return cls(f"{scheme}://{host}/{bucket}", keys)

    def put(self, name: str, source: Path) -> None:
        """Keep a file under this name."""
        with source.open("rb") as file:
            known = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            self._ask("PUT", name, body=file, known=known)

    def fetch(self, name: str, target: Path) -> bool:
        """Write the file of this name to `target`; whether there is one."""
        with self._ask("GET", name) as answer:
            if answer.status_code == GONE:
                return False
            with target.open("wb") as file:
                for part in answer.iter_content(PART):
                    file.write(part)
        return True

    def delete(self, name: str) -> None:
        """Delete the file of this name, if there is one."""
        self._ask("DELETE", name)

    def listed(self, prefix: str) -> Iterator[Stored]:
        """Every file whose name begins so."""
        query = {"list-type": "2", "prefix": prefix}
        while True:
            with self._ask("GET", query=query) as answer:
                told = _read(answer.content)
            for each in told.iter(f"{XML}Contents"):
                name, at = each.findtext(f"{XML}Key", ""), each.findtext(f"{XML}LastModified", "")
                yield Stored(name, datetime.fromisoformat(at))
            if told.findtext(f"{XML}IsTruncated") != "true":
                return
            query["continuation-token"] = told.findtext(f"{XML}NextContinuationToken", "")

    def _ask(
        self, method: str, name: str = "", *, query: Mapping[str, str] | None = None,
        body: object = None, known: str = EMPTY,
    ) -> "requests.Response":  # fmt: skip
        import requests  # takes a while, and most machines have no bucket

        address = f"{self.address}/{quote(name)}" if name else self.address
        url = f"{address}?{_in_order(query)}" if query else address
        headers = signed(method, url, {}, known=known, keys=self.keys, at=datetime.now(UTC))
        try:
            answer = requests.request(
                method, url, headers=headers, data=body, timeout=PATIENCE, stream=True,  # type: ignore[arg-type]  # a file
                allow_redirects=False,
            )  # fmt: skip
        except requests.RequestException as fault:
            raise BucketFault(type(fault).__name__) from fault
        is_missing = answer.status_code == GONE and bool(name)
        if answer.status_code // 100 != FOUND // 100 and not is_missing:
            raise BucketFault(f"{method}: {answer.status_code}")
        return answer


def signed(
    method: str, url: str, headers: Mapping[str, str], *, known: str, keys: Keys, at: datetime
) -> dict[str, str]:
    """The headers of a question with its signature; `known` is the fingerprint of its body."""
    parts, moment = urlsplit(url), f"{at:%Y%m%dT%H%M%SZ}"
    said = {name.lower(): value.strip() for name, value in headers.items()}
    said |= {"host": parts.netloc, "x-amz-content-sha256": known, "x-amz-date": moment}
    names = ";".join(sorted(said))
    lines = "".join(f"{name}:{said[name]}\n" for name in sorted(said))
    asked = "\n".join((method, parts.path or "/", parts.query, lines, names, known))
    scope = f"{at:%Y%m%d}/{keys.region}/s3/aws4_request"
    fingerprint = hashlib.sha256(asked.encode()).hexdigest()
    key = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{fingerprint}"
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    said["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={keys.name}/{scope},SignedHeaders={names},"
        f"Signature={signature}"
    )
    return said


def _in_order(query: Mapping[str, str]) -> str:
    return "&".join(f"{quote(name, '')}={quote(query[name], '')}" for name in sorted(query))


def _read(content: bytes) -> ElementTree.Element:
    """What a store says; it has no business defining words of its own."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BucketFault("XML")
    try:
        return ElementTree.fromstring(content)  # noqa: S314 without definitions there is no harm
    except ElementTree.ParseError as fault:
        raise BucketFault("XML") from fault
