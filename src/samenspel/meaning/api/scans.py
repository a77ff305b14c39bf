from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations import queries as collaborations
from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import WordDraft, library_words
from samenspel.meaning.choices import ScanOrigin, ScanState
from samenspel.meaning.models import Scan
from samenspel.meaning.tasks import mail_invitation
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Out, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .given import (
    ScanChange,
    ScanIn,
    WordIn,
    drafts_of,
    end_of,
    guesses_of,
    parties_of,
    populations_of,
)
from .shown import ScaleOut, ScanDetail, ScanPage, WordOut, shown, shown_whole, word_shown

router = new_router(_("scans"))


class ScansAsked(Asked):
    """Which scans."""

    collaboration: Key | None = None
    state: ScanState | None = None
    origin: ScanOrigin | None = None


class LibraryWord(Out):
    """A word of the library with all its scales; the first six are asked if you choose none."""

    code: str
    name_nl: str
    name_en: str
    scales: list[ScaleOut]


class Library(Out):
    """Words to choose from."""

    items: list[LibraryWord]


@router.get("/words", response=Library, summary=_("Words of the library"),
            operation_id="listWords")  # fmt: skip
def words(request: MemberRequest) -> Library:  # noqa: ARG001 the same for everyone
    """Which words a scan can ask without writing your own."""
    return Library(items=[_library_word(each) for each in library_words()])


@router.get("/scans", response=ScanPage, summary=_("Scans"), operation_id="listScans")
def scans(request: MemberRequest, asked: Query[ScansAsked]) -> ScanPage:
    """The scans you may know of: asked in your collaborations, or brought in for your party."""
    return page_of(ScanPage, queries.scans_known_to(request.user), asked, request, shown)


@router.post("/scans", response={201: ScanDetail}, summary=_("Make a scan"),
             operation_id="createScan")  # fmt: skip
@once(201, at="/scans/{id}")
def create_scan(request: MemberRequest, given: ScanIn) -> ScanDetail:
    """Prepare a scan: its words, its sides and its last day. Nobody is asked yet."""
    here = collaborations.collaborations_of(request.user)
    collaboration, now = get_object_or_404(here, pk=given.collaboration), timezone.now()
    made = actions.make_scan(
        collaboration=collaboration,
        title=given.title,
        words=drafts_of(given.words),
        populations=populations_of(
            given.sides, [each.party for each in collaboration.participations.all()]
        ),
        guesses=guesses_of(given.sides),
        closes_at=end_of(given.closes_on, now),
        by=request.user,
        at=now,
    )
    return whole(request, made.pk, now)


@router.get("/scans/{scan_id}", response=ScanDetail, summary=_("Scan"), operation_id="getScan")
def scan(request: MemberRequest, scan_id: InPath) -> ScanDetail:
    """What a scan asks and of whom; how many answered, and nothing of what they answered."""
    return whole(request, scan_id, timezone.now())


@router.patch("/scans/{scan_id}", response=ScanDetail, summary=_("Change a scan"),
              operation_id="changeScan")  # fmt: skip
@once(200)
def change_scan(request: MemberRequest, scan_id: InPath, given: ScanChange) -> ScanDetail:
    """Change the title, the last day or the people of a scan that is not open yet."""
    found, now = asked_here(request, scan_id), timezone.now()
    ends = end_of(given.closes_on, now) if given.closes_on else found.closes_at
    sides = given.sides
    actions.change_draft(
        scan=found,
        title=given.title or found.title,
        populations=populations_of(sides, parties_of(found)) if sides else {},
        guesses=guesses_of(sides) if sides else queries.guesses_in(found),
        closes_at=ends or now,
        by=request.user,
        at=now,
    )
    return whole(request, scan_id, now)


@router.delete("/scans/{scan_id}", response={204: None}, summary=_("Remove a scan"),
               operation_id="deleteScan")  # fmt: skip
@once(204)
def delete_scan(request: MemberRequest, scan_id: InPath) -> None:
    """Remove a scan that was brought in, with its outcome and every document made of it."""
    found = get_object_or_404(queries.removable_scans(request.user), pk=scan_id)
    actions.remove_scan(scan=found, by=request.user, at=timezone.now())


@router.post("/scans/{scan_id}/_open", response=ScanDetail, summary=_("Open a scan"),
             operation_id="openScan")  # fmt: skip
@once(200)
def open_scan(request: MemberRequest, scan_id: InPath) -> ScanDetail:
    """Fix what is asked and let the people who were invited answer."""
    now = timezone.now()
    actions.open_scan(
        scan=asked_here(request, scan_id),
        mail=mail_invitation,
        site=request.build_absolute_uri("/"),
        by=request.user,
        at=now,
    )
    return whole(request, scan_id, now)


@router.post("/scans/{scan_id}/words", response={201: WordOut}, summary=_("Add a word"),
             operation_id="createWord")  # fmt: skip
@once(201)
def create_word(request: MemberRequest, scan_id: InPath, given: WordIn) -> WordOut:
    """Ask one more word in a scan that is not open yet."""
    found = asked_here(request, scan_id)
    added = actions.add_word(scan=found, word=given.draft(), by=request.user, at=timezone.now())
    return word_shown(added)


@router.put("/scans/{scan_id}/words/{word_id}", response=WordOut, summary=_("Change a word"),
            operation_id="changeWord")  # fmt: skip
@once(200)
def change_word(request: MemberRequest, scan_id: InPath, word_id: InPath, given: WordIn) -> WordOut:
    """Ask a word in other terms in a scan that is not open yet; its scales are replaced."""
    found = asked_here(request, scan_id)
    word = get_object_or_404(queries.words_of(found), pk=word_id)
    actions.change_word(asked=word, word=given.draft(), by=request.user, at=timezone.now())
    return word_shown(queries.words_of(found).get(pk=word_id))


@router.delete("/scans/{scan_id}/words/{word_id}", response={204: None},
               summary=_("Take a word out"), operation_id="deleteWord")  # fmt: skip
@once(204)
def delete_word(request: MemberRequest, scan_id: InPath, word_id: InPath) -> None:
    """Ask one word less in a scan that is not open yet."""
    found = asked_here(request, scan_id)
    word = get_object_or_404(queries.words_of(found), pk=word_id)
    actions.remove_word(asked=word, by=request.user, at=timezone.now())


def asked_here(request: MemberRequest, scan_id: int) -> Scan:
    """A scan asked in a collaboration of this person; to anyone else it does not exist."""
    return get_object_or_404(queries.sealed_scans(request.user), pk=scan_id)


def whole(request: MemberRequest, scan_id: int, at: datetime) -> ScanDetail:
    """The scan as it stands now."""
    found = get_object_or_404(queries.scans_known_to(request.user), pk=scan_id)
    return shown_whole(found, person=request.user, at=at)


def _library_word(word: WordDraft) -> LibraryWord:
    scales = [ScaleOut.model_validate(each) for each in word.scales]
    return LibraryWord(code=word.code, name_nl=word.name_nl, name_en=word.name_en, scales=scales)
