from django.urls import path

from . import views

app_name = "portfolio"
MINE = "vinden/"
OURS = "portfolio/<int:party_id>/"
THEORY = f"{OURS}verandertheorie/"
urlpatterns = [
    path("", views.home, name="home"),
    path("voorbeeld/samenwerking/", views.example_collaboration, name="example_collaboration"),
    path("s/<slug:slug>/", views.collaboration, name="collaboration"),
    path("s/<slug:slug>/logboek/", views.logbook, name="logbook"),
    path(OURS, views.overview, name="overview"),
    path(f"{OURS}portfolio.<str:ending>", views.overview_document, name="overview_document"),
    path(f"{OURS}weergave/", views.save_view, name="save_view"),
    path(f"{OURS}weergave/<int:view_id>/weg/", views.drop_view, name="drop_view"),
    path(f"{OURS}inlezen/", views.bring_in, name="bring_in"),
    path(f"{OURS}inlezen/<uuid:job_id>/", views.columns, name="columns"),
    path(f"{OURS}inlezen/<uuid:job_id>/bezig/", views.reading, name="reading"),
    path(f"{OURS}inlezen/<uuid:job_id>/stop/", views.stop_reading, name="stop_reading"),
    path(f"{OURS}iati/", views.activities, name="activities"),
    path(f"{OURS}iati/activiteiten.xml", views.activities_document, name="activities_document"),
    path(f"{OURS}nieuw/", views.new_entry, name="new_entry"),
    path(f"{OURS}regel/<int:entry_id>/", views.entry, name="entry"),
    path(f"{OURS}regel/<int:entry_id>/weg/", views.drop_entry, name="drop_entry"),
    path(f"{OURS}s/<slug:slug>/", views.link, name="link"),
    path(f"{OURS}vinden/", views.matches, name="matches"),
    path(f"{OURS}vinden/<int:listing_id>/weg/", views.withdraw, name="withdraw"),
    path(
        f"{OURS}vinden/<int:offer_id>/<int:need_id>/",
        views.ask_introduction,
        name="ask_introduction",
    ),
    path(
        f"{OURS}vinden/kennismaken/<int:introduction_id>/",
        views.answer_introduction,
        name="answer_introduction",
    ),
    path(MINE, views.matches, name="my_matches"),
    path(f"{MINE}<int:listing_id>/weg/", views.withdraw, name="withdraw_my_listing"),
    path(
        f"{MINE}<int:offer_id>/<int:need_id>/",
        views.ask_introduction,
        name="ask_my_introduction",
    ),
    path(
        f"{MINE}kennismaken/<int:introduction_id>/",
        views.answer_introduction,
        name="answer_my_introduction",
    ),
    path(THEORY, views.theory, name="theory"),
    path(f"{THEORY}<int:step_id>/", views.chain_step, name="chain_step"),
    path(f"{THEORY}<int:step_id>/weg/", views.drop_step, name="drop_step"),
    path(f"{THEORY}<int:step_id>/pijl/", views.draw_arrow, name="draw_arrow"),
    path(f"{THEORY}pijl/<int:arrow_id>/weg/", views.drop_arrow, name="drop_arrow"),
    path(f"{THEORY}<int:step_id>/indicator/", views.new_indicator, name="new_indicator"),
    path(f"{THEORY}indicator/<int:indicator_id>/", views.indicator, name="indicator"),
    path(f"{THEORY}indicator/<int:indicator_id>/weg/", views.drop_indicator, name="drop_indicator"),
]
