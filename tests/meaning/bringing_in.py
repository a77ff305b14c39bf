"""Bringing in a file as a person does."""

from django.urls import reverse

from samenspel.meaning.models import Scan, ScanResult


def post(client, collaboration, file, **fields):
    party = collaboration.participations.order_by("pk").first().party_id
    typed = {
        "title": "Na de zomer", "party": party, "low": "1", "high": "7", "duplicates": "error",
        **fields,
    }  # fmt: skip
    if file:
        typed["file"] = file
    return client.post(reverse("meaning:bring_in", args=[collaboration.slug]), typed)


def nothing_stored(settings):
    kept = list(settings.UPLOADS.glob("*"))
    return not Scan.objects.exists() and not ScanResult.objects.exists() and not kept
