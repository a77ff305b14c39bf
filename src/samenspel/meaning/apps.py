from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeaningConfig(AppConfig):
    name = "samenspel.meaning"

    def ready(self) -> None:
        from samenspel.platform import agenda, events, personal, post, retention, schedules

        from . import actions, tasks
        from .choices import Deed, JobKind, News
        from .queries.agenda import changed_for, days_of, to_match, to_open, waits_for
        from .queries.personal import (
            group_links_told,
            invitations_told,
            messages_told,
            scans_made_told,
            sides_told,
            talks_told,
        )
        from .tasks.letters import reminder_shown

        retention.also(lambda at: actions.forget_unmatched(by=None, at=at))
        retention.also(lambda at: actions.forget_old_invitations(by=None, at=at))
        retention.also(lambda at: actions.forget_wave_tags(by=None, at=at))
        personal.put_into_words(Deed, JobKind)
        events.register(News)
        agenda.register(
            "meaning", agenda.Source(waits_for, changed_for, days_of, (to_open, to_match))
        )
        post.register("reminder", reminder_shown)
        morning = time(8, 0)
        schedules.every_day("meaning.letters", at=morning, ask=tasks.write_what_is_due.enqueue)
        personal.register(
            "scan_invitations",
            personal.Holding(
                title=_("Invitations to answer"),
                labels={"scan": _("Scan"), "name": _("Name"), "email": _("E-mail address")},
                tell=invitations_told,
                models=("meaning.Invitation",),
                erase=lambda person, at: actions.erase_invitations(person=person, by=person, at=at),
            ),
        )
        personal.register(
            "scan_messages",
            personal.Holding(
                title=_("E-mails about scans"),
                labels={"scan": _("Scan"), "kind": _("What"), "state": _("State")},
                tell=messages_told,
                models=("meaning.ScanMessage",),
            ),
        )
        personal.register(
            "scan_sides",
            personal.Holding(
                title=_("Scans you opened or kept closed for a party"),
                labels={"scan": _("Scan"), "party": _("For"), "at": _("When")},
                tell=sides_told,
                models=("meaning.ScanSide",),
            ),
        )
        personal.register(
            "group_links",
            personal.Holding(
                title=_("Group links you made"),
                labels={
                    "scan": _("Scan"),
                    "party": _("For"),
                    "made_at": _("Made"),
                    "revoked_at": _("Ended"),
                },
                tell=group_links_told,
                models=("meaning.GroupLink",),
            ),
        )
        personal.register(
            "scan_talks",
            personal.Holding(
                title=_("What you wrote, agreed or opened in talks"),
                labels={"scan": _("Scan"), "text": _("What"), "at": _("When")},
                tell=talks_told,
                models=("meaning.Talk", "meaning.TalkWord", "meaning.TalkAgreement"),
                erase=lambda person, at: actions.forget_talks(person=person, by=person, at=at),
            ),
        )
        personal.register(
            "scans_made",
            personal.Holding(
                title=_("Scans you made"),
                labels={"made_on": _("When"), "title": _("Title")},
                tell=scans_made_told,
                models=("meaning.Scan",),
                words={"made_on": personal.day_in_words},
            ),
        )
