from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "samenspel.channels"

    def ready(self) -> None:
        from samenspel.platform import events, personal

        from . import queries, tasks
        from .choices import Deed, Trial

        personal.put_into_words(Deed, Trial)
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
