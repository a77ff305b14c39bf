"""Ada manages our party, and a program of hers asks."""

import json

import pytest

from samenspel.collaborations.choices import Role
from tests.make import make_collaboration, make_party, make_person
from tests.make_programs import API, key_of


@pytest.fixture
def ada():
    return make_person()


@pytest.fixture
def ours(ada):
    return make_party("Ons", person=ada, role=Role.MANAGER)


@pytest.fixture
def theirs():
    return make_party("Zij", person=make_person("Tia"), role=Role.MANAGER)


@pytest.fixture
def here(ours, theirs):
    return make_collaboration(ours, theirs)


@pytest.fixture
def ask_for(client, ada):
    """`ask_for("post", "/parties", {...})`: what a program of Ada is answered."""
    key = key_of(ada)

    def asked(method, path, given=None, **headers):
        return client.generic(
            method.upper(), f"{API}{path}", b"" if given is None else json.dumps(given).encode(),
            content_type="application/json", headers=key | headers,
        )  # fmt: skip

    return asked
