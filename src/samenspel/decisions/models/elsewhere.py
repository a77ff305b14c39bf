from django.conf import settings
from django.db import models
from django.db.models import Q

from .decision import Decision


class VoteElsewhere(models.Model):
    """Where people vote in another system, and the file of the result that it gave."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="elsewhere")
    address = models.URLField(max_length=500)
    result = models.TextField(blank=True)
    result_name = models.CharField(max_length=120, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)
    brought_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    brought_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", result_digest="", brought_in_at=None)
                | (~Q(result="") & ~Q(result_digest="") & Q(brought_in_at__isnull=False)),
                name="vote_elsewhere_result_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.address
