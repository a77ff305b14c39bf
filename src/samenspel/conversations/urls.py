from django.urls import path

from .views import asking, goals, joining, leading, moderating, paper, screen, stages, taking_part

app_name = "conversations"
LIST = "s/<slug:slug>/gesprek/"
ONE = LIST + "<int:conversation_id>/"
STATEMENT = ONE + "stelling/<int:number>/"
GOAL = ONE + "doelen/<int:goal_number>/"
PART = "d/<int:conversation_id>/"
urlpatterns = [
    path(LIST, leading.conversations, name="conversations"),
    path(LIST + "nieuw/", leading.start_conversation, name="start_conversation"),
    path(ONE, leading.conversation, name="conversation"),
    path(ONE + "openen/", leading.open_conversation, name="open_conversation"),
    path(ONE + "link/", leading.new_link, name="new_link"),
    path(ONE + "sluiten/", leading.close_conversation, name="close_conversation"),
    path(ONE + "kaart/", leading.conversation_map, name="conversation_map"),
    path(ONE + "kaart/<str:name>", leading.map_document, name="map_document"),
    path(ONE + "papier/", paper.paper, name="paper"),
    path(ONE + "vellen/", paper.sheets, name="sheets"),
    path(ONE + "poster/", leading.conversation_poster, name="conversation_poster"),
    path(ONE + "signalen/", moderating.signals, name="signals"),
    path(ONE + "scherm/", screen.meeting_screen, name="meeting_screen"),
    path(ONE + "scherm/<int:place>/", screen.meeting_screen, name="meeting_part"),
    path(ONE + "wie/", asking.who_speaks, name="who_speaks"),
    path(ONE + "wie/<str:about>/weg/", asking.drop_about, name="drop_about"),
    path(ONE + "doelen/", goals.goals, name="goals"),
    path(ONE + "doelen/nieuw/", goals.new_goal, name="new_goal"),
    path(GOAL, goals.goal, name="goal"),
    path(GOAL + "anders/", goals.reword_goal, name="reword_goal"),
    path(GOAL + "samen/", stages.goal_stages, name="goal_stages"),
    path(GOAL + "vragen/", goals.ask_consent, name="ask_consent"),
    path(STATEMENT + "weg/", leading.refuse_statement, name="refuse_statement"),
    path(STATEMENT + "opnieuw/", moderating.look_again, name="look_again"),
    path(STATEMENT + "vertaling/", moderating.translate_statement, name="translate_statement"),
    path(STATEMENT + "tonen/", leading.show_statement, name="show_statement"),
    path(PART + "stem/", taking_part.vote, name="vote"),
    path(PART + "stelling/", taking_part.suggest_statement, name="suggest_statement"),
    path(PART + "stemmen/", taking_part.own_votes, name="own_votes"),
    path(PART + "kaart/", taking_part.own_map, name="own_map"),
    path(PART + "kaart.pdf", taking_part.map_paper, name="map_paper"),
    path(PART + "over-jou/", asking.about_you, name="about_you"),
    path(PART + "weg/", taking_part.leave_conversation, name="leave_conversation"),
    path(PART + "logboek/", moderating.moderation_log, name="moderation_log"),
    path(PART + "bezwaar/<int:number>/", moderating.appeal, name="appeal"),
    path(PART + "doelen/", goals.own_goals, name="own_goals"),
    path(PART + "verder/<str:token>", joining.resume, name="resume"),
    path(PART, joining.public_conversation, name="public_conversation"),
    path(PART + "kader/", joining.embedded, name="embedded"),
    path(PART + "code/", joining.begin_by_code, name="type_code"),
    path(PART + "code/<str:token>", joining.begin_by_code, name="begin_by_code"),
    path("d/<str:token>", joining.join_conversation, name="join_conversation"),
]
