"""What programs send and get in every context: numbers, texts, moments and lists in pages."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError as NotValid
from django.core.validators import validate_email
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import (
    AfterValidator,
    AliasGenerator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
)
from pydantic.alias_generators import to_camel

from . import days, post, programs

LARGEST_KEY = 2**63 - 1  # what a database can hold
LARGEST_PAGE, LAST_PAGE = 100, 1_000_000
JSON = "application/json"
NUL = "\0"  # PostgreSQL keeps no such character


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as far:
        raise ValueError(_("This moment lies too far away.")) from far


def _without_nul(text: str) -> str:
    if NUL in text:
        raise ValueError(_("A character with the number zero cannot be kept."))
    return text


def _as_address(text: str) -> str:
    try:
        validate_email(text)
    except NotValid as fault:
        raise ValueError(_("This is not an e-mail address.")) from fault
    if unread := post.fault_in(text):
        raise ValueError(unread)
    return text.lower()


Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
InPath = Annotated[int, Path(ge=1, le=LARGEST_KEY)]
Text = Annotated[str, AfterValidator(_without_nul)]
Address = Annotated[Text, Field(max_length=254), AfterValidator(_as_address)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class Out(BaseModel):
    """What a program gets; its fields are written in camelCase."""

    model_config = ConfigDict(
        from_attributes=True, alias_generator=AliasGenerator(serialization_alias=to_camel)
    )


class In(BaseModel):
    """What a program sends; a field that is not known is a fault, for it may be a slip."""

    model_config = ConfigDict(
        extra="forbid",
        alias_generator=AliasGenerator(validation_alias=to_camel),
        str_strip_whitespace=True,
    )

    @field_validator("*")
    @classmethod
    def _within_reach(cls, value: Any) -> Any:
        """No day or moment that nobody can mean."""
        if isinstance(value, date) and (fault := days.fault_in(value)):
            raise ValueError(fault)
        return value


class Asked(In):
    """Which page of a list, and which of its items: a filter is the field of that name."""

    lookups: ClassVar[Mapping[str, str]] = {}  # where a filter is not the field of its name

    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(20, ge=1, le=LARGEST_PAGE)

    def among(self, found: "QuerySet[Any]") -> "QuerySet[Any]":
        """What is left of a list by the filters that were given."""
        given = self.model_dump(exclude={"page", "size"}, exclude_none=True)
        wanted = {self.lookups.get(name, name): value for name, value in given.items()}
        return found.filter(**wanted) if wanted else found


class Links(Out):
    """Where the pages before and after this one are, if they exist."""

    previous: str | None
    next: str | None


Item = TypeVar("Item", bound=Out)


class Page(Out, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    total: int
    links: Links


Kind = TypeVar("Kind", bound=Page[Any])
Row = TypeVar("Row", bound=Model)


def page_of(
    kind: type[Kind],
    found: "QuerySet[Row]",
    asked: Asked,
    request: HttpRequest,
    shown: Callable[[Row], Out],
) -> Kind:
    """The asked part of what was found, each item as it is shown."""
    chosen = asked.among(found)
    total, end = chosen.count(), asked.page * asked.size
    items = [shown(each) for each in chosen[end - asked.size : end]]
    links = Links(
        previous=_link(request, asked.page - 1) if asked.page > 1 else None,
        next=_link(request, asked.page + 1) if end < total else None,
    )
    return kind.model_construct(items=items, total=total, links=links)


def router(tag: str) -> Router:
    """Where a context hangs its operations under one name, which a key can be limited to."""
    programs.add_area(tag)
    return Router(tags=[tag], by_alias=True)


def file_answer(*kinds: str) -> dict[str, Any]:
    """What the description says of an operation that answers with a file of one of these types."""
    whole, read = {"type": "string", "format": "binary"}, {"type": "object"}
    content = {kind: {"schema": read if kind == JSON else whole} for kind in kinds}
    return {"responses": {200: {"content": content}}}


def _link(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}"
