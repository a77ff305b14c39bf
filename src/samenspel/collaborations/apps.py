from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollaborationsConfig(AppConfig):
    name = "samenspel.collaborations"

    def ready(self) -> None:
        from samenspel.platform import personal

        from . import queries

        personal.register(
            "representations",
            personal.Holding(
                title=_("For whom you speak"),
                labels={"party": _("Party"), "role": _("Role")},
                tell=queries.representations_told,
                models=("collaborations.Representation",),
            ),
        )
