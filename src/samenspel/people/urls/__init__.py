from allauth.account.views import request_login_code
from django.urls import path

from .. import views

app_name = "people"
urlpatterns = [
    path("inloggen/", request_login_code, name="sign_in"),
    path("inloggen/eerste-keer/", views.first_time, name="first_time"),
    path("inloggen/via/<slug:door>/", views.provider_sign_in, name="provider_sign_in"),
    path("inloggen/via/<slug:door>/terug/", views.provider_back, name="provider_back"),
    path("inloggen/<str:token>/", views.sign_in_by_link, name="sign_in_by_link"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("uitloggen/elders/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("mijn-toegang/apparaten/<int:visit_id>/uit/", views.end_visit, name="end_visit"),
    path("mijn-toegang/via/<int:account_id>/weg/", views.unlink_provider, name="unlink_provider"),
    path("mijn-toegang/api-sleutels/", views.api_keys, name="api_keys"),
    path("mijn-toegang/api-sleutels/<int:key_id>/weg/", views.revoke_key, name="revoke_key"),
    path("mijn-gegevens/", views.my_data, name="my_data"),
    path("mijn-gegevens/bestand/", views.my_data_file, name="my_data_file"),
    path("mijn-gegevens/soort/<slug:code>/", views.my_data_of_one_kind, name="my_data_of_one_kind"),
    path("mijn-gegevens/wissen/", views.erase_me, name="erase_me"),
    path("gewist/", views.erased, name="erased"),
    path("taal/", views.set_language, name="set_language"),
]
