from django.urls import path

from .views import (
    answering,
    bring_in,
    brought_in,
    documents,
    inviting,
    joining,
    making,
    pages,
    revealing,
    wave_keys,
    waves,
)

app_name = "meaning"
SCAN = "s/<slug:slug>/betekenis/<int:scan_id>/"
SIDE = SCAN + "kant/<int:side_id>/"
PERSON = SIDE + "mensen/<int:invitation_id>/"
urlpatterns = [
    path("voorbeeld/", pages.example_scan, name="example_scan"),
    path("voorbeeld/<str:name>", documents.example_document, name="example_document"),
    path("s/<slug:slug>/betekenis/", pages.scans, name="scans"),
    path("s/<slug:slug>/betekenis/nieuw/", bring_in.bring_in, name="bring_in"),
    path(
        "s/<slug:slug>/betekenis/vragenlijst.<str:ending>",
        bring_in.questionnaire,
        name="questionnaire",
    ),
    path("s/<slug:slug>/betekenis/bezig/<uuid:job_id>/", bring_in.reading, name="reading"),
    path(
        "s/<slug:slug>/betekenis/bezig/<uuid:job_id>/stop/",
        bring_in.stop_reading,
        name="stop_reading",
    ),
    path("s/<slug:slug>/betekenis/<int:scan_id>/", pages.scan_detail, name="scan_detail"),
    path(
        "s/<slug:slug>/betekenis/<int:scan_id>/<str:name>",
        documents.scan_document,
        name="scan_document",
    ),
    path("s/<slug:slug>/betekenis/maken/", making.make_scan, name="make_scan"),
    path(SCAN + "kanten/", brought_in.match_sides, name="match_sides"),
    path(SCAN + "weghalen/", brought_in.remove_scan, name="remove_scan"),
    path(SCAN + "stand/", making.scan_state, name="scan_state"),
    path(SCAN + "wijzigen/", making.change_draft, name="change_draft"),
    path(SCAN + "volgende/", waves.next_wave, name="next_wave"),
    path(SCAN + "paar/<int:place>/", pages.pair_detail, name="pair_detail"),
    path(SCAN + "beweging/", waves.movement, name="movement"),
    path(SCAN + "woord/", making.edit_word, name="add_word"),
    path(SCAN + "woord/<int:word_id>/", making.edit_word, name="edit_word"),
    path(SCAN + "woord/<int:word_id>/weg/", making.remove_word, name="remove_word"),
    path(SCAN + "proef/<int:position>/", making.preview_word, name="preview_word"),
    path(SCAN + "openen/", making.open_scan, name="open_scan"),
    path(SIDE + "mensen/", inviting.invite, name="invite"),
    path(SIDE + "groepslink/", joining.group_link, name="group_link"),
    path(SIDE + "groepslink/poster.pdf", joining.group_poster, name="group_poster"),
    path(SIDE + "groepslink/stop/", joining.end_group_link, name="end_group_link"),
    path(PERSON + "link/", inviting.new_link, name="new_link"),
    path(PERSON + "mail/", inviting.mail_again, name="mail_again"),
    path(PERSON + "intrekken/", inviting.withdraw_invitation, name="withdraw_invitation"),
    path(SIDE + "sluiten/", revealing.agree_to_close, name="agree_to_close"),
    path(SIDE + "akkoord/", revealing.accept_opening, name="accept_opening"),
    path(SIDE + "dicht/", revealing.withhold, name="withhold"),
    path("g/<str:token>", joining.join_group, name="join_group"),
    path("u/<int:scan_id>/woord/<int:position>/", answering.answer_word, name="answer_word"),
    path("u/<int:scan_id>/klaar/", answering.answered, name="answered"),
    path("u/<int:scan_id>/wissen/", answering.erase_answers, name="erase_answers"),
    path("u/<int:scan_id>/sleutel/", wave_keys.keep_wave_key, name="keep_wave_key"),
    path("u/<int:scan_id>/weg/", answering.not_me, name="not_me"),
    path("u/<str:token>", answering.personal_link, name="personal_link"),
]
