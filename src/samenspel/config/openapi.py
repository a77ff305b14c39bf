"""The description of the API for programs: what each operation gives, and every way it refuses."""

import json
from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from samenspel.platform.programs import PROBLEM, scope_of

from .openapi30 import in_3_0

BASE = "/api/v1"
FINDING = "#/components/schemas/Finding"
ERRORS = {
    400: "The request does not fit.",
    401: "No key, or one that does not work.",
    403: "The key may not do this, or its owner has to set up a second step first.",
    404: "It does not exist, or you may not see it.",
    429: "Asked too often.",
}
FAULT = {
    "type": "object",
    "required": ["where", "message"],
    "properties": {"where": {"type": "string"}, "message": {"type": "string"}},
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": FAULT},
    },
}
VERSION_HEADER = {
    "API-Version": {"description": "Version of this API", "schema": {"type": "string"}}
}
ETAG = {"ETag": {"description": "What this answer is known by", "schema": {"type": "string"}}}
KNOWN = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The ETag you have; if nothing changed you get 304 and no content.",
    "schema": {"type": "string"},
    "required": False,
}
ONCE = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "A request that comes again with the same key within a day is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
    "required": False,
}
NOT_NOW = {409: "It cannot be done in this state.", 413: "More than we read at once."}
SAME = {"description": "Nothing changed since the ETag that you sent."}


def described(api: NinjaAPI, *, site: str, contact: str) -> dict[str, Any]:
    """The OpenAPI description of everything that hangs on this API."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    told["servers"] = [{"url": f"{site}{BASE}"}]
    told["info"]["contact"] = {
        "name": "Samenspel",
        "url": site,
        "email": contact,
    }
    told["components"]["schemas"] = schemas = {
        name: schema
        for name, schema in told["components"]["schemas"].items()
        if not name.endswith("Asked")  # the filters of a list, which stand there one by one
    }
    _leave_out_titles(told["paths"])
    _leave_out_titles(schemas)
    schemas["Finding"] = _finding()
    schemas["ResultDetail"]["properties"]["finding"] = {"$ref": FINDING}
    names = []
    for operations in told["paths"].values():
        for method, operation in operations.items():
            if "security" in operation:
                operation["x-scope"] = scope_of(operation["tags"][0], method.upper())
            _complete(operation, method)
            names += operation["tags"]
    told["tags"] = [{"name": name} for name in dict.fromkeys(names)]
    openly = {"access-control-allow-origin": {"schema": {"type": "string", "enum": ["*"]}}}
    told["paths"]["/openapi.json"]["get"]["responses"]["200"]["headers"] |= openly
    return in_3_0(told)


def _complete(operation: dict[str, Any], method: str) -> None:
    """Add what holds for every operation: its version, its headers and its refusals."""
    reads = method == "get" and "security" in operation
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    if reads:
        answers["304"] = dict(SAME)
        operation["parameters"] = [*operation.get("parameters", ()), KNOWN]
    if method != "get":
        operation["parameters"] = [*operation.get("parameters", ()), ONCE]
    content = {PROBLEM: {"schema": PROBLEM_SCHEMA}}
    if operation.get("security"):
        answers |= {
            str(status): {"description": said, "content": content}
            for status, said in (ERRORS | (NOT_NOW if method != "get" else {})).items()
        }
    for status, answer in answers.items():
        known_by = ETAG if reads and status in ("200", "304") else {}
        answer["headers"] = VERSION_HEADER | known_by
    operation["responses"] = answers


def _leave_out_titles(said: Any) -> None:
    """Take away the titles that only repeat the name of a field."""
    for each in said.values() if isinstance(said, dict) else said:
        if isinstance(each, dict) and isinstance(each.get("title"), str):
            del each["title"]
        if isinstance(each, dict | list):
            _leave_out_titles(each)


def _finding() -> dict[str, Any]:
    """The documented form of an outcome, with its parts where this description can find them."""
    text = (settings.DOCS / "scan-result.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text.replace('"#/$defs/', f'"{FINDING}/$defs/'))
    return found
