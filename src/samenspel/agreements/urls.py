from django.urls import path

from . import views

app_name = "agreements"
HERE = "s/<slug:slug>/afspraken/"
GIVING = "s/<slug:slug>/geven-en-nemen/"
urlpatterns = [
    path(GIVING, views.give_and_take, name="give_and_take"),
    path(f"{GIVING}<int:contribution_id>/", views.rate_contribution, name="rate_contribution"),
    path(HERE, views.agreements, name="agreements"),
    path(f"{HERE}nieuw/", views.new_agreement, name="new_agreement"),
    path(f"{HERE}<int:settled_id>/", views.agreement, name="agreement"),
    path(f"{HERE}<int:settled_id>/wijzigen/", views.change_agreement, name="change_agreement"),
    path(f"{HERE}versie/<int:version_id>/akkoord/", views.accept_version, name="accept_version"),
    path(f"{HERE}versie/<int:version_id>/nee/", views.decline_version, name="decline_version"),
    path(
        f"{HERE}versie/<int:version_id>/vergelijk/",
        views.compare_versions,
        name="compare_versions",
    ),
    path(
        f"{HERE}versie/<int:version_id>/afspraak.pdf",
        views.version_document,
        name="version_document",
    ),
]
