from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "samenspel.agreements"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal, schedules

        from . import queries, tasks
        from .choices import Deed, News
        from .queries import agenda_promised
        from .queries.agenda import changed_for, days_of, proposals_pressing, waits_for

        personal.put_into_words(Deed)
        events.register(News)
        promised_presses = (agenda_promised.terms_pressing, agenda_promised.balance_pressing)
        presses = (proposals_pressing, *promised_presses)
        agenda.register("agreements", agenda.Source(waits_for, changed_for, days_of, presses))
        promised = agenda.Source(waits=agenda_promised.waits_for, days=agenda_promised.days_of)
        agenda.register("agreements_promised", promised)
        morning = time(8, 0)
        schedules.every_day("agreements.due", at=morning, ask=tasks.remind_of_what_is_due.enqueue)
        labels = {"at": _("When"), "agreement": _("Agreement"), "text": _("What")}
        personal.register(
            "agreements_proposed",
            personal.Holding(
                title=_("Agreements you proposed"),
                labels=labels,
                tell=queries.versions_told,
                models=("agreements.AgreementVersion",),
            ),
        )
        personal.register(
            "agreements_accepted",
            personal.Holding(
                title=_("Agreements you accepted for a party"),
                labels=labels,
                tell=queries.acceptances_told,
                models=("agreements.Acceptance",),
            ),
        )
        personal.register(
            "contributions_noted",
            personal.Holding(
                title=_("Contributions you noted"),
                labels={"at": _("When"), "text": _("What")},
                tell=queries.contributions_told,
                models=("agreements.Contribution",),
            ),
        )
        said = {"at": _("When"), "text": _("What")}
        for code, title, tell, model in (
            ("commitments_proposed", _("Commitments you noted or changed"),
             queries.commitments_told, "agreements.CommitmentTerms"),
            ("balance_asked", _("When you asked whether it feels in balance"),
             queries.balance_asked_told, "agreements.BalanceRound"),
            ("balance_answered", _("What you answered for a party about balance"),
             queries.balance_told, "agreements.BalanceAnswer"),
            ("endings_noted", _("Endings you noted"), queries.endings_told, "agreements.Ending"),
            ("farewells_said", _("What you said for a party at an ending"),
             queries.farewells_told, "agreements.Farewell"),
            ("pauses_asked", _("Pauses you asked"), queries.pauses_told, "agreements.Pause"),
            ("upheavals_noted", _("What you noted that changed for a party"),
             queries.upheavals_told, "agreements.Upheaval"),
            ("reassessments", _("What you concluded on looking again"),
             queries.reassessments_told, "agreements.Reassessment"),
        ):  # fmt: skip
            holding = personal.Holding(title=title, labels=said, tell=tell, models=(model,))
            personal.register(code, holding)
