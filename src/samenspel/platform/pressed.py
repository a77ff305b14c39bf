"""A press of a button: done once, however often somebody presses.

Django makes the token of a form anew for every page. So the person, the token and what was filled
in name one press, and no form needs a field for it.
"""

import functools
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from . import kept
from .models import KeptAnswer

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 the name of a field
REFUSED = 400
Request = TypeVar("Request", bound=HttpRequest)
Rest = ParamSpec("Rest")
View = Callable[Concatenate[Request, Rest], HttpResponse]


def pressed_once(view: View[Request, Rest]) -> View[Request, Rest]:
    """Do what somebody who signed in asks once; a second press gets the answer to the first.

    The answer is kept in the transaction of what was done: a press that fails leaves nothing
    behind, and one that was refused may be given again.
    """

    @functools.wraps(view)
    def pressed(request: Request, /, *args: Rest.args, **given: Rest.kwargs) -> HttpResponse:
        if TOKEN not in request.POST or not request.user.is_authenticated:
            return view(request, *args, **given)
        with transaction.atomic():
            return _answered(_name_of(request), lambda: view(request, *args, **given))

    return pressed


def _answered(name: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    found, is_new = kept.earlier_or_claimed(name, name)
    if not is_new:
        return _again(found)
    answer = do()
    if answer.status_code >= REFUSED:
        found.delete()
    else:
        said = {"location": answer.headers.get("Location"), "page": answer.content.decode()}
        kept.keep(found, answer, body=json.dumps(said))
    return answer


def _again(found: KeptAnswer) -> HttpResponse:
    said = json.loads(kept.body_of(found))
    answer = HttpResponse(said["page"], status=found.status)
    if said["location"]:
        answer.headers["Location"] = said["location"]
    return answer


def _name_of(request: HttpRequest) -> str:
    print_ = hashlib.sha256(f"{request.user.pk} {request.get_full_path()}".encode())
    for part in _parts_of(request):
        print_.update(b"\0" + part)
    return print_.hexdigest()


def _parts_of(request: HttpRequest) -> Iterator[bytes]:
    """What was filled in, and the files that came with it; whoever reads those next begins anew."""
    for name, values in request.POST.lists():
        yield json.dumps([name, values]).encode()
    for name, files in request.FILES.lists():
        for file in files:
            yield name.encode()
            yield from file.chunks()
            file.seek(0)
