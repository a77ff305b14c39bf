from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollaborationsConfig(AppConfig):
    name = "samenspel.collaborations"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal

        from . import actions, queries
        from .choices import Deed, News

        personal.put_into_words(Deed)
        events.register(News)
        agenda.register("collaborations", agenda.Source(changed=queries.changed_for))

        personal.register(
            "representations",
            personal.Holding(
                title=_("For whom you speak"),
                labels={"party": _("Party"), "role": _("Role")},
                tell=queries.representations_told,
                models=("collaborations.Representation",),
            ),
        )
        personal.register(
            "phase_notes",
            personal.Holding(
                title=_("Phases you noted"),
                labels={"noted_at": _("When"), "phase": _("Phase"), "evidence": _("What shows it")},
                tell=queries.phase_notes_told,
                models=("collaborations.PhaseNote",),
            ),
        )
        personal.register(
            "invitations",
            personal.Holding(
                title=_("Invitations you sent or got"),
                labels={"made_at": _("When"), "email": _("To"), "party": _("Party")},
                tell=queries.invitations_told,
                models=("collaborations.RoleInvitation",),
                erase=lambda person, at: actions.forget_invitations(person=person, by=None, at=at),
            ),
        )
