import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import (
    CharField,
    Count,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .choices import LetterState
from .models import ActorAlias, AuditEvent, Job, OutgoingLetter, Schedule, StuckTask, Worker
from .personal import Fact, in_words
from .prepared import prepared
from .retries import ALIVE_FOR
from .together import Asking, asked


def task_counts() -> dict[str, int]:
    """How many tasks wait, run, are done, and failed and will be tried again or are stuck."""
    rows = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    found = {str(status): number for status, number in rows}
    return {status.value.lower(): found.get(status.value, 0) for status in TaskResultStatus}


def stuck_tasks() -> QuerySet[StuckTask]:
    """Tasks that kept failing, the newest first."""
    return StuckTask.objects.order_by("-stuck_at", "-pk")


def schedules() -> QuerySet[Schedule]:
    """What comes back, the first to come first."""
    return Schedule.objects.order_by("due_at", "pk")


def living_workers(at: datetime) -> int:
    """How many workers said a short while ago that they are alive."""
    return Worker.objects.filter(beat_at__gte=at - ALIVE_FOR).count()


def longest_wait(at: datetime) -> int:
    """For how many whole minutes the task that waits longest could have run."""
    waiting = DBTaskResult.objects.ready().order_by().aggregate(Min("enqueued_at"))
    since = waiting["enqueued_at__min"]
    return int((at - since).total_seconds() // 60) if since else 0


def letters_in_trouble() -> QuerySet[OutgoingLetter]:
    """Letters that did not go out, or of which nobody knows whether they did, the newest first."""
    lost = (LetterState.UNCERTAIN, LetterState.FAILED)
    return OutgoingLetter.objects.filter(state__in=lost).order_by("-asked_at", "pk")


def state_of_letter(about: type[Model]) -> Subquery:
    """How far the last letter about each row came, to ask together with the rows."""
    known = OutgoingLetter.objects.filter(
        subject_label=about._meta.label, subject_id=Cast(OuterRef("pk"), CharField())
    )
    return Subquery(known.order_by("-asked_at").values("state")[:1])


@prepared
def _jobs_of(person: AbstractBaseUser) -> QuerySet[Job]:
    return Job.objects.filter(owner_id=person.pk).order_by("asked_at", "pk")


def jobs_told(person: AbstractBaseUser) -> Asking[Fact]:
    """The work this person asked for."""
    for job in (yield from asked(_jobs_of(person))):
        typed = json.dumps(job.request.get("typed", {}), ensure_ascii=False)
        yield {
            "asked_at": job.asked_at,
            "kind": in_words(job.kind),
            "state": job.get_state_display(),
            "typed": typed,
            "error": job.error,
        }


def lines_about(subjects: Mapping[str, Iterable[int]]) -> QuerySet[AuditEvent]:
    """The lines of the audit trail about these objects, the newest first."""
    about = Q(pk__in=[])
    for label, keys in subjects.items():
        about |= Q(subject_label=label, subject_id__in=[str(key) for key in keys])
    return AuditEvent.objects.filter(about).order_by("-position")


def names_in(lines: Iterable[AuditEvent]) -> dict[UUID, str]:
    """Who is behind the random names in these lines, except who was erased."""
    known = ActorAlias.objects.filter(alias__in={line.actor for line in lines if line.actor})
    return {each.alias: str(each.person) for each in known.select_related("person")}


@prepared
def _lines_of(person: AbstractBaseUser) -> QuerySet[AuditEvent]:
    mine = ActorAlias.objects.filter(person_id=person.pk).values("alias")
    return AuditEvent.objects.filter(actor__in=mine).order_by("position")


def trail_told(person: AbstractBaseUser) -> Asking[Fact]:
    """The lines of this person in the audit trail."""
    for line in (yield from asked(_lines_of(person))):
        yield {"at": line.at, "what": in_words(line.action), "action": line.action}
