from django.urls import path

from .views import bring_in, documents, pages

app_name = "meaning"
urlpatterns = [
    path("voorbeeld/", pages.example_scan, name="example_scan"),
    path("voorbeeld/<str:name>", documents.example_document, name="example_document"),
    path("s/<slug:slug>/betekenis/", pages.scans, name="scans"),
    path("s/<slug:slug>/betekenis/nieuw/", bring_in.bring_in, name="bring_in"),
    path("s/<slug:slug>/betekenis/bezig/<uuid:job_id>/", bring_in.reading, name="reading"),
    path(
        "s/<slug:slug>/betekenis/bezig/<uuid:job_id>/stop/",
        bring_in.stop_reading,
        name="stop_reading",
    ),
    path("s/<slug:slug>/betekenis/<int:scan_id>/", pages.scan_detail, name="scan_detail"),
    path(
        "s/<slug:slug>/betekenis/<int:scan_id>/<str:name>",
        documents.scan_document,
        name="scan_document",
    ),
]
