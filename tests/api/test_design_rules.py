"""The technical rules of the NLGov API Design Rules, held against the description and the answers.

Their names are those of https://gitdocumentatie.logius.nl/publicatie/api/adr/.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from enum import Enum
from shutil import which
from typing import get_args

import pytest

from samenspel.config.api import description
from samenspel.platform.asking import In, Out
from samenspel.platform.programs import PROBLEM, VERSION
from tests.consistency.house import ROOT
from tests.make import make_party, make_person
from tests.make_programs import API, key_of

SEGMENT = re.compile(r"[a-z0-9-]+|\{[a-z_]+\}")
LAST = re.compile(r"_[a-z]+")
CAMEL = re.compile(r"\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*")
DATE = re.compile(r"\w+(Date|Datum)|date|datum")
PERSONAL = re.compile(r"mail|token|name|person", re.IGNORECASE)
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def told():
    return description()


def operations(told):
    return [(path, method, each) for path, methods in told["paths"].items()
            for method, each in methods.items()]  # fmt: skip


def properties(said):
    """Every named field with its schema, wherever it stands."""
    if isinstance(said, dict):
        yield from (said.get("properties") or {}).items()
        for each in said.values():
            yield from properties(each)
    elif isinstance(said, list):
        for each in said:
            yield from properties(each)


def test_no_trailing_slash(told):
    assert [path for path in told["paths"] if path.endswith("/")] == []


def test_path_segments_kebab_case(told):
    for path in told["paths"]:
        *segments, last = path.strip("/").split("/")
        assert all(SEGMENT.fullmatch(each) for each in segments), path
        assert SEGMENT.fullmatch(last) or LAST.fullmatch(last) or last == "openapi.json", path


def test_query_keys_camel_case(told):
    asked = [p["name"] for _path, _method, each in operations(told) for p in each["parameters"]
             if p["in"] == "query"]  # fmt: skip
    assert asked
    assert [name for name in asked if not CAMEL.fullmatch(name)] == []


def test_fields_are_camel_case_except_in_a_finding(told):
    known = {
        name: schema for name, schema in told["components"]["schemas"].items()
        if not name.startswith("Finding")
    }  # fmt: skip
    fields = [name for name, _schema in properties([known, told["paths"]])]
    assert "madeOn" in fields
    assert [name for name in fields if not CAMEL.fullmatch(name)] == []


def test_http_methods(told):
    assert {method for _path, method, _each in operations(told)} <= METHODS


def test_shapes_have_a_name_of_their_own():
    names = Counter(each.__name__ for kind in (Out, In) for each in kinds_of(kind))
    assert len(names) > 100
    assert [name for name, times in names.items() if times > 1] == []


def test_choices_have_a_name_of_their_own():
    shapes = [each for kind in (Out, In) for each in kinds_of(kind)]
    hints = [field.annotation for each in shapes for field in each.model_fields.values()]
    used = {each for hint in hints for each in (hint, *get_args(hint))}
    choices = {each for each in used if isinstance(each, type) and issubclass(each, Enum)}
    names = Counter(each.__name__ for each in choices)
    assert len(names) > 20
    assert [name for name, times in names.items() if times > 1] == []


def kinds_of(kind):
    """Every shape that contexts make of one; two of one name would be described as one."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("samenspel.") and "[" not in each.__name__:
            yield each
        yield from kinds_of(each)


def test_operations_have_a_name_of_their_own(told):
    names = [each["operationId"] for _path, _method, each in operations(told)]
    assert len(names) == len(set(names))


def test_no_sensitive_uris(told):
    asked = [p["name"] for _path, _method, each in operations(told) for p in each["parameters"]
             if p["in"] in ("query", "path")]  # fmt: skip
    assert [name for name in asked if PERSONAL.search(name)] == []


def test_date_time_has_a_format_and_a_zone(told):
    for name, schema in properties([told["components"], told["paths"]]):
        formats = re.findall(r"'format': '([a-z-]+)'", str(schema))
        assert not {"time", "date-time-local"} & set(formats), name
        if DATE.fullmatch(name):
            assert formats == ["date"], name


def test_error_handling_problem_details(told):
    for path, method, each in operations(told):
        for status, answer in each["responses"].items():
            if int(status) >= 400:
                schema = answer["content"][PROBLEM]["schema"]
                assert {"status", "title", "detail"} <= set(schema["required"]), (path, method)


def test_error_handling_invalid_input(told):
    for path, method, each in operations(told):
        if method != "get" or each["parameters"]:
            assert "400" in each["responses"], path
        assert "422" not in each["responses"], path


def test_doc_openapi(told):
    assert re.fullmatch(r"3\.0\.\d+", told["openapi"])  # which 2.1 asks and 2.2 takes
    assert set(told["info"]["contact"]) == {"name", "email", "url"}
    assert SEMVER.fullmatch(told["info"]["version"])
    assert all(re.search(r"/v\d+$", each["url"]) for each in told["servers"])


def test_the_description_has_the_words_of_openapi_3_0_only(told):
    newer = {"const", "$defs", "$schema", "contentSchema", "propertyNames", "prefixItems"}
    assert [name for name, _value in parts(told) if name in newer] == []
    kinds = [value for name, value in parts(told["components"]) if name == "type"]
    assert [kind for kind in kinds if isinstance(kind, list) or kind == "null"] == []
    limits = [v for name, v in parts(told) if name.startswith("exclusive")]
    assert limits
    assert set(limits) == {True}


def test_every_reference_leads_somewhere_and_every_schema_is_used(told):
    refs = {value for name, value in parts(told) if name == "$ref"}
    assert refs == {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}


def parts(said):
    """Everything that is said anywhere, by its name."""
    for each in said.values() if isinstance(said, dict) else said:
        if isinstance(each, dict | list):
            yield from parts(each)
    if isinstance(said, dict):
        yield from said.items()


def test_version_header_is_described(told):
    for path, _method, each in operations(told):
        for status, answer in each["responses"].items():
            assert "API-Version" in answer["headers"], (path, status)


def test_every_operation_but_the_description_asks_for_a_key(told):
    closed = [path for path, _method, each in operations(told) if "security" not in each]
    assert closed == ["/openapi.json"]


@pytest.mark.django_db
def test_an_address_with_a_slash_does_not_exist(client, told):
    key = key_of(make_person())
    for path in told["paths"]:
        filled = re.sub(r"\{[a-z_]+\}", "1", path)
        for method in METHODS:
            answer = client.generic(method.upper(), f"{API}{filled}/", headers=key)
            assert (answer.status_code, answer["API-Version"]) == (404, VERSION)
            assert answer["Content-Type"] == PROBLEM


@pytest.mark.django_db
def test_security_headers_and_cors(client, told):
    person = make_person()
    make_party(person=person)
    far = {"Origin": "https://elsewhere.example"}
    answer = client.get(f"{API}/parties", headers=key_of(person) | far)
    assert answer["Cache-Control"] == "private, no-store"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
    assert "Access-Control-Allow-Origin" not in answer
    openly = client.get(f"{API}/openapi.json", headers=far)
    assert openly["Access-Control-Allow-Origin"] == "*"


@pytest.mark.skipif(
    not os.environ.get("API_RULES") or which("npx") is None,
    reason="API_RULES says where rule files for Spectral stand; npx runs it",
)
def test_spectral_finds_nothing():
    rules = os.environ["API_RULES"].split(os.pathsep)
    command = [sys.executable, "scripts/api_rules.py", *rules]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
