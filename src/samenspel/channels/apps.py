from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "samenspel.channels"

    def ready(self) -> None:
        from samenspel.platform import events, personal, schedules

        from . import queries, tasks
        from .choices import Deed, Trial

        personal.put_into_words(Deed, Trial)
        early = time(7, 0)
        schedules.every_day("channels.digests", at=early, ask=tasks.send_digests.enqueue)
        events.when_told(tasks.put_in_line)
        personal.register(
            "webhooks",
            personal.Holding(
                title=_("Connections with other programs you made"),
                labels={"made_at": _("When"), "party": _("For"), "address": _("Address")},
                tell=queries.webhooks_told,
                models=("channels.Webhook",),
            ),
        )
        personal.register(
            "digest",
            personal.Holding(
                title=_("The digest you get by e-mail"),
                labels={"rhythm": _("How often"), "told_until": _("Tells what changed until")},
                tell=queries.digests_told,
                models=("channels.Digest",),
            ),
        )
        personal.register(
            "calendar_feed",
            personal.Holding(
                title=_("The address at which your calendar reads your days"),
                labels={"made_at": _("Made")},
                tell=queries.feeds_told,
                models=("channels.CalendarFeed",),
            ),
        )
