from django.urls import path

from .views import answering, evaluations, following, inviting, readiness

app_name = "evaluation"
HERE = "s/<slug:slug>/evaluatie/"
ONE = f"{HERE}<int:evaluation_id>/"
PERSON = f"{ONE}kant/<int:evaluation_side_id>/mensen/"
READY = "partijen/<int:party_id>/alliantievaardigheid/"
ANSWERING = "e/<int:evaluation_id>/"
urlpatterns = [
    path(HERE, evaluations.evaluations, name="evaluations"),
    path(f"{HERE}nieuw/", evaluations.new_evaluation, name="new_evaluation"),
    path(ONE, evaluations.evaluation, name="evaluation"),
    path(
        f"{HERE}<int:opened_id>/evaluatie.pdf",
        evaluations.evaluation_document,
        name="evaluation_document",
    ),
    path(f"{ONE}langer/", evaluations.extend_evaluation, name="extend_evaluation"),
    path(f"{ONE}terug/", evaluations.drop_evaluation, name="drop_evaluation"),
    path(f"{ONE}openen/", evaluations.accept_opening, name="accept_opening"),
    path(PERSON, inviting.invite, name="invite"),
    path(f"{PERSON}zelf/", inviting.ask_yourself, name="ask_yourself"),
    path(f"{PERSON}<int:guest_id>/link/", inviting.renew_link, name="renew_link"),
    path(
        f"{PERSON}<int:guest_id>/weg/",
        inviting.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(f"{PERSON}herinneren/", inviting.remind, name="remind"),
    path(
        f"{HERE}verbeterpunt/<int:improvement_id>/",
        following.settle_improvement,
        name="settle_improvement",
    ),
    path(f"{ONE}buiten/", following.ask_evaluator, name="ask_evaluator"),
    path(f"{ONE}buiten/akkoord/", following.accept_evaluator, name="accept_evaluator"),
    path(f"{ONE}buiten/nee/", following.drop_evaluator, name="drop_evaluator"),
    path(f"{ONE}buiten/bevindingen/", following.write_findings, name="write_findings"),
    path(READY, readiness.readiness, name="readiness"),
    path(f"{READY}vragen/", readiness.ask_readiness, name="ask_readiness"),
    path(f"{READY}sluiten/", readiness.close_readiness, name="close_readiness"),
    path(f"{READY}stap/<int:ready_step_id>/", readiness.settle_step, name="settle_step"),
    path("k/<str:token>", readiness.answer_readiness, name="answer_readiness"),
    path("e/<str:token>", answering.personal_link, name="personal_link"),
    path("e/<str:token>/geen-post", inviting.refuse_mail, name="refuse_mail"),
    path(f"{ANSWERING}<int:place>/", answering.answer_part, name="answer_part"),
    path(f"{ANSWERING}klaar/", answering.answered, name="answered"),
    path(f"{ANSWERING}wissen/", answering.erase_answers, name="erase_answers"),
    path(f"{ANSWERING}niet-ik/", answering.not_me, name="not_me"),
]
