"""A store that speaks S3, on this machine: it knows one person, and refuses what is not signed."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from botocore.config import Config
from botocore.session import Session

BUCKET = "kelder"
MAY = """{"Version": "2012-10-17",
 "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"""
SET_UP = 4  # questions of ours before it asks for a signature
PATIENCE = 30


@dataclass
class Store:
    """Where it listens, the keys of who may, and a client that looks what lies there."""

    port: int
    name: str
    secret: str

    @cached_property
    def client(self) -> Any:
        return client("s3", self.port, self.name, self.secret)

    def url(self, secret: str = "") -> str:
        secret = quote(secret or self.secret, "")
        return f"s3://{self.name}:{secret}@127.0.0.1:{self.port}/{BUCKET}?tls=false"

    def kept(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket=BUCKET)
        return [each["Key"] for each in found.get("Contents", ())]

    def empty(self) -> None:
        for name in self.kept():
            self.client.delete_object(Bucket=BUCKET, Key=name)


def client(kind: str, port: int, name: str, secret: str) -> Any:
    return Session().create_client(
        kind, region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=name, aws_secret_access_key=secret,
        config=Config(s3={"addressing_style": "path"}),
    )  # fmt: skip


@contextmanager
def running():
    """The store, for as long as it lasts; a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(SET_UP)}
    command = [sys.executable, "-W", "ignore", "-m", "moto.server"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    store = subprocess.Popen(
        [*command, "-H", "127.0.0.1", "-p", str(port)], env=environment, **quiet
    )
    try:
        _wait(store, port)
        yield _with_a_bucket(port)
    finally:
        store.terminate()
        store.wait()


def _wait(store: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and store.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The store of the test did not begin.")


def _with_a_bucket(port: int) -> Store:
    people = client("iam", port, "x", "x")
    people.create_user(UserName="samenspel")
    people.put_user_policy(UserName="samenspel", PolicyName="files", PolicyDocument=MAY)
    key = people.create_access_key(UserName="samenspel")["AccessKey"]
    client("s3", port, "x", "x").create_bucket(Bucket=BUCKET)
    return Store(port, key["AccessKeyId"], key["SecretAccessKey"])
