from django.db import models
from django.db.models import F, Q

from samenspel.collaborations.models import Party
from samenspel.portfolio.choices import Measure, Stage, Weight


class ChainStep(models.Model):
    """One thing in a theory of change: what goes in, is done, comes out of it or changes by it."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="chain_steps")
    stage = models.CharField(max_length=10, choices=Stage)
    name = models.CharField(max_length=120)
    weight = models.CharField(max_length=10, choices=Weight, default=Weight.SUPPORTING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "stage", "name"], name="chain_step_once"),
            models.CheckConstraint(condition=~Q(name=""), name="chain_step_named"),
        ]

    def __str__(self) -> str:
        return self.name


class ChainArrow(models.Model):
    """That one step of a theory of change leads to another, and what that takes for granted."""

    source = models.ForeignKey(ChainStep, models.CASCADE, related_name="arrows_out")
    target = models.ForeignKey(ChainStep, models.CASCADE, related_name="arrows_in")
    assumption = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="chain_arrow_once"),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="chain_arrow_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.target_id}"


class Indicator(models.Model):
    """By what a party sees whether a step is reached: where it began, should come and is now."""

    step = models.ForeignKey(ChainStep, models.CASCADE, related_name="indicators")
    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=12, choices=Measure, default=Measure.UNIT)
    unit = models.CharField(max_length=40, blank=True)
    goes_down = models.BooleanField(default=False)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    baseline_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    target_on = models.DateField(null=True)
    actual = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    actual_on = models.DateField(null=True)
    in_words = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "name"], name="indicator_once"),
            models.CheckConstraint(
                condition=~Q(measure=Measure.QUALITATIVE)
                | Q(baseline=None, target=None, actual=None),
                name="indicator_in_words_has_no_numbers",
            ),
            models.CheckConstraint(
                condition=(Q(actual=None) | Q(actual_on__isnull=False))
                & (Q(target=None) | Q(target_on__isnull=False)),
                name="indicator_numbers_with_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shows_something(self) -> bool:
        """Whether it was measured or told."""
        return self.actual is not None or bool(self.in_words)
