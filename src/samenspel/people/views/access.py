from allauth.mfa.base.views import IndexView
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from .. import actions, queries
from ..http import MemberRequest


@require_safe
def access(request: MemberRequest) -> HttpResponse:
    here = request.session.session_key
    context = {
        "visits": queries.visits_of(request.user, here=here, at=timezone.now()),
        "linked": queries.linked_to(request.user),
    }
    page: HttpResponse = IndexView.as_view(extra_context=context)(request)
    return page


@require_POST
def end_visit(request: MemberRequest, visit_id: int) -> HttpResponse:
    visit = get_object_or_404(request.user.visits, pk=visit_id)
    actions.end_visit(visit=visit, by=request.user, at=timezone.now())
    return redirect("mfa_index")


@require_POST
def unlink_provider(request: MemberRequest, account_id: int) -> HttpResponse:
    actions.unlink_provider(account_id=account_id, by=request.user, at=timezone.now())
    return redirect("mfa_index")
