from allauth.account.views import request_login_code
from django.urls import path

from .. import views

app_name = "people"
urlpatterns = [
    path("inloggen/", request_login_code, name="sign_in"),
    path("inloggen/<str:token>/", views.sign_in_by_link, name="sign_in_by_link"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("taal/", views.set_language, name="set_language"),
]
