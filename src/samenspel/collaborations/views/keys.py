from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.people.forms import ApiKeyForm
from samenspel.people.http import MemberRequest
from samenspel.platform.pressed import pressed_once

from .. import actions, queries


@require_http_methods(["GET", "POST"])
@pressed_once
def party_keys(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    now, made = timezone.now(), None
    form = ApiKeyForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        made = actions.make_party_key(party=ours, **form.asked(), by=request.user, at=now)
        form, status = ApiKeyForm(), 200
    keys = queries.keys_of(ours, at=now)
    context = {"party": ours, "keys": keys, "form": form, "made": made}
    return render(request, "collaborations/party_keys.html", context, status=status)


@require_POST
def revoke_party_key(request: MemberRequest, party_id: int, key_id: int) -> HttpResponse:
    ours, now = get_object_or_404(queries.managed_by(request.user), pk=party_id), timezone.now()
    key = get_object_or_404(queries.keys_of(ours, at=now).select_related("person"), pk=key_id)
    actions.revoke_party_key(party=ours, key=key, by=request.user, at=now)
    return redirect("collaborations:party_keys", ours.pk)
