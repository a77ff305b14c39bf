from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.meaning import queries
from samenspel.meaning.analyses import concepts_of
from samenspel.meaning.models import GuessedPoint, Invitation, SecondGuess, Talk
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .answering import AnswerOutOfRange


class GuessingNotOpen(DomainError):
    """Someone guessed again before that was opened, or after the numbers were."""


@transaction.atomic
def guess_again(
    *,
    guesses: Mapping[int, Mapping[int, int]],
    agrees_to_small_group: bool,
    by: Invitation,
    at: datetime,
) -> None:
    """Keep what someone guesses after the talk, by side and scale; again replaces it.

    That a small group may be shown can be taken back and not given afterwards, as in
    `begin_answering`: a link may be in other hands by then.
    """
    talk = Talk.objects.select_for_update(of=("self",)).select_related("scan__result")
    found = talk.filter(scan=by.side.scan_id).first()
    if found is None or not found.takes_guesses or by.revoked_at is not None:
        raise GuessingNotOpen(_("Nobody can guess again now."))
    points = list(_points(found, guesses, by))
    key = queries.second_link_key(found, by)
    earlier = SecondGuess.objects.filter(link_key=key, side=by.side).first()
    still_agrees = earlier is None or earlier.agrees_to_small_group
    guess, _made = SecondGuess.objects.update_or_create(
        link_key=key,
        side=by.side,
        defaults={"agrees_to_small_group": agrees_to_small_group and still_agrees},
    )
    guess.points.all().delete()
    for point in points:
        point.guess = guess
    GuessedPoint.objects.bulk_create(points)
    # The line names the talk, not the person: nobody can read from it who guessed.
    audit.record("meaning.guessed_again", subject=found, by=None, at=at)


def _points(
    talk: Talk, guesses: Mapping[int, Mapping[int, int]], by: Invitation
) -> list[GuessedPoint]:
    words = queries.words_named(talk.scan, concepts_of(talk.scan.result))
    scales = {scale.pk for word in words for scale in word.scales.all()}
    sides = set(queries.other_sides(by.side).values_list("pk", flat=True))
    found = [
        GuessedPoint(scale_id=scale, about_id=about, points=points)
        for about, said in guesses.items()
        for scale, points in said.items()
    ]
    for point in found:
        asked = point.scale_id in scales and point.about_id in sides
        if not asked or not talk.scan.low <= point.points <= talk.scan.high:
            raise AnswerOutOfRange(_("Choose one of the points on the line."))
    return found
