from django.urls import path

from . import views

app_name = "channels"
_PARTY = "partijen/<int:party_id>/webhooks/"
urlpatterns = [
    path("op-de-hoogte/", views.informed, name="informed"),
    path("op-de-hoogte/agenda/", views.feed, name="feed"),
    path("agenda/<str:token>.ics", views.calendar, name="calendar"),
    path("geen-mail/<str:token>/", views.no_digest, name="no_digest"),
    path(_PARTY, views.webhooks, name="webhooks"),
    path(f"{_PARTY}<int:webhook_id>/", views.webhook, name="webhook"),
    path(
        f"{_PARTY}<int:webhook_id>/opnieuw/<uuid:delivery_id>/",
        views.send_again,
        name="send_again",
    ),
]
