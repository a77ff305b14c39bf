"""The map of pages. A page is closed unless its view says `login_not_required`."""

from django.urls import include, path

from samenspel.config.api import addresses

urlpatterns = [
    path("", include("samenspel.platform.urls")),
    path("api/v1/", include((addresses(), "api"))),
    path("", include("samenspel.people.urls")),
    path("", include("samenspel.people.urls.accounts")),
    path("", include("samenspel.collaborations.urls")),
    path("", include("samenspel.channels.urls")),
    path("", include("samenspel.registers.urls")),
    path("", include("samenspel.meaning.urls")),
    path("", include("samenspel.conversations.urls")),
    path("", include("samenspel.agreements.urls")),
    path("", include("samenspel.evaluation.urls")),
    path("", include("samenspel.decisions.urls")),
    path("", include("samenspel.portfolio.urls")),
]
