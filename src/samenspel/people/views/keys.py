from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.platform.pressed import pressed_once

from .. import actions, queries
from ..forms import ApiKeyForm
from ..http import MemberRequest


@require_http_methods(["GET", "POST"])
@pressed_once
def api_keys(request: MemberRequest) -> HttpResponse:
    now, made = timezone.now(), None
    form = ApiKeyForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        made = actions.make_api_key(**form.asked(), by=request.user, at=now)
        form, status = ApiKeyForm(), 200
    context = {"keys": queries.api_keys_of(request.user, at=now), "form": form, "made": made}
    return render(request, "people/api_keys.html", context, status=status)


@require_POST
def revoke_key(request: MemberRequest, key_id: int) -> HttpResponse:
    now = timezone.now()
    key = get_object_or_404(queries.api_keys_of(request.user, at=now), pk=key_id)
    actions.revoke_api_key(key=key, by=request.user, at=now)
    return redirect("people:api_keys")
