from django.urls import path

from . import views

app_name = "agreements"
HERE = "s/<slug:slug>/afspraken/"
GIVING = "s/<slug:slug>/geven-en-nemen/"
PROMISED = "s/<slug:slug>/toezeggingen/"
MOVING = "s/<slug:slug>/meebewegen/"
ENDING = "s/<slug:slug>/afronden/"
urlpatterns = [
    path(GIVING, views.give_and_take, name="give_and_take"),
    path(f"{GIVING}<int:contribution_id>/", views.rate_contribution, name="rate_contribution"),
    path(
        f"{GIVING}<int:contribution_id>/verbeteren/",
        views.correct_contribution,
        name="correct_contribution",
    ),
    path(f"{GIVING}balans/", views.ask_balance, name="ask_balance"),
    path(f"{GIVING}balans/<int:round_id>/", views.answer_balance, name="answer_balance"),
    path(f"{GIVING}balans/<int:round_id>/terug/", views.drop_balance, name="drop_balance"),
    path(PROMISED, views.commitments, name="commitments"),
    path(f"{PROMISED}nieuw/", views.new_commitment, name="new_commitment"),
    path(f"{PROMISED}<int:commitment_id>/", views.commitment, name="commitment"),
    path(
        f"{PROMISED}<int:commitment_id>/wijzigen/",
        views.change_commitment,
        name="change_commitment",
    ),
    path(f"{PROMISED}<int:commitment_id>/afzien/", views.call_off, name="call_off"),
    path(f"{PROMISED}voorstel/<int:terms_id>/akkoord/", views.accept_terms, name="accept_terms"),
    path(f"{PROMISED}voorstel/<int:terms_id>/nee/", views.decline_terms, name="decline_terms"),
    path(MOVING, views.flexibility, name="flexibility"),
    path(f"{MOVING}pauze/", views.new_pause, name="new_pause"),
    path(f"{MOVING}pauze/<int:pause_id>/langer/", views.extend_pause, name="extend_pause"),
    path(f"{MOVING}pauze/<int:pause_id>/verder/", views.end_pause, name="end_pause"),
    path(f"{MOVING}verandering/", views.new_upheaval, name="new_upheaval"),
    path(f"{MOVING}opnieuw/<int:reassessment_id>/", views.conclude, name="conclude"),
    path(ENDING, views.endings, name="endings"),
    path(f"{ENDING}nieuw/", views.new_ending, name="new_ending"),
    path(f"{ENDING}<int:ending_id>/", views.ending, name="ending"),
    path(HERE, views.agreements, name="agreements"),
    path(f"{HERE}nieuw/", views.new_agreement, name="new_agreement"),
    path(f"{HERE}<int:settled_id>/", views.agreement, name="agreement"),
    path(f"{HERE}<int:settled_id>/wijzigen/", views.change_agreement, name="change_agreement"),
    path(f"{HERE}versie/<int:version_id>/akkoord/", views.accept_version, name="accept_version"),
    path(f"{HERE}versie/<int:version_id>/nee/", views.decline_version, name="decline_version"),
    path(
        f"{HERE}versie/<int:version_id>/vergelijk/",
        views.compare_versions,
        name="compare_versions",
    ),
    path(
        f"{HERE}versie/<int:version_id>/afspraak.pdf",
        views.version_document,
        name="version_document",
    ),
]
