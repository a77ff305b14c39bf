"""Answers that are kept for a day, so that what is asked twice is done once."""

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone

from . import sealing
from .models import KeptAnswer


def earlier_or_claimed(key: str, asked: str) -> tuple[KeptAnswer, bool]:
    """What was answered under this key, or a place for it; who is busy with it we wait for."""
    try:
        with transaction.atomic():
            claim = KeptAnswer.objects.create(
                key=key, asked=asked, status=0, sealed_body="", kept_at=timezone.now()
            )
    except IntegrityError:
        return KeptAnswer.objects.get(pk=key), False
    return claim, True


def keep(claim: KeptAnswer, answer: HttpResponse, *, body: str, location: str = "") -> None:
    """Keep an answer in its place, under lock."""
    KeptAnswer.objects.filter(pk=claim.pk).update(
        status=answer.status_code, location=location, sealed_body=sealing.seal(body)
    )


def body_of(kept: KeptAnswer) -> str:
    """What was answered."""
    return sealing.unseal(kept.sealed_body)
