from django.urls import path

from . import views

app_name = "channels"
_PARTY = "partijen/<int:party_id>/webhooks/"
urlpatterns = [
    path(_PARTY, views.webhooks, name="webhooks"),
    path(f"{_PARTY}<int:webhook_id>/", views.webhook, name="webhook"),
    path(
        f"{_PARTY}<int:webhook_id>/opnieuw/<uuid:delivery_id>/",
        views.send_again,
        name="send_again",
    ),
]
