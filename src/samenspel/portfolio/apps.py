from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "samenspel.portfolio"

    def ready(self) -> None:
        from samenspel.platform import agenda, personal

        from . import queries
        from .choices import Deed
        from .queries.matching import waits_for

        personal.put_into_words(Deed)
        agenda.register("portfolio", agenda.Source(waits=waits_for))
        personal.register(
            "introductions",
            personal.Holding(
                title=_("Introductions you asked or answered"),
                labels={"at": _("When"), "text": _("What")},
                tell=queries.introductions_told,
                models=("portfolio.Introduction",),
            ),
        )
        personal.register(
            "scans_brought_in",
            personal.Holding(
                title=_("Scans you brought in"),
                labels={"made_on": _("When"), "title": _("Title"), "party": _("For")},
                tell=queries.scans_told,
                models=("meaning.Scan",),
                words={"made_on": personal.day_in_words},
            ),
        )
