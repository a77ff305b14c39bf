from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.forms import SecondGuessForm
from samenspel.meaning.models import Invitation
from samenspel.platform.errors import DomainError

from .making import shown_name


def guess_again(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The minute after the talk: everything on one page, and nothing of before is shown."""
    scan = invitation.side.scan
    words = queries.words_named(scan, analyses.concepts_of(scan.result))
    form = SecondGuessForm(
        request.POST if request.method == "POST" else None,
        words=[(word, shown_name(word)) for word in words],
        others=list(queries.other_sides(invitation.side)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.guess_again(
                guesses=form.given(form.cleaned_data),
                agrees_to_small_group=form.cleaned_data["small_group"],
                by=invitation,
                at=timezone.now(),
            )
            return redirect(f"{request.path}?bewaard=1")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "invitation": invitation,
        "scan": scan,
        "side": invitation.side,
        "form": form,
        "is_saved": "bewaard" in request.GET and request.method != "POST",
    }
    return render(request, "meaning/guess_again.html", context)
