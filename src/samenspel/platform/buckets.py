"""Files in a bucket of any store that speaks S3: put, fetched, listed and deleted.

Botocore asks the store; it is an optional extra, and takes a while to begin.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

INSTALL = "sh scripts/dev setup s3"
CONNECT, ANSWER = 10, 60  # seconds to connect, and for each next part of an answer
TRIES = 3
PART = 1 << 20
GONE = ("404", "NoSuchKey")
AS_ASKED = "when_required"  # sums of its own are not understood by every store


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
    """A bucket of a store at an address, with the keys to it."""

    address: str
    name: str
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
        return cls(f"{scheme}://{host}", bucket, keys)

    def put(self, name: str, source: Path) -> None:
        """Keep a file under this name."""
        with source.open("rb") as file:
            self._ask("put_object", Key=name, Body=file)

    def fetch(self, name: str, target: Path) -> bool:
        """Write the file of this name to `target`; whether there is one."""
        told = self._ask("get_object", Key=name, may_be_gone=True)
        if told is None:
            return False
        with target.open("wb") as file:
            _told(lambda: [file.write(part) for part in told["Body"].iter_chunks(PART)])
        return True

    def delete(self, name: str) -> None:
        """Delete the file of this name, if there is one."""
        self._ask("delete_object", Key=name)

    def listed(self, prefix: str) -> Iterator[Stored]:
        """Every file whose name begins so."""
        asked: dict[str, Any] = {"Prefix": prefix}
        while True:
            told = self._ask("list_objects_v2", **asked)
            for each in told.get("Contents", ()):
                yield Stored(each["Key"], each["LastModified"])
            if not told["IsTruncated"]:
                return
            asked["ContinuationToken"] = told["NextContinuationToken"]

    def _ask(self, what: str, *, may_be_gone: bool = False, **given: object) -> Any:
        do = getattr(_client(self.address, self.keys), what)
        return _told(lambda: do(Bucket=self.name, **given), may_be_gone=may_be_gone)


def can_ask() -> bool:
    """Whether the extra that asks a store is here."""
    return find_spec("botocore") is not None


@cache
def _client(address: str, keys: Keys) -> Any:
    """Who asks: with these keys and no others, whatever lies on this machine."""
    if not can_ask():
        raise BucketFault(INSTALL)
    from botocore.config import Config
    from botocore.session import Session

    config = Config(
        connect_timeout=CONNECT, read_timeout=ANSWER, retries={"total_max_attempts": TRIES},
        s3={"addressing_style": "path"}, request_checksum_calculation=AS_ASKED,
        response_checksum_validation=AS_ASKED,
    )  # fmt: skip
    return Session().create_client(
        "s3", region_name=keys.region, endpoint_url=address, aws_access_key_id=keys.name,
        aws_secret_access_key=keys.secret, config=config,
    )  # fmt: skip


def _told(ask: Callable[[], Any], *, may_be_gone: bool = False) -> Any:
    """What a store says; its refusals as ours, without an address or a key in them."""
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

    try:
        return ask()
    except ClientError as refusal:
        code = str(refusal.response.get("Error", {}).get("Code", ""))
        status = refusal.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
        if may_be_gone and code in GONE:
            return None
        raise BucketFault(f"{refusal.operation_name}: {status} {code}") from None
    except (BotoCoreError, HTTPClientError) as fault:
        raise BucketFault(type(fault).__name__) from None
