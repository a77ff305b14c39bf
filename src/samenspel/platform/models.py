import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from .choices import JobState, LetterState, Origin, Outcome, StuckReason


class AuditChain(models.Model):
    """The end of the audit trail; whoever adds an event locks this one row."""

    length = models.PositiveBigIntegerField(default=0)
    tip = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="audit_chain_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.length} {self.tip}"


class AuditEvent(models.Model):
    """One line of the audit trail: who did what to which object, and when."""

    position = models.PositiveBigIntegerField(unique=True)
    action = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    result = models.CharField(max_length=10, choices=Outcome)
    origin = models.CharField(max_length=10, choices=Origin)
    actor = models.UUIDField(null=True)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.position} {self.action}"


class ActorAlias(models.Model):
    """The random name of a person in the audit trail; erased with the person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    alias = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.alias)


class Job(models.Model):
    """Long work that someone asked for: how far it is, and how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs")
    task_id = models.UUIDField(null=True)
    request = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="job_percent_to_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)


class Worker(models.Model):
    """A process that does tasks, and when it last said that it is alive."""

    name = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """A task that comes back, and when it is due next."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.due_at}"


class StuckTask(models.Model):
    """A task that kept failing; it waits until an administrator decides."""

    task_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    reason = models.CharField(max_length=12, choices=StuckReason)
    attempts = models.PositiveSmallIntegerField()
    stuck_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.reason}"


class OutgoingLetter(models.Model):
    """A letter that goes out once, and how far it came; its text lies under lock until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    sealed_parts = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="letter_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class KeptAnswer(models.Model):
    """What a program was answered, under lock, so that the same request is not done twice."""

    key = models.CharField(max_length=64, primary_key=True)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=200, blank=True)
    sealed_body = models.TextField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.status} {self.kept_at}"


class Attempts(models.Model):
    """How often something was tried by someone since a moment; who, we keep as a fingerprint."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    times = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.times} {self.since}"
