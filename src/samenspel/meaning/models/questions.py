from django.db import models

from .scan import Scan


class ScanWord(models.Model):
    """A word as one scan asks it; the library may change later."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="words")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60, blank=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scan", "position"], name="scan_word_place_once"),
            models.UniqueConstraint(fields=["scan", "name_nl"], name="scan_word_once"),
        ]

    def __str__(self) -> str:
        return self.name_nl


class ScanScale(models.Model):
    """A tension scale as one scan asks it, with both ends in both languages."""

    word = models.ForeignKey(ScanWord, models.CASCADE, related_name="scales")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60, blank=True)
    pole_low_nl = models.CharField(max_length=60)
    pole_high_nl = models.CharField(max_length=60)
    pole_low_en = models.CharField(max_length=60, blank=True)
    pole_high_en = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "position"], name="scan_scale_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pole_low_nl} / {self.pole_high_nl}"

    @property
    def key(self) -> str:
        return self.code or f"own_{self.position}"
