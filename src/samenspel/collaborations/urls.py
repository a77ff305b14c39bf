from django.urls import path

from . import views

app_name = "collaborations"
urlpatterns = [
    path("partijen/", views.parties, name="parties"),
    path("partijen/nieuw/", views.new_party, name="new_party"),
    path("partijen/<int:party_id>/", views.party, name="party"),
    path("partijen/<int:party_id>/rol/<int:representation_id>/", views.role, name="role"),
    path("partijen/<int:party_id>/intrekken/<int:invitation_id>/", views.revoke, name="revoke"),
    path("samenwerkingen/nieuw/", views.new_collaboration, name="new_collaboration"),
    path("s/<slug:slug>/fase/", views.phase, name="phase"),
    path("s/<slug:slug>/partijen/", views.ask_party, name="ask_party"),
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
]
