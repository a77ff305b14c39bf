from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "samenspel.people"

    def ready(self) -> None:
        from samenspel.platform import erased, personal, retention

        from . import actions, queries
        from .adapters import visits
        from .choices import Deed

        user_logged_in.connect(visits.begin)
        personal.put_into_words(Deed)

        retention.also(lambda at: actions.forget_who_never_came(by=None, at=at))
        retention.also(lambda at: actions.forget_programs(by=None, at=at))
        erased.again(lambda who, at: actions.erase_again(person_id=who, by=None, at=at))
        personal.register(
            "account",
            personal.Holding(
                title=_("Your account"),
                labels={
                    "name": _("Name"),
                    "email": _("E-mail address"),
                    "language": _("Language"),
                    "last_login": _("Signed in last"),
                    "is_staff": _("Runs this installation"),
                    "is_active": _("Can sign in"),
                },
                tell=queries.account_told,
                models=("people.User", "account.EmailAddress"),
                words={"language": lambda code: dict(settings.LANGUAGES).get(code, code)},
            ),
        )
        personal.register(
            "consents",
            personal.Holding(
                title=_("What you agreed to"),
                labels={"given_at": _("When"), "text": _("To what"), "version": _("Text of")},
                tell=queries.consents_told,
                models=("people.Consent",),
            ),
        )
        personal.register(
            "visits",
            personal.Holding(
                title=_("Where you signed in"),
                labels={"began_at": _("When"), "device": _("On what")},
                tell=queries.visits_told,
                models=("people.Visit",),
            ),
        )
        personal.register(
            "api_keys",
            personal.Holding(
                title=_("API keys"),
                labels={"name": _("Name"), "made_at": _("Made"), "expires_at": _("Works until"),
                        "last_used_at": _("Last used"), "scopes": _("May do")},
                tell=queries.api_keys_told,
                models=("people.ApiKey",),
            ),
        )  # fmt: skip
        personal.register(
            "linked",
            personal.Holding(
                title=_("Organisations through which you sign in"),
                labels={"since": _("Since"), "organisation": _("Organisation"),
                        "uid": _("Your name there"), "assurance": _("How sure it was")},
                tell=queries.linked_told,
                models=("socialaccount.SocialAccount",),
            ),
        )  # fmt: skip
        personal.register(
            "passkeys",
            personal.Holding(
                title=_("Passkeys, codes of an app and emergency codes"),
                labels={"name": _("Name"), "created_at": _("Made"), "last_used_at": _("Last used")},
                tell=queries.passkeys_told,
                models=("mfa.Authenticator",),
            ),
        )
        personal.register(
            "sign_in_links",
            personal.Holding(
                title=_("Sign-in links"),
                labels={"made_at": _("Made"), "expires_at": _("Works until"),
                        "used_at": _("Last used")},
                tell=queries.sign_in_links_told,
                models=("people.SignInLink",),
            ),
        )  # fmt: skip
