"""What makes something when a button is pressed makes it once, however often that happens."""

import ast

import pytest

from tests.consistency import house

MAKING = {"create", "bulk_create", "save"}
# Nobody signed in: what is made hangs on a key that the browser has, or replaces what was there.
OF_VISITORS = {
    "personal_link",
    "answer_word",
    "answer_part",
    "answer_readiness",
    "join_group",
    "join_conversation",
    "public_conversation",
    "begin_by_code",
    "vote",
    "own_votes",
    "about_you",
}
REFUSES_THE_SAME = {
    "suggest_statement",  # a sentence that is there already is not added
    "drop_in_box",  # a code that is in the box already; a kept press would tie it to a person
}
CONTEXTS = sorted({house.context_of(path) for path in house.files_named("views")})


def functions_in(sources: list[str]) -> dict[str, ast.FunctionDef]:
    return {
        node.name: node
        for source in sources
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }


def called_in(function: ast.FunctionDef, of: str = "") -> set[str]:
    """The names of what a function calls, or of what it calls `of` a module."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    methods = [call for call in calls if isinstance(call, ast.Attribute)]
    if of:
        return {each.attr for each in methods if getattr(each.value, "id", "") == of}
    plain = {call.id for call in calls if isinstance(call, ast.Name)}
    return plain | {each.attr for each in methods}


def making(actions: dict[str, ast.FunctionDef]) -> set[str]:
    """The actions that add a row, themselves or by what they call."""
    found = {name for name, action in actions.items() if called_in(action) & MAKING}
    while more := {n for n, a in actions.items() if called_in(a) & found} - found:
        found |= more
    return found


def is_pressed_once(function: ast.FunctionDef) -> bool:
    return "pressed_once" in {getattr(each, "id", "") for each in function.decorator_list}


def makes_twice(views: dict[str, ast.FunctionDef], makes: set[str]) -> set[str]:
    """The views that reach such an action without passing through `pressed_once`."""
    bare = {name: view for name, view in views.items() if not is_pressed_once(view)}
    found = {name for name, view in bare.items() if called_in(view, of="actions") & makes}
    while more := {n for n, v in bare.items() if called_in(v) & found} - found:
        found |= more
    return {name for name in found if bare[name].decorator_list}


def sources(context: str, kind: str) -> list[str]:
    return [p.read_text() for p in house.files_named(kind) if house.context_of(p) == context]


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_page_that_makes_something_does_so_once_a_press(context):
    makes = making(functions_in(sources(context, "actions")))
    found = makes_twice(functions_in(sources(context, "views")), makes)
    assert found <= OF_VISITORS | REFUSES_THE_SAME, found


def test_a_page_that_makes_two_is_found():
    actions = functions_in(["def _add(x): x.create()", "def start(): _add(1)", "def end(): 1"])
    views = functions_in(
        [
            "@post\ndef new(r): actions.start()",
            "@post\ndef done(r): actions.end()",
            "def _made(r): actions.start()",
            "@post\ndef later(r): _made(r)",
            "@post\n@pressed_once\ndef careful(r): actions.start()",
        ]
    )
    assert makes_twice(views, making(actions)) == {"new", "later"}
