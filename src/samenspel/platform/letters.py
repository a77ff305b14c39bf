"""Letters that wait in a row of their own: each goes out once, or nobody knows whether it did.

The row is written in the transaction of what the letter is about, so no crash loses one. Whoever
sends it claims the row first; a row that was claimed by a process that died is never sent again.
"""

import json
from collections.abc import Callable, Sequence

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from . import audit, sealing
from .choices import LetterState, Origin, Outcome
from .mailing import SecretLetter, hand_over, post_office
from .models import OutgoingLetter

ON_ITS_WAY = (LetterState.WAITING, LetterState.SENDING)
Mail = Task[[str], None]
Compose = Callable[..., EmailMultiAlternatives | None]


def put_in_line(*, mail: Mail, about: Model, given: Sequence[object]) -> OutgoingLetter:
    """Have a task write a letter from what is given; call it inside the action's transaction."""
    made = OutgoingLetter.objects.create(
        kind=mail.name,
        subject_label=about._meta.label,
        subject_id=str(about.pk),
        sealed_parts=sealing.seal(json.dumps(list(given))),
        asked_at=timezone.now(),
    )
    mail.enqueue(str(made.pk))
    return made


def write(*, to: str, subject: str, text: str, about: Model, is_secret: bool = False) -> None:
    """Put a letter in line as it stands; a secret one is shown to nobody in the demo."""
    put_in_line(mail=mail_as_written, about=about, given=[to, subject, text, is_secret])


def forget(*, about: Model) -> None:
    """Let nothing go out any more about an object that goes; its letters go with it."""
    label, key = about._meta.label, str(about.pk)
    OutgoingLetter.objects.filter(subject_label=label, subject_id=key).delete()


def send(letter_id: str, compose: Compose) -> None:
    """Send a letter once, as `compose` makes it of what was given; `None` when none is needed."""
    with audit.acting_from(Origin.JOB), post_office() as connection:
        letter = _begin(letter_id, compose)
        if letter is not None:
            end(letter_id, LetterState(hand_over(letter, connection)))


@task()
def mail_as_written(letter_id: str) -> None:
    """Send a letter that was written when it was put in line."""
    send(letter_id, _as_written)


@transaction.atomic
def _begin(letter_id: str, compose: Compose) -> EmailMultiAlternatives | None:
    waiting = OutgoingLetter.objects.select_for_update().filter(state__in=ON_ITS_WAY)
    found = waiting.filter(pk=letter_id).first()
    if found is None:
        return None
    if found.state == LetterState.SENDING:
        end(letter_id, LetterState.UNCERTAIN)
        return None
    letter = compose(*json.loads(sealing.unseal(found.sealed_parts)))
    if letter is None:
        found.delete()
        return None
    OutgoingLetter.objects.filter(pk=found.pk).update(state=LetterState.SENDING)
    return letter


@transaction.atomic
def end(letter_id: str, state: LetterState) -> None:
    """Note what became of a letter; what it was made of is not needed any more."""
    found = OutgoingLetter.objects.get(pk=letter_id)
    OutgoingLetter.objects.filter(pk=found.pk).update(state=state, sealed_parts="")
    result = Outcome.DONE if state == LetterState.SENT else Outcome.REFUSED
    audit.record("platform.letter_ended", subject=found, by=None, at=timezone.now(), result=result)


def _as_written(to: str, subject: str, text: str, is_secret: bool) -> EmailMultiAlternatives:  # noqa: FBT001 read back from a row
    of = SecretLetter if is_secret else EmailMultiAlternatives
    return of(subject, text, to=[to], headers={"Auto-Submitted": "auto-generated"})
