from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "samenspel.portfolio"

    def ready(self) -> None:
        from samenspel.platform import agenda, personal

        from . import queries
        from .choices import Deed
        from .queries.matching import changed_for, waits_for

        personal.put_into_words(Deed)
        agenda.register("portfolio", agenda.Source(waits=waits_for, changed=changed_for))
        personal.register(
            "listings",
            personal.Holding(
                title=_("What you offer or need yourself"),
                labels={
                    "at": _("When"), "text": _("What"), "words": _("Words you stand for"),
                    "withdrawn_at": _("Withdrawn"),
                },
                tell=queries.listings_told,
                models=("portfolio.Listing",),
            ),
        )  # fmt: skip
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
