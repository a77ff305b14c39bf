"""Days and terms: how long before, by when, and until when."""

from calendar import monthrange
from datetime import date, timedelta

from samenspel_report.law.rules import RuleSet


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def closing_later(day: date, months: int) -> date:
    """So many months after a day that closes a month; the last day of that month as well."""
    last = day.day == monthrange(day.year, day.month)[1]
    later = months_later(day, months)
    return later.replace(day=monthrange(later.year, later.month)[1]) if last else later


def early_vote_in_time(rules: RuleSet, cast_on: date, meeting_on: date) -> bool:
    """Whether an electronic vote beforehand was not cast too early."""
    return (meeting_on - cast_on).days <= rules["early"].whole("days")


def statutes_notice_in_time(rules: RuleSet, noticed_on: date, meeting_on: date) -> bool:
    """Whether a change of the statutes was announced long enough before."""
    return (meeting_on - noticed_on).days >= rules["statutes_notice"].whole("days")


def statutes_text_in_time(
    rules: RuleSet, available_on: date, meeting_on: date, *, delegates: bool = False
) -> bool:
    """Whether the literal text was there long enough before."""
    name = "delegates_days" if delegates else "days"
    return (meeting_on - available_on).days >= rules["statutes_text"].whole(name)


def asked_meeting(rules: RuleSet, asked_on: date) -> tuple[date, date]:
    """By when a meeting that was demanded is held, and from when they may call it themselves."""
    rule = rules["asked_meeting"]
    return (
        asked_on + timedelta(weeks=rule.whole("weeks")),
        asked_on + timedelta(days=rule.whole("own_days")),
    )


def accounts_due(
    rules: RuleSet, year_ends_on: date, *, extended: bool = False
) -> tuple[date, date]:
    """By when the annual accounts are drawn up, and by when the meeting adopts them."""
    rule = rules["accounts"]
    months = rule.whole("months") + (rule.whole("extension_months") if extended else 0)
    drawn_up = closing_later(year_ends_on, months)
    return drawn_up, closing_later(drawn_up, rule.whole("adopt_months"))


def membership_ends(rules: RuleSet, given_on: date, year_ends_on: date) -> date:
    """When a membership ends that was ended on a day; `year_ends_on` closes that year."""
    last = year_ends_on - timedelta(weeks=rules["resignation"].whole("weeks"))
    return year_ends_on if given_on <= last else closing_later(year_ends_on, 12)


def may_leave_until(rules: RuleSet, told_on: date) -> date:
    """Until when a member may leave at once after heavier duties, conversion or merger."""
    return months_later(told_on, rules["resignation_at_once"].whole("months"))


def appeal_long_enough(rules: RuleSet, expelled_on: date, appeal_until: date) -> bool:
    """Whether who is expelled has the time to appeal that the law gives."""
    return appeal_until >= months_later(expelled_on, rules["appeal"].whole("months"))


def evidence_kept_until(rules: RuleSet, known_on: date) -> date:
    """Until when a decision may be annulled, so that notice and votes are kept."""
    return months_later(known_on, 12 * rules["annulment"].whole("years"))


def records_long_enough(rules: RuleSet, years: int) -> bool:
    """Whether records are kept as long as the law asks."""
    return years >= rules["records"].whole("years")


def register_due(rules: RuleSet, *, resigned_on: date, liability: str) -> date | None:
    """By when a resignation is acknowledged; a U.A. need not."""
    days = timedelta(days=rules["coop_register"].whole("acknowledge_days"))
    return None if liability == "U.A." else resigned_on + days


def supervisors_told_by(rules: RuleSet, last_on: date) -> date:
    """By when the supervisors are told again."""
    return months_later(last_on, rules["supervisors_told"].whole("months"))


def in_force(*, adopted: bool, deed_on: date | None, today: date) -> bool:
    """Whether a change of the statutes holds: adopted, and the deed was passed."""
    return adopted and deed_on is not None and deed_on <= today
