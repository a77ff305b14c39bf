"""What the law asks, as cases with their outcome: one test for each rule that we know."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from samenspel_report.law import Consequence, bodies, moments, rules_on, votes
from samenspel_report.law.rules import NoRules

TODAY = date(2026, 11, 30)
RULES = rules_on(TODAY)
MEETING = date(2027, 3, 31)


def before(days):
    return MEETING - timedelta(days=days)


@pytest.mark.parametrize(
    ("name", "fits"),
    [("Coöperatief X U.A.", True), ("X U.A.", False), ("Coöperatief X", False),
     ("Coöperatief Y B.A.", True)],
)  # fmt: skip
def test_the_name_of_a_cooperative_says_what_it_is(name, fits):
    assert bodies.name_allowed(RULES, name) == fits


@pytest.mark.parametrize(
    ("of_members", "by_statutes", "fits"),
    [(Fraction(1), False, True), (Fraction(9, 10), False, False), (Fraction(9, 10), True, True),
     (Fraction(1, 2), True, True), (Fraction(49, 100), True, False)],
)  # fmt: skip
def test_trade_with_others_needs_the_statutes_and_stays_the_lesser_part(
    of_members, by_statutes, fits
):
    assert bodies.trade_fits(RULES, of_members, by_statutes=by_statutes) == fits


def test_in_a_wa_who_left_within_a_year_shares_a_deficit():
    assert bodies.deficit_parts(RULES, 900, 3, [6, 14]) == (4, Fraction(225))
    assert bodies.deficit_parts(RULES, 900, 3, [12]) == (3, Fraction(300))


@pytest.mark.parametrize("reserved", [True, False])
def test_a_contract_of_members_changes_only_where_it_says_so(reserved):
    assert bodies.contract_may_change(reserved=reserved) == reserved


def test_only_a_wa_or_ba_owes_an_answer_to_a_resignation():
    day = date(2026, 11, 1)
    due = {
        liability: moments.register_due(RULES, resigned_on=day, liability=liability)
        for liability in ("W.A.", "B.A.", "U.A.")
    }
    assert due == {"W.A.": date(2026, 11, 15), "B.A.": date(2026, 11, 15), "U.A.": None}


def test_a_suspended_member_has_no_vote_and_more_votes_need_the_statutes():
    assert (votes.may_vote(suspended=True), votes.may_vote(suspended=False)) == (False, True)
    given = [(1, False), (2, False), (2, True), (0, True)]
    assert [votes.weight_allowed(n, by_statutes=s) for n, s in given] == [True, False, True, False]


@pytest.mark.parametrize(("others", "counted"), [(6, 5), (5, 5), (4, 4)])
def test_votes_of_others_count_for_half_of_those_of_members_at_most(others, counted):
    assert votes.organ_votes(RULES, 10, others) == counted


@pytest.mark.parametrize("recorded", [True, False])
def test_a_proxy_counts_if_it_was_recorded(recorded):
    assert votes.proxy_counts(recorded=recorded) == recorded


def test_an_electronic_vote_needs_the_statutes_and_a_known_voter():
    allowed = {
        (s, i): votes.electronic_allowed(by_statutes=s, identified=i)
        for s in (True, False) for i in (True, False)
    }  # fmt: skip
    assert [case for case, is_allowed in allowed.items() if is_allowed] == [(True, True)]


@pytest.mark.parametrize(("days", "in_time"), [(31, False), (30, True), (0, True)])
def test_a_vote_beforehand_comes_on_the_thirtieth_day_at_the_earliest(days, in_time):
    assert moments.early_vote_in_time(RULES, before(days), MEETING) == in_time


def test_a_tenth_of_the_votes_demands_a_meeting_within_four_weeks():
    assert [votes.may_demand_meeting(RULES, n, 100) for n in (9, 10)] == [False, True]
    assert moments.asked_meeting(RULES, TODAY) == (date(2026, 12, 28), date(2026, 12, 14))


def test_who_did_not_consent_to_mail_gets_a_letter():
    assert bodies.letters_for({"Ada": True, "Bo": False}) == ("Bo",)


@pytest.mark.parametrize(("days", "in_time"), [(6, False), (7, True)])
def test_a_change_of_the_statutes_is_announced_seven_days_before(days, in_time):
    assert moments.statutes_notice_in_time(RULES, before(days), MEETING) == in_time


@pytest.mark.parametrize(
    ("days", "delegates", "in_time"),
    [(4, False, False), (5, False, True), (13, True, False), (14, True, True)],
)
def test_the_text_is_there_five_days_before_and_fourteen_for_delegates(days, delegates, in_time):
    found = moments.statutes_text_in_time(RULES, before(days), MEETING, delegates=delegates)
    assert found == in_time


@pytest.mark.parametrize(
    ("code", "in_favour", "cast", "is_enough"),
    [
        ("statutes_majority", 66, 100, False),
        ("statutes_majority", 67, 100, True),
        ("statutes_majority", 2, 3, True),
        ("dissolution", 66, 100, False),
        ("dissolution", 67, 100, True),
        ("conversion", 89, 100, False),
        ("conversion", 90, 100, True),
        ("statutes_majority", 0, 0, False),
    ],
)
def test_a_part_of_the_votes_cast_is_exact(code, in_favour, cast, is_enough):
    assert votes.enough(RULES, code, in_favour, cast) == is_enough


@pytest.mark.parametrize(
    ("adopted", "deed_on", "holds"),
    [(True, None, False), (True, TODAY + timedelta(days=1), False), (True, TODAY, True),
     (False, TODAY, False)],
)  # fmt: skip
def test_a_change_of_the_statutes_holds_after_the_deed(adopted, deed_on, holds):
    assert moments.in_force(adopted=adopted, deed_on=deed_on, today=TODAY) == holds


@pytest.mark.parametrize(
    ("in_favour", "knew", "counts"), [(5, True, True), (4, True, False), (5, False, False)]
)
def test_outside_a_meeting_all_are_for_and_the_board_knew(in_favour, knew, counts):
    found = votes.unanimous_outside(members=5, in_favour=in_favour, board_knew=knew)
    assert found == counts


@pytest.mark.parametrize(("others", "fits"), [(3, False), (2, True)])
def test_who_are_no_members_appoint_fewer_than_half_of_the_board(others, fits):
    assert bodies.board_appointed_well(RULES, others, 6) == fits


def test_a_quorum_for_breaking_a_nomination_is_two_thirds_at_most():
    found = [votes.nomination_quorum_allowed(RULES, q) for q in (Fraction(7, 10), Fraction(2, 3))]
    assert found == [False, True]


@pytest.mark.parametrize(
    ("weights", "allowed"),
    [([2, 1, 1], True), ([3, 1, 1], False), ([2, 1], False), ([1, 1], True), ([1], True)],
)
def test_nobody_on_the_board_outvotes_the_others_together(weights, allowed):
    assert votes.multiple_vote_allowed(weights) == allowed


def test_someone_is_named_for_when_all_of_the_board_are_absent():
    assert [bodies.stand_in_named(n) for n in ("", "  ", "Raad van advies")] == [
        False, False, True,
    ]  # fmt: skip


def test_who_has_a_conflict_decides_nothing_and_without_a_board_another_body_does():
    board = ["Ada", "Bo"]
    assert bodies.deciders(board, ["Bo"], supervisors=True) == ["Ada"]
    assert bodies.deciders(board, board, supervisors=True) == ["supervisors"]
    assert bodies.deciders(board, board, supervisors=False) == ["members_meeting"]


def test_supervisors_are_told_each_year():
    assert moments.supervisors_told_by(RULES, date(2026, 2, 28)) == date(2027, 2, 28)


def test_accounts_follow_the_end_of_the_year():
    end = date(2026, 12, 31)
    assert moments.accounts_due(RULES, end) == (date(2027, 6, 30), date(2027, 7, 31))
    extended = moments.accounts_due(RULES, end, extended=True)
    assert extended == (date(2027, 10, 31), date(2027, 11, 30))


@pytest.mark.parametrize(
    ("committee", "fits"), [(["Cas"], False), (["Cas", "Ada"], False), (["Cas", "Dee"], True)]
)
def test_two_who_are_not_on_the_board_check_the_books(committee, fits):
    assert bodies.committee_fits(RULES, committee, ["Ada", "Bo"]) == fits


def test_records_are_kept_for_seven_years():
    assert [moments.records_long_enough(RULES, years) for years in (6, 7)] == [False, True]


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [(date(2026, 12, 10), date(2027, 12, 31)), (date(2026, 12, 3), date(2026, 12, 31))],
)
def test_membership_ends_with_the_year_four_weeks_on(given_on, ends_on):
    assert moments.membership_ends(RULES, given_on, date(2026, 12, 31)) == ends_on


def test_after_heavier_duties_a_member_has_a_month_to_leave_at_once():
    assert moments.may_leave_until(RULES, date(2026, 11, 15)) == date(2026, 12, 15)
    assert moments.may_leave_until(RULES, date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("until", "long"), [(date(2026, 12, 29), False), (date(2026, 12, 30), True)]
)
def test_who_is_expelled_has_a_month_to_appeal(until, long):
    assert moments.appeal_long_enough(RULES, TODAY, until) == long


@pytest.mark.parametrize(
    ("named", "asked_by", "again"),
    [(True, 1, False), (False, 1, True), (True, 6, True), (True, 5, False), (False, 0, False)],
)
def test_a_contested_outcome_is_voted_on_again(named, asked_by, again):
    assert votes.new_vote_due(named=named, asked_by=asked_by, votes=10) == again


def test_evidence_is_kept_for_as_long_as_a_decision_may_be_annulled():
    assert moments.evidence_kept_until(RULES, date(2026, 11, 15)) == date(2027, 11, 15)


def test_rules_are_of_a_day_and_before_the_oldest_there_are_none():
    assert RULES.in_force == date(2025, 1, 1)
    with pytest.raises(NoRules):
        rules_on(date(2024, 12, 31))


def test_each_rule_says_its_article_what_it_means_and_what_follows():
    assert len(RULES.rules) == 34
    for rule in RULES.rules.values():
        assert rule.article.startswith("2:")
        assert rule.nl.endswith(".")
        assert rule.en.endswith(".")
        assert rule.consequence in Consequence
        assert rule.nl != rule.en
