"""What was counted and declared, the count to do again, the votes of a box, and the minutes."""

from typing import Any, Literal

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.decisions import analyses, queries
from samenspel.decisions.analyses import Share
from samenspel.decisions.choices import Verdict
from samenspel.decisions.models import Decision, Declaration
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import In, InPath, Moment, Out, file_answer
from samenspel.platform.asking import router as new_router
from samenspel_report.minutes import minutes_markdown, minutes_pdf

from .common import AREA, ONE, counted_by

router = new_router(AREA)
NO_NUMBERS: dict[str, Any] = {
    "voters": None, "quorum_needed": None, "total": None, "parts": [], "chosen": [], "says": [],
}  # fmt: skip
KINDS = {"md": "text/markdown; charset=utf-8", "pdf": "application/pdf"}


class ShareOut(Out):
    """The votes of all, or of one party; `needed` of `whole` had to be for.

    Where each party has a share of the outcome, `countedFor` of all together is the part of it
    that is for, and `needed` the line; both exact, as in "13/20".
    """

    name: str
    in_favour: int
    against: int
    blank: int
    absent: int
    whole: int
    needed: str
    enough: bool
    counted_for: str
    share: str | None


class DeclaredOut(Out):
    """What the chair declared."""

    verdict: Verdict
    words: str
    name: str | None
    declared_at: Moment


class DecisionOutcome(Out):
    """The count and what was declared; no numbers where a vote in confidence followed from them."""

    counted: Verdict
    counted_at: Moment
    declared: DeclaredOut | None
    voters: int | None
    quorum_needed: int | None
    total: ShareOut | None
    parts: list[ShareOut]
    chosen: list[str]
    says: list[str]


class BoxBallotOut(Out):
    """A vote in the box: its code, and what it says."""

    receipt: str
    said: str


class BallotBoxOut(Out):
    """The votes in a box, by code, with how many voted by the list."""

    voted: int
    digest: str
    ballots: list[BoxBallotOut]


class MinutesIn(In):
    """As text, or as a document to sign."""

    format: Literal["md", "pdf"] = "md"


@router.get(f"{ONE}/outcome", response=DecisionOutcome, summary=_("Outcome of a decision"),
            operation_id="getDecisionOutcome")  # fmt: skip
def outcome(request: MemberRequest, decision_id: InPath) -> DecisionOutcome:
    """The count as the page shows it; 404 until it was counted."""
    found = counted_by(request, decision_id)
    said, tells = queries.declaration_of(found), analyses.tells_numbers(found, found.tally)
    return DecisionOutcome(
        counted=Verdict(found.tally.verdict),
        counted_at=found.tally.counted_at,
        declared=_declared(said) if said else None,
        **(_numbers(found) if tells else NO_NUMBERS),
    )


@router.get(f"{ONE}/count", summary=_("File of a count"), operation_id="getDecisionCount",
            openapi_extra=file_answer("application/json"))  # fmt: skip
def count(request: MemberRequest, decision_id: InPath) -> HttpResponse:
    """Rule, ballots and outcome, to count again; 404 where votes could be worked out from it."""
    found = counted_by(request, decision_id)
    if not analyses.tells_document(found, found.tally):
        raise Http404
    response = JsonResponse(found.tally.document, json_dumps_params={"indent": 1})
    return _as_file(response, f"samenspel-besluit-{found.number}.json")


@router.get(f"{ONE}/minutes", summary=_("Minutes of a decision"), operation_id="getMinutes",
            openapi_extra=file_answer(*KINDS.values()))  # fmt: skip
def minutes(request: MemberRequest, decision_id: InPath, asked: Query[MinutesIn]) -> HttpResponse:
    """Call, voters, text, count and outcome with fingerprints, in the language of the reader."""
    found = counted_by(request, decision_id)
    said = analyses.minutes_of(found)
    language = get_language() or "nl"
    content = minutes_pdf(said, language) if asked.format == "pdf" else minutes_markdown(said)
    response = HttpResponse(content, content_type=KINDS[asked.format])
    return _as_file(response, f"samenspel-notulen-{found.number}.{asked.format}")


@router.get(f"{ONE}/box", response=BallotBoxOut, summary=_("Votes in a ballot box"),
            operation_id="getBallotBox")  # fmt: skip
def ballot_box(request: MemberRequest, decision_id: InPath) -> BallotBoxOut:
    """The votes by their code, after closing; 404 where fewer than five people voted."""
    found = counted_by(request, decision_id)
    if not (found.is_separated and analyses.tells_numbers(found, found.tally)):
        raise Http404
    names = {each.place: each.name for each in found.options.all()}
    return BallotBoxOut(
        voted=sum(each.has_voted for each in queries.electors_of(found)),
        digest=found.tally.box_hash,
        ballots=[BoxBallotOut.model_validate(each) for each in analyses.published(found, names)],
    )


def _declared(said: Declaration) -> DeclaredOut:
    return DeclaredOut(
        verdict=Verdict(said.verdict),
        words=said.words,
        name=said.declared_by.name if said.declared_by else None,
        declared_at=said.declared_at,
    )


def _numbers(found: Decision) -> dict[str, Any]:
    if found.has_options:
        told = analyses.chosen(found, found.tally)
        electors = list(queries.electors_of(found))
        return NO_NUMBERS | {
            "voters": told.voters, "chosen": told.winners, "says": told.sentences,
            "quorum_needed": analyses.quorum_of(found, electors),
        }  # fmt: skip
    told_sum = analyses.arithmetic(found, found.tally)
    return NO_NUMBERS | {
        "voters": told_sum.total.cast,
        "quorum_needed": told_sum.quorum_needed,
        "total": _share(told_sum.total),
        "parts": [_share(each) for each in told_sum.parts],
    }


def _share(part: Share) -> ShareOut:
    same = ("name", "in_favour", "against", "blank", "absent", "enough")
    named = {name: getattr(part, name) for name in same}
    return ShareOut(
        **named, whole=int(part.whole), needed=str(part.needed),
        counted_for=str(part.counted_for), share=None if part.share is None else str(part.share),
    )  # fmt: skip


def _as_file(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
