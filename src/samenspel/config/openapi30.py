"""A description in OpenAPI 3.1 said in 3.0.3, which more programs read and more rule files ask.

JSON Schema of 2020-12 becomes that of OpenAPI 3.0: what may be null says so with `nullable`, and
definitions inside a schema become schemas of their own.
"""

import json
from collections.abc import Mapping
from typing import Any

VERSION = "3.0.3"
SCHEMAS = "#/components/schemas/"
NULL = {"type": "null"}
# what 3.0 has no word for; where it matters the text beside it says the same
WITHOUT = {"$schema", "$defs", "contentMediaType", "contentSchema", "propertyNames"}
LIMITS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
Schemas = Mapping[str, Any]


def in_3_0(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same description, in the older form."""
    lifted = _lifted(told["components"]["schemas"])
    whole = {**told, "components": {**told["components"], "schemas": lifted}, "openapi": VERSION}
    said: dict[str, Any] = _said(whole, lifted)
    return _without_unused(said)


def _lifted(schemas: Schemas) -> dict[str, Any]:
    """Every schema, those defined inside another included, each by a name of its own."""
    found: dict[str, Any] = {}
    for name, schema in schemas.items():
        inside = schema.get("$defs", {})
        text = json.dumps({name: schema} | {name + _camel(each): inside[each] for each in inside})
        for each in inside:
            own = f'"{SCHEMAS}{name}{_camel(each)}"'
            text = text.replace(f'"{SCHEMAS}{name}/$defs/{each}"', own)
        found |= json.loads(text)
    return found


def _said(part: Any, schemas: Schemas) -> Any:
    if isinstance(part, list):
        return [_said(each, schemas) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: _said(value, schemas) for name, value in part.items() if name not in WITHOUT}
    return _limited(_typed(_chosen(kept, schemas)))


def _chosen(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """`anyOf` with null becomes `nullable`."""
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or NULL not in choices:
        return schema
    others = [_own(each, schemas) for each in choices if each != NULL]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    if len(others) > 1:
        return rest | {"anyOf": [each | {"nullable": True} for each in others]}
    (only,) = others
    if "enum" in only:
        only = only | {"enum": [*only["enum"], None]}
    return only | rest | {"nullable": True}


def _own(choice: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """A choice by itself, in the older form: beside a reference nothing else may stand."""
    if "$ref" not in choice:
        return choice
    own: dict[str, Any] = _said(schemas[choice["$ref"].removeprefix(SCHEMAS)], schemas)
    return own


def _typed(schema: dict[str, Any]) -> dict[str, Any]:
    """One type, and one value where only that is right."""
    types = schema.get("type")
    if isinstance(types, list):
        (only,) = [each for each in types if each != "null"]
        schema = schema | {"type": only, "nullable": True}
    if "const" in schema:
        fixed = schema.pop("const")
        schema = schema | {"enum": [fixed]}
    return schema


def _limited(schema: dict[str, Any]) -> dict[str, Any]:
    """A limit that itself is not reached says so beside it."""
    for name, limit in LIMITS.items():
        if isinstance(schema.get(name), int | float) and not isinstance(schema[name], bool):
            schema = schema | {limit: schema[name], name: True}
    return schema


def _without_unused(told: dict[str, Any]) -> dict[str, Any]:
    """The description without schemas to which nothing refers."""
    schemas = told["components"]["schemas"]
    while True:
        text = json.dumps(told)
        unused = [name for name in schemas if f'"{SCHEMAS}{name}"' not in text]
        if not unused:
            return told
        for name in unused:
            del schemas[name]


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
