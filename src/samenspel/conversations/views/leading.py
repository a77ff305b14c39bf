from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.conversations import actions, analyses, queries
from samenspel.conversations.choices import Access
from samenspel.conversations.forms import ConversationForm, PosterForm, RefusalForm, StatementForm
from samenspel.conversations.models import Conversation, OpinionMap
from samenspel.conversations.tasks import make_map
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.markup import qr_of
from samenspel.platform.pressed import pressed_once

from .finding import find


@require_safe
def conversations(request: MemberRequest, slug: str) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    context = {
        "collaboration": collaboration,
        "conversations": queries.conversations_in(collaboration),
    }
    return render(request, "conversations/conversations.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def start_conversation(request: MemberRequest, slug: str) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    initial = {"language": get_language() or "nl"}
    form = ConversationForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_conversation(
                collaboration=collaboration,
                asked=form.asked(),
                statements=form.cleaned_data["statements"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("conversations:conversation", slug, made.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"collaboration": collaboration, "form": form}
    return render(request, "conversations/start_conversation.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def conversation(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, now = form.cleaned_data["text"], timezone.now()
        try:
            actions.add_statement(conversation=found, text=text, by=request.user, at=now)
            return redirect(f"{request.path}#stellingen")
        except DomainError as refusal:
            form.add_error("text", str(refusal))
    return _page(request, found, form=form)


@require_POST
def open_conversation(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    try:
        token = actions.open_conversation(
            conversation=found, make_map=make_map, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        return _page(request, found, refusal=refusal)
    return _link_page(request, found, token)


@require_POST
def new_link(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    try:
        token = actions.make_link(conversation=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _page(request, found, refusal=refusal)
    return _link_page(request, found, token)


@require_POST
def conversation_poster(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    form = PosterForm(request.POST)
    if not form.is_valid() or queries.conversation_of(form.cleaned_data["token"]) != found:
        replaced = actions.NotOpen(
            _("A newer link replaced this one. Make a new link, then a poster.")
        )
        return _page(request, found, refusal=replaced)
    path = reverse("conversations:join_conversation", args=[form.cleaned_data["token"]])
    address = request.build_absolute_uri(path)
    count = queries.shown_statements(found).count()
    poster = analyses.poster_of(found, address, count, get_language() or "nl")
    response = HttpResponse(poster, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-poster.pdf"'
    return response


@require_POST
def close_conversation(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    now = timezone.now()
    try:
        actions.close_conversation(conversation=found, make_map=make_map, by=request.user, at=now)
    except DomainError as refusal:
        return _page(request, found, refusal=refusal)
    return redirect("conversations:conversation", slug, found.pk)


@require_http_methods(["GET", "POST"])
def refuse_statement(
    request: MemberRequest, slug: str, conversation_id: int, number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    statement = get_object_or_404(queries.statements_of(found), number=number)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_statement(
            statement=statement,
            reason=form.cleaned_data["reason"],
            make_map=make_map,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("conversations:conversation", slug, found.pk)
    context = {"conversation": found, "statement": statement, "form": form}
    return render(request, "conversations/refuse_statement.html", context)


@require_POST
def show_statement(
    request: MemberRequest, slug: str, conversation_id: int, number: int
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    statement = get_object_or_404(queries.statements_of(found), number=number)
    actions.show_statement(
        statement=statement, make_map=make_map, by=request.user, at=timezone.now()
    )
    return redirect("conversations:conversation", slug, found.pk)


@require_safe
def conversation_map(request: MemberRequest, slug: str, conversation_id: int) -> HttpResponse:
    found = find(request, slug, conversation_id)
    kept = queries.shown_map_of(found)
    context = {
        "conversation": found,
        "map": kept,
        "outcome": analyses.outcome_of(kept.pages, get_language() or "nl") if kept else None,
        "takes_part": queries.takes_part(found, timezone.now()),
    }
    return render(request, "conversations/conversation_map.html", context)


@require_safe
def map_document(
    request: MemberRequest, slug: str, conversation_id: int, name: str
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    if name not in (*analyses.KINDS, *analyses.ZIPS):
        raise Http404
    kept = _to_take(found, name)
    if kept is None:
        waits = _("There is something to take along once the conversation has ended.")
        return _page(request, found, refusal=actions.NotOpen(waits))
    content = _content(found, name, kept)
    kind = analyses.KINDS.get(name, "application/zip")
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="samenspel-{name}"'
    return response


def _content(found: Conversation, name: str, kept: OpinionMap) -> bytes:
    worded = queries.wordings_of(found)
    if name in analyses.ZIPS:
        shared = analyses.sharing_of(kept, worded, queries.votes_to_share(found))
        return analyses.zip_of(name, shared)
    return analyses.document_of(name, kept, worded, language=get_language() or "nl")


def _to_take(found: Conversation, name: str) -> OpinionMap | None:
    """What stands on the page can be printed meanwhile; numbers wait for the end."""
    if name == analyses.PAPER:
        return queries.map_to_print(found)
    return queries.map_to_take(found, timezone.now())


def _page(
    request: MemberRequest,
    found: Conversation,
    *,
    form: StatementForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    """Where a conversation stands, with the reason why something could not be done."""
    now, statements = timezone.now(), list(queries.statements_to_lead(found))
    context = {
        "conversation": found,
        "collaboration": found.collaboration,
        "takes_part": queries.takes_part(found, now),
        "is_over": not found.is_draft and not queries.takes_part(found, now),
        "statements": statements,
        "waiting": sum(each.waits_for_a_decision for each in statements),
        "turnout": queries.turnout(found, at=now),
        "map": queries.shown_map_of(found),
        "form": form or StatementForm(),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "conversations/conversation.html", context, status=status)


def _link_page(request: MemberRequest, found: Conversation, token: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("conversations:join_conversation", args=[token]))
    frame = request.build_absolute_uri(reverse("conversations:embedded", args=[found.pk]))
    context = {
        "token": token,
        "frame": frame if found.access == Access.PUBLIC else "",
        "conversation": found,
        "address": address,
        "picture": qr_of(address),
    }
    return render(request, "conversations/conversation_link.html", context)
