from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "samenspel.portfolio"

    def ready(self) -> None:
        from samenspel.platform import personal

        from . import queries
        from .choices import Deed

        personal.put_into_words(Deed)
        personal.register(
            "scans_brought_in",
            personal.Holding(
                title=_("Scans you brought in"),
                labels={"made_on": _("When"), "title": _("Title"), "party": _("For")},
                tell=queries.scans_told,
                models=("meaning.Scan",),
            ),
        )
