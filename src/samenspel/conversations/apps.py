from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "samenspel.conversations"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal

        from . import queries
        from .choices import Deed, News

        personal.put_into_words(Deed)
        events.register(News)
        source = agenda.Source(queries.waits_for, queries.changed_for, queries.days_of)
        agenda.register("conversations", source)
        goals = agenda.Source(changed=queries.goals_changed_for, days=queries.goal_days_of)
        agenda.register("goals", goals)
        personal.register(
            "conversations",
            personal.Holding(
                title=_("Conversations you prepared"),
                labels={"made_at": _("When"), "question": _("Question")},
                tell=queries.conversations_told,
                models=("conversations.Conversation",),
            ),
        )
        personal.register(
            "statements_decided",
            personal.Holding(
                title=_("Statements you showed or took out"),
                labels={"at": _("When"), "state": _("State"), "reason": _("Why")},
                tell=queries.decisions_told,
                models=("conversations.Statement",),
            ),
        )
        personal.register(
            "goals_worded",
            personal.Holding(
                title=_("Goals you worded, and what you told of them"),
                labels={"at": _("When"), "text": _("What")},
                tell=queries.goals_told,
                models=("conversations.GoalVersion", "conversations.GoalAct"),
            ),
        )
