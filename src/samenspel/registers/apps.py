from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "samenspel.registers"

    def ready(self) -> None:
        from samenspel.platform import personal

        from . import actions, queries
        from .choices import Deed

        personal.put_into_words(Deed)
        personal.register(
            "privacy_requests",
            personal.Holding(
                title=_("What you asked about your data"),
                labels={"received_on": _("When"), "kind": _("What"), "answer": _("Answer")},
                tell=queries.requests_told,
                models=("registers.PrivacyRequest",),
                words={"received_on": personal.day_in_words},
                erase=lambda person, at: actions.forget_who_asked(person=person, by=None, at=at),
            ),
        )
        personal.register(
            "registers_noted",
            personal.Holding(
                title=_("What you wrote in registers"),
                labels={"at": _("When"), "what": _("What")},
                tell=queries.noted_told,
                models=("registers.Breach",),
                words={"at": lambda at: personal.day_in_words(at) if isinstance(at, str) else at},
            ),
        )
        personal.register(
            "rights_reviews",
            personal.Holding(
                title=_("When you went through who may what"),
                labels={"at": _("When"), "people": _("People")},
                tell=queries.reviews_told,
                models=("registers.RightsReview",),
            ),
        )
