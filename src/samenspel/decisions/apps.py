from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "samenspel.decisions"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal

        from . import queries
        from .choices import Deed, News

        personal.put_into_words(Deed)
        events.register(News)
        presses = (queries.votes_pressing, queries.outcomes_pressing)
        source = agenda.Source(queries.waits_for, queries.changed_for, queries.days_of, presses)
        agenda.register("decisions", source)
        labels = {"at": _("When"), "text": _("What")}
        for code, title, tell, model in (
            ("decisions_proposed", _("Decisions you proposed or chair"),
             queries.proposals_told, "decisions.Decision"),
            ("deciding_bodies", _("Who decides, as you wrote it down"),
             queries.bodies_told, "decisions.DecidingBody"),
            ("decision_circles", _("Decisions for which you were named as one who decides"),
             queries.circles_told, "decisions.Decision_circle"),
            ("decision_texts", _("Texts you put to a vote"),
             queries.texts_told, "decisions.DecisionText"),
            ("votes_to_cast", _("Votes in which you had a vote"),
             queries.votes_to_cast_told, "decisions.Elector"),
            ("ballots", _("What you voted"), queries.ballots_told, "decisions.Ballot"),
            ("contests", _("Outcomes you contested or answered for"),
             queries.contests_told, "decisions.Contest"),
            ("remarks", _("What you asked or said of a proposal"),
             queries.remarks_told, "decisions.Remark"),
            ("nominations", _("Whom you nominated"),
             queries.nominations_told, "decisions.Nomination"),
            ("stances", _("Where you stood on a proposal"),
             queries.stances_told, "decisions.Stance"),
            ("results_elsewhere", _("Results of votes elsewhere that you brought in"),
             queries.results_told, "decisions.VoteElsewhere"),
            ("declarations", _("Outcomes you declared"),
             queries.declarations_told, "decisions.Declaration"),
        ):  # fmt: skip
            holding = personal.Holding(title=title, labels=labels, tell=tell, models=(model,))
            personal.register(code, holding)
