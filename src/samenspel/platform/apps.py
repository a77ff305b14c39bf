from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlatformConfig(AppConfig):
    name = "samenspel.platform"

    def ready(self) -> None:
        from . import jobs, logs, personal, queries, retention, schedules, tasks, uploads
        from .choices import Deed

        logs.set_up()
        personal.put_into_words(Deed)

        night = time(3, 30)
        schedules.every_day(retention.NAME, at=night, ask=tasks.delete_what_is_over_time.enqueue)
        schedules.every_day(uploads.NAME_OF_PURGE, at=night, ask=tasks.purge_elsewhere.enqueue)
        personal.register(
            "jobs",
            personal.Holding(
                title=_("Work you asked for"),
                labels={"asked_at": _("When"), "kind": _("What"), "state": _("State"),
                        "typed": _("What you filled in"), "error": _("What went wrong")},
                tell=queries.jobs_told,
                models=("platform.Job",),
                words={"typed": personal.typed_in_words},
                place=2,
                erase=jobs.erase_of,
            ),
        )  # fmt: skip
        personal.register(
            "trail",
            personal.Holding(
                title=_("What you changed"),
                labels={"at": _("When"), "what": _("What")},
                tell=queries.trail_told,
                models=("platform.ActorAlias", "platform.AuditEvent"),
                place=3,
            ),
        )
