"""Makers of scans among people: drafts, open scans, personal links and answers."""

from datetime import timedelta

from samenspel.meaning import actions, queries
from samenspel.meaning.actions import GivenAnswer
from samenspel.meaning.analyses import ScaleDraft, WordDraft
from samenspel.meaning.models import Scan, Talk
from samenspel.meaning.tasks import mail_invitation
from samenspel.platform.guests import Guest
from samenspel_report.result_json import to_json
from tests.make import NOON, make_collaboration, make_party, speaker_of

CLOSES_AT = NOON + timedelta(days=14)
LATER = CLOSES_AT + timedelta(hours=1)
SITE = "http://testserver/"


def word_drafts(words=1, scales=2):
    return [
        WordDraft(
            f"woord{word}",
            f"word{word}",
            tuple(
                ScaleDraft(f"laag{word}{s}", f"hoog{word}{s}", f"low{word}{s}", f"high{word}{s}")
                for s in range(scales)
            ),
        )
        for word in range(1, words + 1)
    ]


def make_draft(*parties, words=1, scales=2, closes_at=CLOSES_AT, population=20, collaboration=None):
    """A scan that nobody can answer yet, of these parties or of two new ones."""
    parties = parties or (make_party("Ons"), make_party("Zij"))
    return actions.make_scan(
        collaboration=collaboration or make_collaboration(*parties),
        title="Scan onder mensen",
        words=word_drafts(words, scales),
        populations=dict.fromkeys(parties, population),
        closes_at=closes_at,
        by=None,
        at=NOON,
    )


def open_up(scan, at=NOON):
    actions.open_scan(scan=scan, mail=mail_invitation, site=SITE, by=None, at=at)
    return Scan.objects.get(pk=scan.pk)


def make_open(*parties, **kwargs):
    return open_up(make_draft(*parties, **kwargs))


def sides_of(scan):
    return list(scan.sides.select_related("party").order_by("pk"))


def ask(side, *names, at=NOON):
    """A personal link for each name: pairs of the invitation and its token."""
    links = actions.invite(
        side=side, guests=[Guest(name=name) for name in names], language="nl",
        mail=mail_invitation, site=SITE, by=None, at=at,
    )  # fmt: skip
    return [(queries.invitation_of(link.token), link.token) for link in links]


def answer(invitation, *, own=4, guess=4, importance=3, own_words="", agrees=False, at=NOON):
    """Let someone answer every word with these points; lists of points go by scale."""
    actions.begin_answering(agrees_to_small_group=agrees, by=invitation, at=at)
    others = queries.other_sides(invitation.side)
    for word in queries.words_of(invitation.side.scan):
        scales = [scale.pk for scale in word.scales.all()]
        given = GivenAnswer(
            own=dict(zip(scales, _each(own, scales), strict=True)),
            guesses={o.pk: dict(zip(scales, _each(guess, scales), strict=True)) for o in others},
            importance=importance,
            own_words=own_words,
        )
        actions.save_answer(word=word, given=given, nonce="browser", by=invitation, at=at)


def _each(points, scales):
    return points if isinstance(points, list) else [points] * len(scales)


def answered_by(scan, people=5, own_words="", **kwargs):
    """Let so many people of every side answer, each in words of their own if any are given."""
    for side in sides_of(scan):
        names = [f"{side.party.name} {number}" for number in range(people)]
        for number, (invitation, _token) in enumerate(ask(side, *names)):
            texts = f"{own_words} {number}" if own_words else ""
            answer(invitation, own=1 + number % 7, own_words=texts, **kwargs)
    return scan


def accept_all(scan, at=LATER, *, talked=True):
    """Let someone of every side accept, after the end, so that the outcome opens."""
    for side in sides_of(scan):
        actions.accept_opening(side=side, by=speaker_of(side.party), at=at)
    if talked:
        open_numbers(scan, at)
    return Scan.objects.get(pk=scan.pk)


def open_numbers(scan, at=LATER):
    """The talk is over, and every side may read the numbers."""
    Talk.objects.filter(scan=scan).update(numbers_at=at, link_secret="")


def made_of(scan, found):
    """The same scan with another finding."""
    scan.result.payload = to_json(found, seed=1, language="nl")
    scan.result.save()
    return scan
