from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samenspel.meaning import actions, queries


@csrf_exempt  # mail programs press this button too (RFC 8058); the token in the address is the key
@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def refuse_mail(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token)
    is_refused = invitation is not None and invitation.mail_refused_at is not None
    if request.method == "POST" and invitation:
        actions.refuse_mail(by=invitation, at=timezone.now())
        is_refused = True
    context = {"invitation": invitation, "is_refused": is_refused}
    status = 200 if invitation else 404
    return render(request, "meaning/refuse_mail.html", context, status=status)
