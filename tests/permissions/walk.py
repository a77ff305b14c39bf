"""Opens every address as everyone, and says in one letter what came of it."""

import copy
from pathlib import Path

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.permissions.states import GROUPS

SIGN_IN = reverse("people:sign_in")
NAMES = {
    "conversations:map_document": "kaart.json",
    "meaning:example_document": "uitkomst.json",
    "meaning:scan_document": "rapport.html",
    "platform:letter_as_sent": "reminder",
    "platform:method": "meaning",
}
OF_ONESELF = {
    "portfolio:withdraw_my_listing", "portfolio:ask_my_introduction",
    "portfolio:answer_my_introduction",
}  # fmt: skip
OF_A_PORTFOLIO_FILE = ("portfolio:columns", "portfolio:reading", "portfolio:stop_reading")
BY_TOKEN = ("meaning:personal_link", "meaning:refuse_mail", "meaning:join_group")
NOT_FOUND, NOT_THIS_WAY, SERVER_ERROR = 404, 405, 500
LINES = [
    line.split()
    for line in Path(__file__).with_name("rights.txt").read_text().splitlines()
    if not line.startswith("#")
]
ALWAYS = "open"  # where the state of a scan makes no difference, one state is enough


def table(state):
    """What the table says of one state: by method and address the letters of all roles."""
    return {
        f"{method} {name}": letters
        for letters, method, name, *states in LINES[1:]
        if state in (named_states(states[0]) if states else [ALWAYS])
    }


def named_states(written):
    """The states that a line names, those of its groups included."""
    return [each for name in written.split(",") for each in GROUPS.get(name, [name])]


def hangs_on_a_scan(name, wants):
    """Whether the state of a scan decides what may be done here."""
    return "scan_id" in wants or name in BY_TOKEN


def routes(resolver=None, prefix=""):
    """Every address by name, with what it asks for; those for programs stand in another table."""
    for each in (resolver or get_resolver()).url_patterns:
        if getattr(each, "namespace", None) == "api":
            continue
        if isinstance(each, URLResolver):
            yield from routes(each, f"{each.namespace}:" if each.namespace else prefix)
        elif isinstance(each, URLPattern):
            yield prefix + each.name, tuple(each.pattern.converters)


def path_of(name, wants, world):
    """The address in this world; `None` where the world has nothing of the kind."""
    known = {**world.arguments, "name": NAMES.get(name), "token": world.tokens.get(name)}
    known |= {"ending": "xlsx", "code": "account"}
    if name == "collaborations:revoke":
        known["invitation_id"] = world.arguments["role_invitation_id"]
    if name == "collaborations:revoke_party_key":
        known["key_id"] = world.arguments["party_key_id"]
    if name in OF_A_PORTFOLIO_FILE:
        known["job_id"] = world.arguments["portfolio_job_id"]
    if name in OF_ONESELF:
        known |= {part: world.arguments[f"my_{part}"] for part in wants}
    if any(known.get(part) is None for part in wants):
        return None
    return reverse(name, args=[known[part] for part in wants])


def letter(response):
    """`+` it answers, `x` it says why not, `-` it does not exist, `>` sign in first."""
    assert response.status_code < SERVER_ERROR, response.request["PATH_INFO"]
    if response.status_code == NOT_FOUND:
        return "-"
    if response.status_code == NOT_THIS_WAY:
        return "."
    if response.status_code >= 400:
        return "x"
    return ">" if getattr(response, "url", "").startswith(f"{SIGN_IN}?") else "+"


def opened(client, path, method):
    """What comes of it; whatever it changed is taken back."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(path)
        found = letter(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def walked(world, names, roles):
    """Of each address and method: a letter for each role; methods that no role has are left out."""
    found = {}
    for name, wants in names:
        path = path_of(name, wants, world)
        for method in ("get", "post") if path else ():
            if opened(world.clients["M"], path, method) == ".":
                continue  # which methods there are does not hang on who asks
            seen = "".join(opened(world.clients[role], path, method) for role in roles)
            if set(seen) - {".", ">"}:
                found[f"{method.upper()} {name}"] = seen
    return found
