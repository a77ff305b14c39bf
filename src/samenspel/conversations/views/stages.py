from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.forms import StagesForm
from samenspel.people.http import MemberRequest
from samenspel.platform.pressed import pressed_once

from .finding import find


@require_http_methods(["GET", "POST"])
@pressed_once
def goal_stages(
    request: MemberRequest, slug: str, conversation_id: int, goal_number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    chosen = get_object_or_404(queries.goals_of(found), number=goal_number)
    parts = queries.parts_of(chosen)
    form = StagesForm(request.POST or None, parts=parts)
    if request.method == "POST" and form.is_valid():
        actions.tell_stages(goal=chosen, parts=form.parts(), by=request.user, at=timezone.now())
        return redirect("conversations:goal", slug, found.pk, goal_number)
    context = {
        "conversation": found,
        "goal": chosen,
        "newest": queries.newest_version_of(chosen),
        "called": analyses.called(parts, is_carried=queries.is_carried(chosen)),
        "form": form,
    }
    return render(request, "conversations/goal_stages.html", context)
