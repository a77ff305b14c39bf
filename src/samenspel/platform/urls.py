from django.urls import path

from . import views

app_name = "platform"
urlpatterns = [
    path("begrippen/", views.glossary, name="glossary"),
    path("methoden/", views.methods, name="methods"),
    path("methoden/<slug:name>/", views.method, name="method"),
    path("privacy", views.privacy, name="privacy"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
]
