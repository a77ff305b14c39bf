"""A write of a program: answered in one form, and done once however often it is sent."""

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError
from ninja.responses import NinjaJSONEncoder

from . import kept
from .asking import Out
from .errors import DomainError
from .faults import GIVEN, OWN
from .models import KeptAnswer
from .programs import PARTS, ProgramRequest

HEADER = "Idempotency-Key"
FORM = re.compile(r"[\x21-\x7e]{1,255}")
REPLAYED = "Idempotent-Replayed"
JSON = "application/json; charset=utf-8"
View = Callable[..., Out | None]


class AnotherRequest(DomainError):
    """A key that stands for one request came with another."""


def refuse(where: str, sentence: str) -> ValidationError:
    """A fault that only shows once we look further; `where` as in `body.party`."""
    path = where.split(".")
    loc = ("body", GIVEN, *path[1:]) if path[0] == "body" else tuple(path)
    return ValidationError([{"type": OWN, "loc": loc, "ctx": {"error": sentence}}])


def once(status: int, *, at: str = "") -> Callable[[View], Callable[..., HttpResponse]]:
    """Answer with this status; `at` is where what was made can be found, as in `/scans/{id}`.

    With an Idempotency-Key the answer is kept for a day, in the transaction of the write itself:
    a request that was answered is not done again, and one that failed leaves nothing behind.
    """

    def wrapped(do: View) -> Callable[..., HttpResponse]:
        @functools.wraps(do)
        def answered(request: ProgramRequest, **given: Any) -> HttpResponse:
            key = request.headers.get(HEADER)
            if key is None:
                return _answer(do(request, **given), status, at)
            if not FORM.fullmatch(key):
                raise refuse(f"header.{HEADER}", _("Give 1 to 255 letters, digits and signs."))
            with transaction.atomic():
                return _done_once(request, key, lambda: _answer(do(request, **given), status, at))

        return answered

    return wrapped


def _done_once(request: ProgramRequest, key: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    name = _print(request.program, key)
    asked = _print(request.method or "", request.path, *_sent(request))
    found, is_new = kept.earlier_or_claimed(name, asked)
    if not is_new:
        return _again(found, asked)
    answer = do()
    location = answer.headers.get("Location", "")
    kept.keep(found, answer, body=answer.content.decode(), location=location)
    return answer


def _sent(request: ProgramRequest) -> Iterator[str]:
    """What came with a request: its body, or its fields and its files where it has parts."""
    if request.content_type != PARTS:
        yield request.body.decode("utf-8", "replace")
        return
    for name, values in request.POST.lists():
        yield from (name, *map(str, values))
    for name, files in request.FILES.lists():
        yield name
        yield from map(_file_print, files)


def _again(found: KeptAnswer, asked: str) -> HttpResponse:
    if found.asked != asked:
        raise AnotherRequest(_("This Idempotency-Key was used for another request before."))
    answer = HttpResponse(kept.body_of(found), JSON, found.status)
    answer.headers[REPLAYED] = "true"
    if found.location:
        answer.headers["Location"] = found.location
    return answer


def _answer(out: Out | None, status: int, at: str) -> HttpResponse:
    if out is None:
        return HttpResponse(status=status)
    said = json.dumps(out.model_dump(by_alias=True), cls=NinjaJSONEncoder)  # as reads write it
    answer = HttpResponse(said, JSON, status)
    if at:
        answer.headers["Location"] = f"/api/v1{at.format_map(out.model_dump())}"
    return answer


def _file_print(file: "UploadedFile[Any]") -> str:
    known = hashlib.sha256()
    for chunk in file.chunks():
        known.update(chunk)
    return known.hexdigest()


def _print(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
