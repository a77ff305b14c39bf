from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once
from samenspel.portfolio import actions, analyses, queries, rules
from samenspel.portfolio.forms import EntryForm, LinkForm, OverviewForm, ViewForm
from samenspel.portfolio.models import PortfolioEntry

ROWS_ON_A_PAGE = 50
SHOWN_OPEN = 12


@require_safe
def overview(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    today, outcomes = timezone.localdate(), list(queries.outcomes_of(party))
    rows = queries.rows_of(party, today=today)
    found = analyses.overview_of(rows, outcomes, today=today)
    form = OverviewForm(request.GET or None, outcomes=outcomes)
    shown = analyses.chosen(rows, form.asked)
    first = min((row for row in shown if row.is_at_work and row.due_on),
                key=lambda row: row.due_on or today, default=None)  # fmt: skip
    page = Paginator(shown, ROWS_ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "party": party,
        "overview": found,
        "sentences": list(analyses.what_to_know(found)),
        "counted": analyses.what_is_counted(found),
        "carried": [(each, analyses.what_is_weak(each)) for each in found.outcomes],
        "first": first,
        "first_path": first.path(party.pk) if first else "",
        "page": page,
        "matrix": [(row, row.path(party.pk), analyses.cells_of(row, outcomes)) for row in page],
        "are_there": bool(rows),
        "form": form,
        "kept": urlencode(form.query),
        "views": queries.saved_views_of(party),
        "view_form": ViewForm(),
        "today": today,
        "shown_open": SHOWN_OPEN,
        "may_keep": rules.may_keep(request.user, party),
    }
    return render(request, "portfolio/overview.html", context)


@require_safe
def overview_document(request: MemberRequest, party_id: int, ending: str) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    if ending not in analyses.ENDINGS:
        raise Http404
    today = timezone.localdate()
    named = queries.outcomes_with_indicators_of if ending == "pdf" else queries.outcomes_of
    outcomes = list(named(party))
    rows = queries.rows_of(party, today=today)
    asked = OverviewForm(request.GET or None, outcomes=outcomes).asked
    content = analyses.document_of(
        ending, party, analyses.chosen(rows, asked),
        analyses.overview_of(rows, outcomes, today=today), made_on=today,
        language=get_language() or "nl",
    )  # fmt: skip
    response = HttpResponse(content, content_type=analyses.ENDINGS[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-portfolio.{ending}"'
    return response


@require_POST
@pressed_once
def save_view(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    asked = OverviewForm(request.GET, outcomes=queries.outcomes_of(party))
    form, query = ViewForm(request.POST), urlencode(asked.query)
    if form.is_valid():
        try:
            actions.save_view(
                party=party, name=form.cleaned_data["name"], query=query, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Give the view a name of at most 60 letters."))
    return redirect(f"{reverse('portfolio:overview', args=[party.pk])}?{query}#lijst")


@require_POST
@pressed_once
def drop_view(request: MemberRequest, party_id: int, view_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    view = get_object_or_404(queries.saved_views_of(party), pk=view_id)
    try:
        actions.drop_view(view=view, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:overview", party.pk)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_entry(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    form = EntryForm(request.POST or None, outcomes=queries.outcomes_of(party))
    if form.is_valid():
        try:
            actions.write_entry(
                party=party, told=form.told, links=form.links, by=request.user, at=timezone.now()
            )
            return redirect("portfolio:overview", party.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"party": party, "form": form, "may_keep": rules.may_keep(request.user, party)}
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/new_entry.html", context, status=status)


@require_http_methods(["GET", "POST"])
@pressed_once
def entry(request: MemberRequest, party_id: int, entry_id: int) -> HttpResponse:
    found = _entry(request, party_id, entry_id)
    party = found.party
    if found.collaboration:
        return redirect("portfolio:link", party.pk, found.collaboration.slug)
    told = queries.entry_told(found)
    initial = {name: getattr(told, name) for name in told.__slots__} | LinkForm.initial_of(found)
    form = EntryForm(request.POST or None, outcomes=queries.outcomes_of(party), initial=initial)
    if form.is_valid():
        try:
            actions.write_entry(
                party=party, told=form.told, links=form.links, entry=found, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("portfolio:overview", party.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"party": party, "entry": found, "form": form,
               "may_keep": rules.may_keep(request.user, party)}  # fmt: skip
    return render(request, "portfolio/entry.html", context, status=422 if form.is_bound else 200)


@require_POST
@pressed_once
def drop_entry(request: MemberRequest, party_id: int, entry_id: int) -> HttpResponse:
    found = _entry(request, party_id, entry_id)
    try:
        actions.drop_entry(entry=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:overview", party_id)


@require_http_methods(["GET", "POST"])
@pressed_once
def link(request: MemberRequest, party_id: int, slug: str) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    here = get_object_or_404(party.collaborations, slug=slug)
    kept = queries.entries_of(party).filter(collaboration=here).first()
    outcomes = queries.outcomes_of(party)
    form = LinkForm(request.POST or None, outcomes=outcomes, initial=LinkForm.initial_of(kept))
    if form.is_valid():
        try:
            actions.link_collaboration(
                party=party, collaboration=here, links=form.links, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("portfolio:overview", party.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"party": party, "collaboration": here, "form": form,
               "may_keep": rules.may_keep(request.user, party)}  # fmt: skip
    return render(request, "portfolio/link.html", context, status=422 if form.is_bound else 200)


def _entry(request: MemberRequest, party_id: int, entry_id: int) -> PortfolioEntry:
    visible = queries.entries_visible_to(request.user).filter(party=party_id)
    return get_object_or_404(visible, pk=entry_id)
