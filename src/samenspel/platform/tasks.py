from django.utils import timezone
from django_tasks import task

from . import audit, retention
from .choices import Origin


@task()
def delete_what_is_over_time() -> None:
    """Keep nothing longer than we say we do."""
    with audit.acting_from(Origin.JOB):
        retention.delete_what_is_over_time(timezone.now())
