"""What is sent along to each operation of the API, as someone would who may do it."""

from django.utils import timezone

from samenspel.collaborations.models import Party
from samenspel.meaning.choices import News
from samenspel.meaning.models import ScanResult
from tests.permissions.states import DAYS

NEWS = News.TALK_AGREED.value


def bodies(world):
    """What is sent along, as someone would who may do it."""
    scan = {"title": "Anders", "closesOn": f"{timezone.localdate() + DAYS:%Y-%m-%d}"}
    word = {"nameNl": "regie", "scales": [{"lowNl": "a", "highNl": "b"},
                                          {"lowNl": "c", "highNl": "d"}]}  # fmt: skip
    party, email = world.arguments["party_id"], "bo@voorbeeld.example"
    here, side = world.arguments["collaboration_id"], world.arguments.get("side_id", 1)
    joined = Party.objects.filter(collaborations=here).values_list("pk", flat=True)
    sides = [{"party": each, "people": 5} for each in joined]
    day = f"{timezone.localdate() + DAYS:%Y-%m-%d}"
    return {
        **bodies_of_agreements(here, party, joined, day),
        **bodies_of_conversations(world, day),
        **bodies_of_evaluations(here, party, day),
        **bodies_of_portfolio(world),
        **bodies_of_decisions(world, here, party),
        "chooseDigest": {"rhythm": "weekly"},
        "createWebhook": {"party": party, "address": "https://a.example/x", "kinds": [NEWS]},
        "changeWebhook": {"isEnabled": True},
        "createReading": {"collaboration": here, "party": party, "title": "x"},
        "matchSides": {"sides": file_sides(world)},
        "makePoster": {"link": world.tokens.get("meaning:join_group", "x")},
        "planTalk": {"plannedAt": (timezone.now() + DAYS).isoformat()},
        "writeTalkWord": {"notes": "x", "version": 0},
        "createTalkAgreement": {"what": "z", "owner": "y", "dueOn": day},
        "createParty": {"name": "Nieuw", "kind": "community", "team": "market"},
        "changeParty": {"name": "Nieuw", "kind": "community", "team": "market"},
        "setSignInProvider": {
            "issuer": "https://127.0.0.1:9",
            "clientId": "x",
            "secret": "x",
            "domains": ["voorbeeld.example"],
        },
        "changeSpeaker": {"role": "facilitator"},
        "inviteColleague": {"email": email},
        "acceptInvitation": {"token": "role"},
        "createCollaboration": {"name": "N", "purpose": "P", "party": party, "email": email},
        "inviteParty": {"party": party, "email": email},
        "createPhase": {"phase": "conduct", "reachedOn": "2026-01-01", "evidence": "x"},
        "createScan": {**scan, "collaboration": here, "words": [word], "sides": sides},
        "changeScan": scan,
        "createWord": word,
        "changeWord": word,
        "createInvitations": {"side": side, "people": [{"name": "Nieuw"}]},
        "createWave": {"scan": world.arguments["scan_id"]},
    }


def bodies_of_agreements(here, party, joined, day):
    """The same, about what partners agree, give and end; each for our party."""
    ours, place = {"party": party}, {"party": party, "collaboration": here}
    other = next(each for each in joined if each != party)
    wording = {**ours, "purpose": "x", "objective": "growth", "what": "x", "forWhom": "x",
               "reviewOn": day}  # fmt: skip
    gift = {**place, "giver": party, "receiver": other, "kind": "time", "what": "x"}
    past, farewell = "2026-01-01", {"recognises": True, "again": "unsure"}
    return {
        "createAgreement": {**wording, "collaboration": here, "name": "x"},
        "createVersion": {**wording, "why": "x"},
        "acceptVersion": ours,
        "declineVersion": {**ours, "because": "x"},
        "createCommitment": {**gift, "dueOn": day},
        "createTerms": {**ours, "what": "y", "dueOn": day, "why": "x"},
        "acceptTerms": ours,
        "declineTerms": {**ours, "because": "x"},
        "releaseCommitment": {**ours, "why": "x"},
        "createContribution": {**gift, "givenOn": past},
        "rateContribution": {**ours, "rating": 5},
        "correctContribution": {**ours, "kind": "time", "what": "y", "givenOn": past},
        "createBalance": place,
        "answerBalance": {**ours, "feeling": "balanced"},
        "dropBalance": ours,
        "createPause": {**place, "reason": "x", "staysAlive": "x", "message": "x", "untilOn": day},
        "extendPause": {**ours, "untilOn": day},
        "endPause": ours,
        "createUpheaval": {**place, "kind": "other", "what": "x", "happenedOn": past},
        "conclude": {**ours, "conclusion": "keep"},
        "createEnding": {**place, "manner": "renewed", "endedOn": past, "reason": "x"},
        "sayFarewell": {**ours, **farewell},
    }


def bodies_of_evaluations(here, party, day):
    """The same, about evaluations and readiness."""
    ours, next_on = {"party": party}, f"{timezone.localdate() + 9 * DAYS:%Y-%m-%d}"
    plan = {"what": "x", "owner": "y", "dueOn": day}
    return {
        "createEvaluation": {**ours, "collaboration": here, "closesOn": day, "nextOn": next_on},
        "extendEvaluation": {**ours, "closesOn": day},
        "dropEvaluation": ours,
        "acceptEvaluation": ours,
        "createEvaluationInvitations": {"people": [{"name": "Nieuw"}]},
        "createImprovement": {**ours, **plan},
        "settleImprovement": {**ours, "fate": "done"},
        "createEvaluator": {**ours, "name": "x", "email": "els@voorbeeld.example"},
        "acceptEvaluator": ours,
        "dropEvaluator": ours,
        "writeFindings": {"findings": "x"},
        "askReadiness": {"closesOn": day},
        "createReadinessStep": plan,
        "settleReadinessStep": {"fate": "done"},
    }


def bodies_of_conversations(world, day):
    """The same, about conversations and their goals."""
    question = {"question": "x?", "closesOn": day, "statements": ["a", "b", "c"]}
    goal = {"text": "x", "statements": [0]}
    return {
        "createConversation": question | {"collaboration": world.arguments["collaboration_id"]},
        "createStatement": {"text": "Iets nieuws"},
        "askAbout": {"kind": "age", "text": "x?", "options": [{"label": "a"}, {"label": "b"}]},
        "refuseStatement": {"reason": "x"},
        "translateStatement": {"language": "nl", "translation": "x"},
        "lookAgain": {"shows": True, "reason": "x"},
        "createGoal": goal,
        "tellGoalStages": {"parts": {"idea": "together"}},
        "createGoalVersion": goal,
        "askGoalConsent": {"needed": 80, "endsOn": day},
        "createGoalAct": {"text": "x", "state": "accepted"},
        "createCodes": {"count": 1},
        "readPaper": {"ticked": [{"code": "CODE", "printedNumber": 1, "choice": "agree"}]},
        "makeConversationPoster": {"link": world.tokens["conversations:join_conversation"]},
    }


def bodies_of_decisions(world, here, party):
    """The same, about decisions; each for a voter, on a vote that was counted."""
    until = {"closesAt": (timezone.now() + DAYS).isoformat()}
    voter, on = world.arguments["voter_id"], {"onText": "0" * 64}
    return {
        "createDecision": {**until, "collaboration": here, "party": party, "title": "x",
                           "text": "x", "why": "x"},
        "createBody": {"party": party, "name": "x"},
        "changeBody": {"name": "y"},
        "createDecisionText": {"text": "y", "why": "x"},
        "declareDecision": {"verdict": "adopted"},
        "withdrawDecision": {"because": "x"},
        "castBallot": {**on, "choice": "for"},
        "giveProxy": {"holder": voter},
        "stepBack": {"why": "x"},
        "createContest": {"voter": voter, "why": "x"},
        "backContest": {"voter": voter},
        "dismissContest": {"answer": "x"},
        "repeatDecision": until,
        "secondDecision": until,
        "pointElsewhere": {"address": "https://stem.example/1"},
        "bringInResult": {"result": "[[1, 0, 0]]", "people": 1},
        "noteDeed": {"deed": "x", "on": "2026-01-01"},
        "createRound": {**until, "text": "y", "why": "x"},
        "advanceRound": {"after": "questions"},
        "createRemark": {"words": "x"},
        "answerRemark": {"words": "x"},
        "takeStance": {**on, "position": "consent"},
        "nominate": {"nominee": 1, "why": "x"},
        "escalateDecision": {"to": "board", "because": "x"},
    }  # fmt: skip


def bodies_of_portfolio(world):
    """The same, about the portfolio of our party and what it offers and needs."""
    listing = {"side": "need", "what": "x", "kind": "time", "theme": "1"}
    pair = {"offer": world.arguments["offer_id"], "need": world.arguments["need_id"]}
    return {
        "createPortfolioEntry": {"name": "x"},
        "changePortfolioEntry": {"name": "x"},
        "linkCollaboration": {"outcomes": []},
        "createSavedView": {"name": "x"},
        "createStep": {"stage": "outcome", "name": "x"},
        "changeStep": {"stage": "outcome", "name": "x"},
        "drawArrow": {"assumption": "x"},
        "createIndicator": {"name": "x"},
        "changeIndicator": {"name": "x"},
        "readPortfolioFile": {"mapping": {"name": 0}},
        "createListing": listing,
        "createIntroduction": pair,
        "answerIntroduction": {"agrees": True},
        "createMyListing": listing,
        "createMyIntroduction": {part: world.arguments[f"my_{part}_id"] for part in pair},
        "answerMyIntroduction": {"agrees": True},
    }


def file_sides(world):
    """The sides of a file that was brought in, none of which is a party here."""
    found = ScanResult.objects.filter(scan=world.arguments["scan_id"]).first()
    names = [side["name"] for side in found.payload["sides"]] if found else ["x"]
    return [{"name": name, "party": None} for name in names]
