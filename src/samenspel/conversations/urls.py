from django.urls import path

from .views import leading, taking_part

app_name = "conversations"
LIST = "s/<slug:slug>/gesprek/"
ONE = LIST + "<int:conversation_id>/"
STATEMENT = ONE + "stelling/<int:number>/"
PART = "d/<int:conversation_id>/"
urlpatterns = [
    path(LIST, leading.conversations, name="conversations"),
    path(LIST + "nieuw/", leading.start_conversation, name="start_conversation"),
    path(ONE, leading.conversation, name="conversation"),
    path(ONE + "openen/", leading.open_conversation, name="open_conversation"),
    path(ONE + "link/", leading.new_link, name="new_link"),
    path(ONE + "sluiten/", leading.close_conversation, name="close_conversation"),
    path(ONE + "kaart/", leading.conversation_map, name="conversation_map"),
    path(STATEMENT + "weg/", leading.refuse_statement, name="refuse_statement"),
    path(STATEMENT + "tonen/", leading.show_statement, name="show_statement"),
    path(PART + "stem/", taking_part.vote, name="vote"),
    path(PART + "stelling/", taking_part.suggest_statement, name="suggest_statement"),
    path(PART + "stemmen/", taking_part.own_votes, name="own_votes"),
    path(PART + "kaart/", taking_part.own_map, name="own_map"),
    path(PART + "weg/", taking_part.leave_conversation, name="leave_conversation"),
    path(PART + "verder/<str:token>", taking_part.resume, name="resume"),
    path("d/<str:token>", taking_part.join_conversation, name="join_conversation"),
]
