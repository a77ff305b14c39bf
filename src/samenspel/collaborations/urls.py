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
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
]
