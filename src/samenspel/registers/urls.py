from django.urls import path

from . import views

app_name = "registers"
urlpatterns = [
    path("beheer/verwerkingen/", views.processing, name="processing"),
    path("beheer/verzoeken/", views.requests, name="requests"),
    path("beheer/verzoeken/<int:request_id>/", views.privacy_request, name="privacy_request"),
    path("beheer/datalekken/", views.breaches, name="breaches"),
    path("beheer/datalekken/<int:breach_id>/", views.breach, name="breach"),
    path("beheer/rechten/", views.rights, name="rights"),
    path("partijen/<int:party_id>/rechten/", views.party_rights, name="party_rights"),
]
