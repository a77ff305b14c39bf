from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "samenspel.evaluation"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal, retention, schedules

        from . import actions, queries, tasks
        from .choices import Deed, News
        from .queries import agenda_ready
        from .queries.agenda import answers_pressing, changed_for, days_of, waits_for

        retention.also(lambda at: actions.forget_old_invitations(by=None, at=at))
        personal.put_into_words(Deed)
        events.register(News)
        source = agenda.Source(waits_for, changed_for, days_of, (answers_pressing,))
        agenda.register("evaluation", source)
        ready = agenda.Source(waits=agenda_ready.waits_for, days=agenda_ready.days_of)
        agenda.register("readiness", ready)
        ask = tasks.remind_of_evaluations.enqueue
        schedules.every_day("evaluation.reminders", at=time(8, 0), ask=ask)
        personal.register(
            "evaluation_invitations",
            personal.Holding(
                title=_("Invitations to answer an evaluation"),
                labels={
                    "where": _("Collaboration"), "name": _("Name"), "email": _("E-mail address")
                },
                tell=queries.invitations_told,
                models=("evaluation.EvaluationInvitation", "evaluation.EvaluationReminder"),
                erase=lambda person, at: actions.erase_invitations(person=person, by=person, at=at),
            ),
        )  # fmt: skip
        personal.register(
            "outside_evaluators",
            personal.Holding(
                title=_("Evaluations you read from outside"),
                labels={"at": _("When"), "text": _("What")},
                tell=queries.evaluators_told,
                models=("evaluation.OutsideEvaluator",),
                erase=lambda person, at: actions.erase_evaluators(person=person, by=person, at=at),
            ),
        )
        labels = {"at": _("When"), "text": _("What")}
        personal.register(
            "improvements",
            personal.Holding(
                title=_("What you noted that parties do about an evaluation"),
                labels=labels,
                tell=queries.improvements_told,
                models=("evaluation.Improvement",),
                erase=lambda person, at: actions.forget_owners(person=person, by=person, at=at),
            ),
        )
        for code, title, tell, model in (
            ("evaluations_asked", _("Evaluations you asked"), queries.evaluations_told,
             "evaluation.Evaluation"),
            ("evaluation_sides", _("Evaluations you opened for a party"), queries.sides_told,
             "evaluation.EvaluationSide"),
            ("readiness_asked", _("When you asked colleagues how ready they are"),
             queries.readiness_asked_told, "evaluation.ReadinessRound"),
            ("readiness_steps", _("Steps you planned to get readier"),
             queries.readiness_steps_told, "evaluation.ReadinessStep"),
        ):  # fmt: skip
            holding = personal.Holding(title=title, labels=labels, tell=tell, models=(model,))
            personal.register(code, holding)
