"""Thousands of requests that the description allows, and thousands that it does not, as everyone.

No answer is a fault of ours (500), and each is as described: status, form, type and headers.
Reduced here; `SAMENSPEL_SIZE=full` (make test-all) asks ten times as much.
"""

import os
from collections import Counter
from contextlib import contextmanager
from uuid import UUID

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from samenspel.config.api import description
from tests.make_programs import API
from tests.permissions.test_programs import KEYS, keys_in
from tests.permissions.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
EACH = 10 if FULL else 1  # of every operation, as everyone; each role asks something else
AT_LEAST = 10_000 if FULL else 2_000  # by all together
STATES = {"V": "open", "S": "open", "A": "closed", "M": "draft", "P": "open", "F": "revealed",
          "T": "numbers", "O": "open", "J": "open"}  # fmt: skip
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
BOTH = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
PARTS = ("path_parameters", "body")
ROLES = sorted(KEYS)
KNOWN = {"party": "party_id", "collaboration": "collaboration_id", "scan": "scan_id",
         "side": "side_id", "speaker_id": "representation_id",
         "reading_id": "job_id", "balance_id": "round_id"}  # fmt: skip


def made_real(said, world):
    """The same with the numbers of what there is, so that we come further than “not found”."""
    if isinstance(said, list):
        return [made_real(each, world) for each in said]
    if not isinstance(said, dict):
        return said
    here = {name: str(n) if isinstance(n, UUID) else n for name, n in world.arguments.items()}
    return {
        name: here.get(KNOWN.get(name, name)) or made_real(value, world)
        for name, value in said.items()
    }


@pytest.fixture(scope="module")
def schema():
    return schemathesis.openapi.from_dict({**description(), "servers": [{"url": API}]})


@contextmanager
def connected():
    """As the test client of Django does: one connection, for what a test changes is taken back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", KEYS)
def test_nothing_that_is_asked_breaks_anything(schema, role):
    world, asked = make_world(STATES[role]), Counter()
    headers, application = keys_in(world)[role], get_wsgi_application()

    def on_this_machine(environ, start):
        return application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start)

    def ask(operation):
        @hypothesis.settings(
            max_examples=EACH,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.seed(ROLES.index(role))
        @hypothesis.given(case=st.one_of(*_strategies(operation)), real=st.booleans())
        def run(case, real):
            for part in PARTS if real else ():
                setattr(case, part, made_real(getattr(case, part), world))
            with transaction.atomic():
                answer = case.call(app=on_this_machine, headers=headers)
                transaction.set_rollback(True)
            asked[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        run()

    with connected():
        for operation in schema.get_all_operations():
            ask(operation.ok())
    print(f"{role}: {sum(asked.values())} asked, {dict(sorted(asked.items()))}")  # noqa: T201
    assert sum(asked.values()) * len(KEYS) >= AT_LEAST
    assert role == "V" or {200, 400, 404} <= set(asked)


def _strategies(operation):
    """What the description allows and, where there is something to get wrong, what it does not."""
    has_input = operation.body or operation.query or operation.path_parameters
    modes = BOTH if has_input else BOTH[:1]
    return [operation.as_strategy(generation_mode=mode) for mode in modes]
