from django.urls import path

from . import views

app_name = "platform"
urlpatterns = [
    path("begrippen/", views.glossary, name="glossary"),
    path("methoden/", views.methods, name="methods"),
    path("methoden/<slug:name>/", views.method, name="method"),
    path("beheer/taken/", views.tasks, name="tasks"),
    path("beheer/taken/<int:stuck_id>/opnieuw/", views.try_again, name="try_again"),
    path("beheer/taken/<int:stuck_id>/weg/", views.discard, name="discard"),
    path(".well-known/security.txt", views.security, name="security_txt"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("post/", views.letters, name="letters"),
    path("post/<str:name>/", views.letter_as_sent, name="letter_as_sent"),
    path("api/v1/docs", views.api_docs, name="api_docs"),
    path("privacy", views.privacy, name="privacy"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
]
