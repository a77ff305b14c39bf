from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.people.adapters.claims import Refused
from samenspel.people.adapters.provider import discovered
from samenspel.people.http import MemberRequest
from samenspel.people.models import SignInProvider

from .. import actions, queries, rules
from ..forms import ProviderForm


@require_safe
def second_step(request: MemberRequest) -> HttpResponse:
    if not rules.owes_second_step(request.user):
        return redirect("portfolio:home")
    asking = queries.asking_second_step(request.user)
    return render(request, "collaborations/second_step.html", {"asking": asking})


@require_POST
def ask_second_step(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    change = actions.drop_second_step if "drop" in request.POST else actions.ask_second_step
    change(party=ours, by=request.user, at=timezone.now())
    return redirect("collaborations:party", ours.pk)


@require_http_methods(["GET", "POST"])
def sign_in_provider(request: MemberRequest, party_id: int) -> HttpResponse:
    managed = queries.managed_by(request.user).select_related("sign_in_provider")
    ours = get_object_or_404(managed, pk=party_id)
    known = ours.sign_in_provider
    form = ProviderForm(request.POST or None, has_secret=bool(known), initial=_initial(known))
    if form.is_valid() and _is_reached(form):
        given = form.cleaned_data
        provider = queries.provider_to_set(ours)
        provider.issuer = given["issuer"]
        provider.client_id, provider.domains = given["client_id"], given["domains"]
        provider.profile, provider.assurance = given["profile"], given["assurance"]
        actions.set_provider(
            party=ours,
            provider=provider,
            secret=given["secret"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("collaborations:sign_in_provider", ours.pk)
    context = {"party": ours, "form": form, "provider": known, "door": "", "back": ""}
    if known:
        for name, view in (("door", "provider_sign_in"), ("back", "provider_back")):
            path = reverse(f"people:{view}", args=[known.slug])
            context[name] = request.build_absolute_uri(path)
    status = 422 if form.is_bound else 200
    return render(request, "collaborations/sign_in_provider.html", context, status=status)


@require_POST
def no_provider(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    actions.remove_provider(party=ours, by=request.user, at=timezone.now())
    return redirect("collaborations:party", ours.pk)


def _is_reached(form: ProviderForm) -> bool:
    """Look at once whether the provider is there and keeps to its profile."""
    try:
        discovered(form.cleaned_data["issuer"], profile=form.cleaned_data["profile"])
    except Refused as refusal:
        form.add_error("issuer", str(refusal))
        return False
    return True


def _initial(known: SignInProvider | None) -> dict[str, str]:
    if known is None:
        return {"profile": "standard"}
    return {
        "issuer": known.issuer,
        "client_id": known.client_id,
        "domains": ", ".join(known.domains),
        "profile": known.profile,
        "assurance": known.assurance,
    }
