from django.utils import timezone
from django_tasks import task

from . import audit, retention, uploads
from .choices import Origin


@task()
def delete_what_is_over_time() -> None:
    """Keep nothing longer than we say we do."""
    with audit.acting_from(Origin.JOB):
        retention.delete_what_is_over_time(timezone.now())


@task()
def purge_elsewhere() -> None:
    """Leave no file in the bucket that nobody reads any more."""
    uploads.purge_elsewhere(timezone.now())
