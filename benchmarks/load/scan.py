"""Run beside the product: make a scan that people can answer, and tell what was kept of it.

`python -m benchmarks.load.scan make 200` prints a personal link for each, `told` what they said;
`write 20` has twenty letters of three kinds sent, and `written` says what became of each.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django
from django.utils import timezone

from benchmarks.load import decisions, talk

WORDS = 6


def make(people: int) -> dict[str, Any]:
    """An open scan of two parties in which so many people of the first are asked."""
    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import PartyKind, Phase, Team
    from samenspel.meaning import actions
    from samenspel.meaning.analyses import SCALES_PROPOSED, WordDraft, library_words
    from samenspel.meaning.tasks import mail_invitation
    from samenspel.platform.guests import Guest

    now = timezone.now()
    given: dict[str, Any] = {"by": None, "at": now}
    kind = {"kind": PartyKind.ORGANISATION, "team": Team.MARKET}
    parties = [collaborations.add_party(name=name, **kind, **given) for name in ("Een", "Twee")]
    together = collaborations.start_collaboration(
        name="Drukte", slug="drukte", purpose="Veel mensen tegelijk.", phase=Phase.APPROACH,
        parties=parties, **given,
    )  # fmt: skip
    scan = actions.make_scan(
        collaboration=together,
        title="Veel mensen tegelijk",
        words=[WordDraft(w.name_nl, w.name_en, w.scales[:SCALES_PROPOSED], w.code)
               for w in library_words()[:WORDS]],
        populations=dict.fromkeys(parties, people),
        closes_at=now + timedelta(days=7),
        **given,
    )  # fmt: skip
    side = scan.sides.order_by("pk")[0]
    post: dict[str, Any] = {"mail": mail_invitation, "site": "http://localhost/"}
    actions.open_scan(scan=scan, **post, **given)
    links = actions.invite(
        side=side, guests=[Guest(f"Persoon {number}") for number in range(people)],
        language="nl", **post, **given,
    )  # fmt: skip
    return {"scan": scan.pk, "links": {link.token: link.invitation.pk for link in links}}


def write(letters: int) -> dict[str, Any]:
    """Ask people to answer, remind others and ask others to speak for a party: so many in all."""
    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import Role
    from samenspel.collaborations.tasks import mail_role_invitation
    from samenspel.meaning import actions
    from samenspel.meaning.choices import MailState
    from samenspel.meaning.models import ScanSide
    from samenspel.meaning.tasks import mail_invitation, mail_message
    from samenspel.people.models import User
    from samenspel.platform.guests import Guest

    given: dict[str, Any] = {"by": None, "at": timezone.now()}
    post: dict[str, Any] = {"language": "nl", "site": "http://localhost/"}
    asking, reminding = ScanSide.objects.filter(scan__collaboration__slug="drukte").order_by("pk")
    reminding.invitations.bulk_create(
        reminding.invitations.model(
            side=reminding, email=f"herinnerd{n}@voorbeeld.example", mail_state=MailState.SENT
        )
        for n in range(letters // 3)
    )
    actions.remind(side=reminding, mail=mail_message, **given)
    manager = User.objects.create(email="beheer@voorbeeld.example")
    for number in range(letters // 3):
        collaborations.invite(
            email=f"rol{number}@voorbeeld.example", party=asking.party, role=Role.FACILITATOR,
            collaboration=None, mail=mail_role_invitation, **post, **given | {"by": manager},
        )  # fmt: skip
    guests = [Guest("", f"persoon{n}@voorbeeld.example") for n in range(letters // 3)]
    actions.invite(side=asking, guests=guests, mail=mail_invitation, **post, **given)
    return {}


def written() -> dict[str, str]:
    """The state of each letter, by address."""
    from samenspel.collaborations.models import RoleInvitation
    from samenspel.meaning.models import Invitation, ScanMessage
    from samenspel.platform.queries import state_of_letter

    asked = Invitation.objects.exclude(email="").filter(messages=None)
    reminded = ScanMessage.objects.exclude(invitation=None)
    roles = RoleInvitation.objects.annotate(letter=state_of_letter(RoleInvitation))
    return {
        **dict(asked.values_list("email", "mail_state")),
        **dict(reminded.values_list("invitation__email", "mail_state")),
        **dict(roles.values_list("email", "letter")),
    }


def told() -> dict[str, Any]:
    """Of each invitation and word: how often it is kept, and the points by name of the field."""
    from samenspel.meaning import queries
    from samenspel.meaning.models import Answer, Invitation

    keys = {
        queries.link_key(each.side.scan, each.pk): each.pk
        for each in Invitation.objects.select_related("side__scan")
    }
    found: dict[str, dict[str, list[int]]] = {}
    kept = Answer.objects.select_related("word_answer__respondent", "word_answer__word")
    for answer in kept.iterator():
        said = answer.word_answer
        place = f"{keys[said.respondent.link_key]}:{said.word.position}"
        name = f"guess_{answer.about_id}" if answer.about_id else "own"
        found.setdefault(place, {}).setdefault(f"{name}_{answer.scale_id}", []).append(
            answer.points
        )
    return found


ASKED: dict[str, Callable[..., dict[str, Any]]] = {
    "make": make,
    "told": told,
    "write": write,
    "written": written,
    "talk": talk.make,
    "voted": talk.voted,
    "mapped": talk.mapped,
    "insert": talk.insert,
    "decide": decisions.make,
    "decided": decisions.decided,
}


def main(what: str, *numbers: str) -> None:
    """Print what was asked as JSON."""
    django.setup()
    print(json.dumps(ASKED[what](*map(int, numbers))))


if __name__ == "__main__":
    main(*sys.argv[1:])
