from django.urls import path

from . import views

app_name = "decisions"
HERE = "s/<slug:slug>/besluiten/"
ONE = f"{HERE}<int:decision_id>/"
urlpatterns = [
    path(HERE, views.decisions, name="decisions"),
    path(f"{HERE}nieuw/", views.new_decision, name="new_decision"),
    path(f"{HERE}organen/", views.bodies, name="bodies"),
    path(f"{HERE}organen/nieuw/", views.new_body, name="new_body"),
    path(f"{HERE}organen/<int:body_id>/", views.change_body, name="change_body"),
    path(ONE, views.decision, name="decision"),
    path(f"{ONE}tekst/", views.change_text, name="change_text"),
    path(f"{ONE}openen/", views.open_vote, name="open_vote"),
    path(f"{ONE}stemmen/", views.cast_vote, name="cast_vote"),
    path(f"{ONE}kiezen/", views.pick_options, name="pick_options"),
    path(f"{ONE}terugtreden/", views.step_back, name="step_back"),
    path(f"{ONE}volmacht/", views.give_proxy, name="give_proxy"),
    path(f"{ONE}volmacht/terug/", views.revoke_proxy, name="revoke_proxy"),
    path(f"{ONE}twijfel/", views.contest_outcome, name="contest_outcome"),
    path(f"{ONE}twijfel/<int:contest_id>/ook/", views.back_contest, name="back_contest"),
    path(f"{ONE}twijfel/<int:contest_id>/antwoord/", views.dismiss_contest, name="dismiss_contest"),
    path(f"{ONE}twijfel/<int:contest_id>/opnieuw/", views.vote_again, name="vote_again"),
    path(f"{ONE}tweede/", views.vote_second, name="vote_second"),
    path(f"{ONE}akte/", views.note_deed, name="note_deed"),
    path(f"{ONE}stembus/", views.ballot_box, name="ballot_box"),
    path(f"{ONE}stembus/stem/", views.drop_in_box, name="drop_in_box"),
    path(f"{ONE}stemplek/", views.point_to, name="point_to"),
    path(f"{ONE}stemplek/lijst/", views.take_roll, name="take_roll"),
    path(f"{ONE}stemplek/uitslag/", views.bring_in_result, name="bring_in_result"),
    path(f"{ONE}stemplek/uitslag.json", views.result_file, name="result_file"),
    path(f"{ONE}zeggen/", views.add_remark, name="add_remark"),
    path(f"{ONE}zeggen/<int:remark_id>/", views.answer_remark, name="answer_remark"),
    path(f"{ONE}verder/", views.next_step, name="next_step"),
    path(f"{ONE}voordragen/", views.nominate_person, name="nominate_person"),
    path(f"{ONE}standpunt/", views.take_stance, name="take_stance"),
    path(f"{ONE}ronde/", views.new_round, name="new_round"),
    path(f"{ONE}elders/", views.escalate_decision, name="escalate_decision"),
    path(f"{ONE}tellen/", views.close_vote, name="close_vote"),
    path(f"{ONE}vaststellen/", views.declare_outcome, name="declare_outcome"),
    path(f"{ONE}intrekken/", views.withdraw_decision, name="withdraw_decision"),
    path(f"{ONE}notulen.md", views.minutes_text, name="minutes_text"),
    path(f"{ONE}notulen.pdf", views.minutes_document, name="minutes_document"),
    path(f"{ONE}telling.json", views.count_document, name="count_document"),
]
