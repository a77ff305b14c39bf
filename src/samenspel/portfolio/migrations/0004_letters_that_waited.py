import hashlib
import json
from typing import Any

from django.db import migrations

from samenspel.platform import sealing

ABOUT = {
    "samenspel.agreements.tasks.mail_review": "agreements.AgreementVersion",
    "samenspel.agreements.tasks.mail_pause": "agreements.Pause",
    "samenspel.channels.tasks.send_digest": "channels.Digest",
    "samenspel.evaluation.tasks.mail_evaluator": "evaluation.OutsideEvaluator",
    "samenspel.collaborations.tasks.mail_role_invitation": "collaborations.RoleInvitation",
}
OF_A_ROLE = "collaborations.RoleInvitation"
LENGTH_OF_KEY = 36  # of the row of a letter, as a task is given it now


def give_rows(apps: Any, _schema_editor: Any) -> None:
    """Letters that waited as the arguments of a task get a row of their own, and so go out once."""
    letters = apps.get_model("platform", "OutgoingLetter")
    waiting = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for task in waiting.filter(task_path__in=ABOUT).exclude(status="SUCCESSFUL"):
        given, about = task.args_kwargs["args"], ABOUT[task.task_path]
        if len(given) == 1 and len(str(given[0])) == LENGTH_OF_KEY:
            continue
        if about == OF_A_ROLE:
            given[0] = sealing.unseal(given[0])
        made = letters.objects.create(
            kind=task.task_path.rpartition(".")[2],
            subject_label=about,
            subject_id=_key_of(apps, given[0]) if about == OF_A_ROLE else str(given[0]),
            sealed_parts=sealing.seal(json.dumps(given)),
            asked_at=task.enqueued_at,
        )
        task.args_kwargs = {"args": [str(made.pk)], "kwargs": {}}
        task.save(update_fields=["args_kwargs"])


def _key_of(apps: Any, token: str) -> str:
    """The key of what this token invites to; empty where that is gone, and no letter is written."""
    token_hash = hashlib.sha256(token.encode()).hexdigest()
    asked = apps.get_model("collaborations", "RoleInvitation").objects.filter(token_hash=token_hash)
    return str(asked.values_list("pk", flat=True).first() or "")


class Migration(migrations.Migration):
    dependencies = [
        ("collaborations", "0004_second_step_and_provider"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("platform", "0005_outgoing_letter"),
        ("portfolio", "0003_offers_and_needs"),
    ]

    operations = [migrations.RunPython(give_rows, migrations.RunPython.noop)]
