"""The key that ties answers of two waves: theirs alone, and no way from it to a name."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from samenspel.meaning import actions, queries
from samenspel.meaning.models import Respondent, ScanScale
from tests.make import NOON
from tests.make_scans import LATER, accept_all, ask, make_open, sides_of
from tests.make_waves import KEY, answered_with_keys, begun, key_of, next_of

pytestmark = pytest.mark.django_db


def test_a_key_is_shown_to_who_has_it_and_in_no_table(parties):
    scan = make_open(*parties)
    ((_invitation, token),) = ask(sides_of(scan)[0], "Ada")
    with time_machine.travel(NOON, tick=False):
        browser = begun(token)
        key = key_of(browser, scan)
        elsewhere = begun(token)
        page = elsewhere.get(reverse("meaning:answered", args=[scan.pk]))
    assert not KEY.search(page.content.decode())  # a link that is passed on shows no key
    kept = json.dumps(list(Respondent.objects.values()), default=str)
    assert key not in kept
    assert queries.wave_tag(scan, key) not in kept


def test_while_open_the_same_key_looks_different_each_time(parties):
    scan = make_open(*parties)
    key = queries.new_wave_key()
    one, other = queries.sealed_tag(scan, key), queries.sealed_tag(scan, key)
    assert one != other
    assert queries.unsealed_tag(scan, Respondent(wave_tag=one)) == queries.wave_tag(scan, key)
    assert queries.unsealed_tag(scan, Respondent(wave_tag=other)) == queries.wave_tag(scan, key)


def test_a_dump_without_the_secret_of_the_installation_opens_nothing(parties, settings):
    scan = make_open(*parties)
    key = queries.new_wave_key()
    sealed = Respondent(wave_tag=queries.sealed_tag(scan, key))
    settings.SECRET_KEY = "another" * 10
    assert queries.unsealed_tag(scan, sealed) != queries.wave_tag(scan, key)


def test_the_same_key_says_nothing_in_another_series(parties):
    key = queries.new_wave_key()
    one, other = make_open(*parties), make_open(*parties)
    assert queries.wave_tag(one, key) != queries.wave_tag(other, key)


def test_before_opening_a_dump_ties_no_name_to_the_wave_before(first, parties):
    scan = next_of(first, parties)
    answered_with_keys(scan, own=(4, 6), keys=first.first_keys, at=LATER)
    before = set(Respondent.objects.filter(side__scan=first).values_list("wave_tag", flat=True))
    now = set(Respondent.objects.filter(side__scan=scan).values_list("wave_tag", flat=True))
    assert len(before) == len(now) == 12
    assert not before & now
    assert not any(tag in sealed for tag in before for sealed in now)


def test_after_opening_only_the_newest_wave_can_be_tied_on(first, second):
    tags = Respondent.objects.filter(side__scan=first).values_list("wave_tag", flat=True)
    assert set(tags) == {""}
    now = Respondent.objects.filter(side__scan=second)
    assert set(now.values_list("link_key", flat=True)) == {""}
    assert set(now.values_list("wave_tag", flat=True)) == {
        queries.wave_tag(second, key) for key in first.first_keys.values()
    }


def test_the_same_people_are_known_again_and_their_move_is_told(second):
    (moved,) = second.result.payload["waves"]
    assert (moved["from_wave"], moved["to_wave"]) == ("scan 1", "scan 2")
    (word,) = moved["concepts"]
    ours, theirs = (word["sides"][name] for name in ("Ons", "Zij"))
    assert (ours["same_people"], theirs["same_people"]) == (6, 6)
    assert ours["road_travelled_low"] > 0
    assert word["pattern"] == "one_sided"


def test_without_keys_people_count_but_are_not_known_again(first, parties):
    scan = next_of(first, parties)
    answered_with_keys(scan, own=(4, 6), at=LATER)
    opened = accept_all(scan, at=LATER + timedelta(days=30))
    (moved,) = opened.result.payload["waves"]
    assert {s["same_people"] for s in moved["concepts"][0]["sides"].values()} == {0}


def test_a_key_used_by_two_people_ties_nobody(first, parties):
    scan = next_of(first, parties)
    same = first.first_keys["Ons", 0]
    keys = first.first_keys | {("Ons", 1): same}
    answered_with_keys(scan, own=(4, 6), keys=keys, at=LATER)
    opened = accept_all(scan, at=LATER + timedelta(days=30))
    (moved,) = opened.result.payload["waves"]
    assert moved["concepts"][0]["sides"]["Ons"]["same_people"] == 4
    assert not Respondent.objects.filter(wave_tag=queries.wave_tag(opened, same)).exists()


def test_a_scale_that_was_changed_in_between_is_not_compared(first, parties):
    scan = next_of(first, parties)
    ScanScale.objects.filter(word__scan=scan).update(pole_low_nl="iets anders")
    answered_with_keys(scan, own=(4, 6), keys=first.first_keys, at=LATER)
    opened = accept_all(scan, at=LATER + timedelta(days=30))
    (moved,) = opened.result.payload["waves"]
    assert moved["concepts"][0]["pattern"] == "undecided"
    assert {s["same_people"] for s in moved["concepts"][0]["sides"].values()} == {0}


def test_a_key_that_nobody_has_is_refused_and_an_empty_field_is_fine(first, parties):
    scan = next_of(first, parties)
    ((_invitation, token),) = ask(sides_of(scan)[0], "Ada", at=LATER)
    path = reverse("meaning:personal_link", args=[token])
    with time_machine.travel(LATER, tick=False):
        page = Client().post(path, {"wave_key": "AAAA-BBBB-CCCC"})
        assert (page.status_code, "Deze sleutel kennen we niet" in page.text) == (200, True)
        theirs = first.first_keys["Zij", 0]  # of the other side: not known here either
        assert Client().post(path, {"wave_key": theirs}).status_code == 200
        assert not Respondent.objects.filter(side__scan=scan).exists()
        typed = first.first_keys["Ons", 0].lower().replace("-", " ")
        begun(token, wave_key=typed)
    assert Respondent.objects.filter(side__scan=scan).count() == 1


def test_the_browser_keeps_the_key_only_when_asked(parties):
    scan = make_open(*parties)
    ((_invitation, token),) = ask(sides_of(scan)[0], "Ada")
    with time_machine.travel(NOON, tick=False):
        browser = begun(token)
        name = f"wave_key_{scan.series.hex}"
        assert browser.cookies[name]["max-age"] == ""
        browser.post(reverse("meaning:keep_wave_key", args=[scan.pk]))
        assert browser.cookies[name]["max-age"] == 400 * 24 * 3600
        browser.post(reverse("meaning:not_me", args=[scan.pk]))
        assert browser.cookies[name].value == ""


def test_tags_are_forgotten_when_no_next_wave_came(first):
    assert actions.forget_wave_tags(by=None, at=LATER + timedelta(days=550)) == 0
    assert actions.forget_wave_tags(by=None, at=LATER + timedelta(days=551)) == 12
    assert set(Respondent.objects.values_list("wave_tag", flat=True)) == {""}


def test_nothing_shows_whether_someone_began_with_a_link_in_another_browser(parties):
    """Whoever made a link could learn from it who answered."""
    scan = make_open(*parties)
    (_ada, token), (_bo, untouched) = ask(sides_of(scan)[0], "Ada", "Bo")
    with time_machine.travel(NOON, tick=False):
        answer_in(begun(token), scan)
        seen = [looked_at(begun(each), scan) for each in (token, untouched)]
    assert seen[0] == seen[1]


def test_the_key_of_the_browser_that_answers_last_counts(parties):
    scan = make_open(*parties)
    ((invitation, token),) = ask(sides_of(scan)[0], "Ada")

    def counts():
        return queries.unsealed_tag(scan, queries.respondent_of(invitation))

    with time_machine.travel(NOON, tick=False):
        phone, laptop = begun(token), begun(token)
        keys = [key_of(each, scan) for each in (phone, laptop)]
        assert len(set(keys)) == 2
        for browser, key in zip((phone, laptop, phone), (*keys, keys[0]), strict=True):
            answer_in(browser, scan)
            assert counts() == queries.wave_tag(scan, key)
            assert key in browser.get(reverse("meaning:answered", args=[scan.pk])).text
        phone.post(reverse("meaning:personal_link", args=[token]))  # to look once more
    assert key_of(phone, scan) == keys[0]


def answer_in(browser, scan):
    """Say something of the first word in this browser."""
    path = reverse("meaning:answer_word", args=[scan.pk, 1])
    names = set(re.findall(r'type="radio"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="radio"',
                           browser.get(path).text))  # fmt: skip
    given = {one or other: "1" for one, other in names}
    assert browser.post(path, given).status_code == 302


def looked_at(browser, scan):
    """All that a browser shows and holds, without what is new for each."""
    paths = [reverse("meaning:answered", args=[scan.pk]),
             reverse("meaning:answer_word", args=[scan.pk, 1])]  # fmt: skip
    pages = [re.sub(r'name="csrf[^>]*>|Ada|Bo', "", browser.get(path).text) for path in paths]
    return pages, sorted((name, each["max-age"]) for name, each in browser.cookies.items())
