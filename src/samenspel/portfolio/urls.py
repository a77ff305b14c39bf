from django.urls import path

from . import views

app_name = "portfolio"
OURS = "portfolio/<int:party_id>/"
THEORY = f"{OURS}verandertheorie/"
urlpatterns = [
    path("", views.home, name="home"),
    path("voorbeeld/samenwerking/", views.example_collaboration, name="example_collaboration"),
    path("s/<slug:slug>/", views.collaboration, name="collaboration"),
    path("s/<slug:slug>/logboek/", views.logbook, name="logbook"),
    path(THEORY, views.theory, name="theory"),
    path(f"{THEORY}<int:step_id>/", views.chain_step, name="chain_step"),
    path(f"{THEORY}<int:step_id>/weg/", views.drop_step, name="drop_step"),
    path(f"{THEORY}<int:step_id>/pijl/", views.draw_arrow, name="draw_arrow"),
    path(f"{THEORY}pijl/<int:arrow_id>/weg/", views.drop_arrow, name="drop_arrow"),
    path(f"{THEORY}<int:step_id>/indicator/", views.new_indicator, name="new_indicator"),
    path(f"{THEORY}indicator/<int:indicator_id>/", views.indicator, name="indicator"),
    path(f"{THEORY}indicator/<int:indicator_id>/weg/", views.drop_indicator, name="drop_indicator"),
]
