"""A portfolio as a whole: what is weak, due or rests on one, as a file, and saved views of it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field

from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Out, Page, Text, file_answer, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Order, Standing
from samenspel.portfolio.models import SavedView
from samenspel.portfolio.queries import Row

from .common import AREA, OURS, party_of

router = new_router(AREA)
ByWhat = Literal["due", "name", "hours"]
ORDERS: dict[ByWhat, Order] = {"due": Order.DUE, "name": Order.NAME, "hours": Order.HOURS}


class PortfolioRowOut(Out):
    """A collaboration in a portfolio: from this site by its `slug`, written down, or both."""

    name: str
    slug: str
    entry: int | None
    partners: list[str]
    standing: Standing
    due_on: date | None
    due_what: str
    hours: Decimal | None


class CarriedOut(Out):
    """An outcome, what works on it, and the partners without whom nothing does."""

    step: int
    mainly: list[str]
    also: list[str]
    hangs_on: list[str]
    says: str


class PortfolioOverviewOut(Out):
    """What to know of a portfolio, in sentences and by name."""

    sentences: list[str]
    outcomes: list[CarriedOut]
    unlinked: list[str]
    off_course: list[str]
    late: list[PortfolioRowOut]
    shaken: list[PortfolioRowOut]


class PartIn(In):
    """Which part of a portfolio, and in which order; `outcome` is the number of a step."""

    search: Annotated[Text, Field(max_length=80)] = ""
    standing: Standing | None = None
    outcome: Key | None = None
    without_outcome: bool = False
    order: ByWhat = "due"

    def of(self, party: Party) -> analyses.Asked:
        """The same as the page asks it; an outcome is one of the party."""
        if self.outcome and not queries.outcomes_of(party).filter(pk=self.outcome).exists():
            raise refuse("body.outcome", _now("Choose outcomes from your own theory of change."))
        outcome = "none" if self.without_outcome else str(self.outcome or "")
        return analyses.Asked(self.search, self.standing or "", outcome, ORDERS[self.order])


class PortfolioDocumentIn(PartIn):
    """As which file."""

    format: Literal["xlsx", "csv", "pdf"] = "xlsx"


class SavedViewIn(PartIn):
    """A part of a portfolio under a name; the same name again changes it."""

    name: Annotated[Text, Field(min_length=1, max_length=60)]


class SavedViewOut(Out):
    """A saved view: which part of the portfolio, and in which order."""

    id: int
    name: str
    search: str
    standing: Standing | None
    outcome: int | None
    without_outcome: bool
    order: ByWhat


class SavedViewPage(Page[SavedViewOut]):
    """Saved views by name."""


@router.get(f"{OURS}/portfolio/overview", response=PortfolioOverviewOut,
            summary=_("Overview of a portfolio"), operation_id="getPortfolioOverview")  # fmt: skip
def overview(request: MemberRequest, party_id: InPath) -> PortfolioOverviewOut:
    """What works on which outcome, what is weak or missing, late, or shaken by a big change."""
    party, today = party_of(request, party_id), timezone.localdate()
    rows = queries.rows_of(party, today=today)
    found = analyses.overview_of(rows, list(queries.outcomes_of(party)), today=today)
    return PortfolioOverviewOut(
        sentences=[str(each) for each in analyses.what_to_know(found)],
        outcomes=[_carried(each) for each in found.outcomes],
        unlinked=[row.name for row in found.unlinked],
        off_course=[row.name for row in found.off_course],
        late=[_row(row) for row in found.late],
        shaken=[_row(row) for row, _outcomes in found.shaken],
    )


@router.get(f"{OURS}/portfolio/document", summary=_("File of a portfolio"),
            operation_id="getPortfolioDocument",
            openapi_extra=file_answer(*analyses.ENDINGS.values()))  # fmt: skip
def document(
    request: MemberRequest, party_id: InPath, asked: Query[PortfolioDocumentIn]
) -> HttpResponse:
    """Every collaboration of a portfolio, or a part of them, as XLSX, CSV or PDF."""
    party, today = party_of(request, party_id), timezone.localdate()
    rows = queries.rows_of(party, today=today)
    named = queries.outcomes_with_indicators_of if asked.format == "pdf" else queries.outcomes_of
    content = analyses.document_of(
        asked.format, party, analyses.chosen(rows, asked.of(party)),
        analyses.overview_of(rows, list(named(party)), today=today), made_on=today,
        language=get_language() or "nl",
    )  # fmt: skip
    response = HttpResponse(content, content_type=analyses.ENDINGS[asked.format])
    name = f"samenspel-portfolio.{asked.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@router.get(f"{OURS}/portfolio/views", response=SavedViewPage, summary=_("Saved views"),
            operation_id="listSavedViews")  # fmt: skip
def views(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> SavedViewPage:
    """The saved views of the portfolio of a party of yours."""
    found = queries.saved_views_of(party_of(request, party_id))
    return page_of(SavedViewPage, found, asked, request, _view)


@router.post(f"{OURS}/portfolio/views", response={201: SavedViewOut}, summary=_("Save a view"),
             operation_id="createSavedView")  # fmt: skip
@once(201)
def create_view(request: MemberRequest, party_id: InPath, given: SavedViewIn) -> SavedViewOut:
    """Keep a part of the portfolio under a name, for everyone who speaks for the party."""
    party = party_of(request, party_id)
    query = urlencode(analyses.query_of(given.of(party)))
    return _view(
        actions.save_view(
            party=party, name=given.name, query=query, by=request.user, at=timezone.now()
        )
    )


@router.delete(f"{OURS}/portfolio/views/{{view_id}}", response={204: None},
               summary=_("Take a saved view away"), operation_id="deleteSavedView")  # fmt: skip
@once(204)
def delete_view(request: MemberRequest, party_id: InPath, view_id: InPath) -> None:
    """Take a saved view away."""
    views = queries.saved_views_of(party_of(request, party_id)).select_related("party")
    found = get_object_or_404(views, pk=view_id)
    actions.drop_view(view=found, by=request.user, at=timezone.now())


def _row(row: Row) -> PortfolioRowOut:
    same = ("name", "slug", "standing", "due_on", "due_what", "hours")
    return PortfolioRowOut(
        entry=row.entry.pk if row.entry else None,
        partners=[name for _key, name in row.partners],
        **{name: getattr(row, name) for name in same},
    )


def _carried(each: analyses.Carried) -> CarriedOut:
    return CarriedOut(
        step=each.step.pk,
        mainly=[row.name for row in each.mainly],
        also=[row.name for row in each.also],
        hangs_on=list(each.hangs_on),
        says=analyses.what_is_weak(each),
    )


def _view(view: SavedView) -> SavedViewOut:
    said = analyses.asked_by(QueryDict(view.query).dict())
    return SavedViewOut(
        id=view.pk,
        name=view.name,
        search=said.search,
        standing=Standing(said.standing) if said.standing else None,
        outcome=int(said.outcome) if said.outcome.isdecimal() else None,
        without_outcome=said.outcome == "none",
        order=next(name for name, code in ORDERS.items() if code == said.order),
    )
