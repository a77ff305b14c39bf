from django.urls import path

from . import views

app_name = "portfolio"
urlpatterns = [
    path("", views.home, name="home"),
    path("voorbeeld/samenwerking/", views.example_collaboration, name="example_collaboration"),
    path("s/<slug:slug>/", views.collaboration, name="collaboration"),
    path("s/<slug:slug>/logboek/", views.logbook, name="logbook"),
]
