"""A scan whose people were asked by e-mail, and the worker that sends what waits."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from samenspel.meaning import actions
from samenspel.meaning.models import Invitation, Scan
from samenspel.meaning.tasks import mail_invitation, mail_message
from samenspel.platform.guests import Guest
from tests.make import speaker_of
from tests.make_scans import SITE, make_open, sides_of

HOME = "https://samenspel.example"
ADA, BO = (f"{name}@voorbeeld.example" for name in ("ada", "bo"))


def asked_by_mail():
    """An open scan in which Ada and Bo of our side got an invitation by e-mail."""
    made = make_open()
    now = timezone.now()
    Scan.objects.filter(pk=made.pk).update(closes_at=now + timedelta(days=7), opened_at=now)
    made = Scan.objects.get(pk=made.pk)
    guests = [Guest("Ada", ADA), Guest("Bo", BO), Guest("Di, zonder adres")]
    actions.invite(side=ours(made), guests=guests, language="nl", mail=mail_invitation,
                   site=SITE, by=None, at=now)  # fmt: skip
    work()
    mail.outbox.clear()
    return made


def ours(scan):
    return sides_of(scan)[0]


def work():
    """What the worker does: every task that waits, once."""
    for waiting in DBTaskResult.objects.ready().order_by("enqueued_at"):
        import_string(waiting.task_path).func(*waiting.args_kwargs["args"])
        waiting.delete()


def remind(scan, at=None, by=None):
    actions.remind(side=ours(scan), mail=mail_message, by=by, at=at or timezone.now())


def ada():
    return Invitation.objects.select_related("side__scan").get(email=ADA)


def to_whom():
    return [letter.to[0] for letter in mail.outbox]


def close(scan):
    for side in sides_of(scan):
        actions.agree_to_close(side=side, by=speaker_of(side.party), at=timezone.now())
