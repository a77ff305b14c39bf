from django.urls import path

from . import views

app_name = "collaborations"
urlpatterns = [
    path("partijen/", views.parties, name="parties"),
    path("partijen/nieuw/", views.new_party, name="new_party"),
    path("partijen/<int:party_id>/", views.party, name="party"),
    path("partijen/<int:party_id>/wijzigen/", views.change_party, name="change_party"),
    path("partijen/<int:party_id>/rol/<int:representation_id>/", views.role, name="role"),
    path("partijen/<int:party_id>/intrekken/<int:invitation_id>/", views.revoke, name="revoke"),
    path("partijen/<int:party_id>/sleutels/", views.party_keys, name="party_keys"),
    path(
        "partijen/<int:party_id>/sleutels/<int:key_id>/weg/",
        views.revoke_party_key,
        name="revoke_party_key",
    ),
    path("partijen/<int:party_id>/inloggen/", views.sign_in_provider, name="sign_in_provider"),
    path("partijen/<int:party_id>/inloggen/weg/", views.no_provider, name="no_provider"),
    path("partijen/<int:party_id>/tweede-stap/", views.ask_second_step, name="ask_second_step"),
    path("tweede-stap/", views.second_step, name="second_step"),
    path("samenwerkingen/nieuw/", views.new_collaboration, name="new_collaboration"),
    path("s/<slug:slug>/fase/", views.phase, name="phase"),
    path("s/<slug:slug>/partijen/", views.ask_party, name="ask_party"),
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
]
