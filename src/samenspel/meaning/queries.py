from django.db.models import Q, QuerySet

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.people.models import User
from samenspel.platform.models import Job

from .choices import ScanOrigin
from .models import Scan

JOB_KIND = "meaning.bring_in_scan"


def scans_visible_to(person: User) -> QuerySet[Scan]:
    """The scans this person may read: sealed ones, and those their own party brought in."""
    return _newest_first(
        Scan.objects.filter(
            Q(origin=ScanOrigin.SEALED) | Q(brought_in_by__in=collaborations.parties_of(person)),
            collaboration__in=collaborations.visible_to(person),
        )
    )


def scans_in(collaboration: Collaboration, *, person: User) -> QuerySet[Scan]:
    """The scans of one collaboration that this person may read, newest first."""
    return scans_visible_to(person).filter(collaboration=collaboration)


def example_scans() -> QuerySet[Scan]:
    """The scans of the fictional collaborations that everyone may read, newest first."""
    return _newest_first(
        Scan.objects.filter(collaboration__is_example=True, origin=ScanOrigin.SEALED)
    )


def jobs_in(collaboration: Collaboration, *, person: User) -> QuerySet[Job]:
    """The files this person has asked to read in one collaboration."""
    return Job.objects.filter(owner=person, kind=JOB_KIND, request__collaboration=collaboration.pk)


def _newest_first(scans: QuerySet[Scan]) -> QuerySet[Scan]:
    related = ("collaboration", "brought_in_by", "result")
    return scans.select_related(*related).order_by("-made_on", "-pk")
