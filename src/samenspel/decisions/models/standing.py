from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .decision import Decision
from .voting import Elector, Tally


class Proxy(models.Model):
    """A vote that someone else casts for you; your own vote goes before it."""

    giver = models.ForeignKey(Elector, models.CASCADE, related_name="proxies_given")
    holder = models.ForeignKey(Elector, models.CASCADE, related_name="proxies_held")
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["giver"], condition=Q(revoked_at=None), name="proxy_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="proxy_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.holder_id}"


class Contest(models.Model):
    """A doubt about a declared outcome, and what was answered or done with it."""

    tally = models.ForeignKey(Tally, models.CASCADE, related_name="contests")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="contests")
    why = models.CharField(max_length=500)
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    revote = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="revote_of")
    backers = models.ManyToManyField(Elector, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tally"], condition=Q(settled_at=None), name="contest_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tally_id} {self.elector_id}"
