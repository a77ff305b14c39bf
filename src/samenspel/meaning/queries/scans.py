from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.meaning.choices import JobKind, ScanOrigin, ScanState
from samenspel.meaning.models import Scan, ScanResult, ScanSide
from samenspel.people.models import User
from samenspel.platform.events import About
from samenspel.platform.models import Job

WAITS = timedelta(days=1)  # for someone to say which side is which party
JOB_KIND = JobKind.BRING_IN_SCAN.value
NUMBERS_OPEN = Q(origin=ScanOrigin.SEALED, talk__numbers_at__isnull=False)


def scans_visible_to(person: User) -> QuerySet[Scan]:
    """The outcomes of which this person may read the numbers.

    Those opened together, from the talk on, and those that their own party brought in.
    """
    return _newest_first(
        Scan.objects.filter(
            (NUMBERS_OPEN & asked_of(person))
            | Q(brought_in_by__in=collaborations.parties_of(person)),
            state=ScanState.REVEALED,
            collaboration__in=collaborations.ids_visible_to(person),
        )
    )


def scans_to_talk_about(person: User) -> QuerySet[Scan]:
    """The outcomes that were opened together and wait for the talk before the numbers."""
    return _newest_first(
        Scan.objects.filter(
            asked_of(person),
            state=ScanState.REVEALED,
            talk__numbers_at=None,
            collaboration__in=collaborations.ids_visible_to(person),
        )
    )


def scans_in(collaboration: Collaboration, *, person: User) -> QuerySet[Scan]:
    """The outcomes in one collaboration that this person may read, for a list; newest first."""
    return scans_listed(person).filter(collaboration=collaboration)


def scans_listed(person: User) -> QuerySet[Scan]:
    """The outcomes this person may read, without what they found: for a list that is a lot."""
    return _for_a_list(scans_visible_to(person))


def scans_to_read_first(person: User, among: Iterable[Collaboration]) -> QuerySet[Scan]:
    """Of each of these collaborations the scan to read first: the newest sealed, or else newest."""
    sealed_first = Case(When(origin=ScanOrigin.SEALED, then=0), default=1)
    here = scans_visible_to(person).filter(collaboration=OuterRef("pk"))
    first = here.order_by(sealed_first, "-made_on", "-pk").values("pk")[:1]
    keys = [each.pk for each in among]
    found = Collaboration.objects.filter(pk__in=keys).annotate(first=Subquery(first))
    return _for_a_list(Scan.objects.filter(pk__in=found.values("first")))


def result_of(scan: Scan) -> ScanResult | None:
    """What a scan found, if its analysis is done."""
    found = ScanResult.objects.filter(scan=scan).first()
    if found:
        found.scan = scan
    return found


def scans_to_go_on_with(person: User) -> QuerySet[Scan]:
    """The outcomes to read that nobody talked about; newest first.

    Not those behind a sealed one of the same collaboration.
    """
    sealed = Scan.objects.filter(NUMBERS_OPEN & asked_of(person), state=ScanState.REVEALED)
    led = Q(origin=ScanOrigin.SEALED) | ~Q(collaboration__in=sealed.values("collaboration"))
    talked = Q(talk__numbers_at__isnull=False, talk__is_skipped=False)
    return scans_listed(person).filter(led).exclude(talked)


def scans_under_way(person: User) -> QuerySet[Scan]:
    """The scans in this person's collaborations that are made or answered now; newest first."""
    return (
        Scan.objects.filter(
            asked_of(person), collaboration__in=collaborations.ids_visible_to(person)
        )
        .exclude(state=ScanState.REVEALED)
        .select_related("collaboration")
        .order_by("-made_on", "-pk")
    )


def drafts_of(person: User | None, collaboration: Collaboration) -> QuerySet[Scan]:
    """The scans that this person is making here."""
    drafts = Scan.objects.filter(collaboration=collaboration, state=ScanState.DRAFT)
    made = drafts.filter(origin=ScanOrigin.SEALED, made_by=person) if person else drafts.none()
    return made.order_by("pk")


def sealed_scans(person: User) -> QuerySet[Scan]:
    """The scans asked in this person's collaborations, opened or not."""
    return Scan.objects.filter(
        asked_of(person), collaboration__in=collaborations.ids_visible_to(person)
    ).select_related("collaboration")


def scans_known_to(person: User) -> QuerySet[Scan]:
    """Every scan of which this person may know where it stands; newest first.

    Those asked of a side of this person, and those that a party of this person brought in.
    """
    brought_in = Q(brought_in_by__in=collaborations.parties_of(person))
    unmatched = Q(pk__in=removable_scans(person).order_by().values("pk"))
    known = asked_of(person) | (brought_in & Q(state=ScanState.REVEALED)) | unmatched
    here = Scan.objects.filter(known, collaboration__in=collaborations.ids_visible_to(person))
    return here.select_related("collaboration", "talk").order_by("-made_on", "-pk")


def scans_known_in(collaboration: Collaboration, *, person: User) -> QuerySet[Scan]:
    """The same in one collaboration, with who brought them in."""
    known = scans_known_to(person).filter(collaboration=collaboration)
    return known.select_related("collaboration", "talk__numbers_by", "brought_in_by")


def scans_to_match(person: User) -> QuerySet[Scan]:
    """The files this person brought in of which it is not known yet which side is which party."""
    return removable_scans(person).filter(state=ScanState.DRAFT, brought_in_by_person=person)


def removable_scans(person: User) -> QuerySet[Scan]:
    """The scans brought in for a party that this person manages, or by this person for it."""
    by_person = Q(brought_in_by_person=person, brought_in_by__in=collaborations.parties_of(person))
    return _newest_first(
        Scan.objects.filter(
            by_person | Q(brought_in_by__in=collaborations.managed_by(person)),
            origin=ScanOrigin.BROUGHT_IN,
            collaboration__in=collaborations.ids_visible_to(person),
        )
    )


def example_scans() -> QuerySet[Scan]:
    """The scans of the fictional collaborations that everyone may read, newest first."""
    return _newest_first(
        Scan.objects.filter(NUMBERS_OPEN, collaboration__is_example=True, state=ScanState.REVEALED)
    )


def jobs_in(collaboration: Collaboration, *, person: User) -> QuerySet[Job]:
    """The files this person has asked to read in one collaboration."""
    return jobs_of(person).filter(request__collaboration=collaboration.pk)


def jobs_of(person: User) -> QuerySet[Job]:
    """The files this person has asked to read."""
    return Job.objects.filter(owner=person, kind=JOB_KIND)


def asked_of(person: User) -> Q:
    """Sealed scans with a side of this person; a party that joins later does not see them."""
    sides = ScanSide.objects.filter(scan=OuterRef("pk"))
    mine = sides.filter(party__representations__person=person)
    return Q(origin=ScanOrigin.SEALED) & (Exists(mine) | ~Exists(sides))


def news_about(scan: Scan) -> About:
    """What the parties of a scan may have told to their own programs: that it moved on."""
    parties = scan.sides.values_list("party_id", flat=True)
    path = reverse("meaning:scan_state", args=[scan.collaboration.slug, scan.pk])
    return About(scan, parties, path)


def _newest_first(scans: QuerySet[Scan]) -> QuerySet[Scan]:
    related = ("collaboration", "brought_in_by", "result", "talk")
    return scans.select_related(*related).order_by("-made_on", "-pk")


def _for_a_list(scans: QuerySet[Scan]) -> QuerySet[Scan]:
    related = ("collaboration", "brought_in_by", "talk")
    return scans.select_related(None).select_related(*related).order_by("-made_on", "-pk")
