from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.conversations.choices import ActState, GoalState

from .talking import Conversation, Participant, Statement


class SharedGoal(models.Model):
    """What a community wants to achieve, made of its statements and ratified by its people."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="goals")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="goal_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


class GoalVersion(models.Model):
    """One wording of a shared goal, with what people said of it when they were asked."""

    goal = models.ForeignKey(SharedGoal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    why = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=11, choices=GoalState, default=GoalState.DRAFT)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    consents = models.PositiveIntegerField(null=True, blank=True)
    objections = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="goal_version_once"),
            models.UniqueConstraint(
                fields=["goal"],
                condition=Q(state=GoalState.ASKED),
                name="goal_asked_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=GoalState.DRAFT)
                | Q(asked_at__isnull=False, ends_at__isnull=False, needed__range=(50, 100)),
                name="goal_asked_with_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.number}"

    @property
    def reacted(self) -> int:
        return (self.consents or 0) + (self.objections or 0)


class GoalSource(models.Model):
    """A statement that a goal comes from, with its votes on the map of that moment."""

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="sources")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    agreed = models.PositiveIntegerField()
    disagreed = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    groups = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "statement"], name="goal_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.statement_id}"


class GoalReaction(models.Model):
    """What someone who takes part says of a goal: they can live with it, or object and say why."""

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="reactions")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="reactions")
    consents = models.BooleanField()
    reason = models.CharField(max_length=280, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "participant"], name="goal_reaction_once"),
            models.CheckConstraint(
                condition=Q(consents=True) | ~Q(reason=""), name="goal_objection_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class GoalAct(models.Model):
    """What is done with a shared goal: it is taken up, refused with a reason, or done."""

    goal = models.ForeignKey(SharedGoal, models.CASCADE, related_name="acts")
    text = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ActState)
    outcome = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)  # of a page where it can be followed
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ActState.ACCEPTED) | ~Q(outcome=""),
                name="goal_act_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=Q(address="")
                | Q(address__startswith="https://")
                | Q(address__startswith="http://"),
                name="goal_act_followed_on_a_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.state}"
