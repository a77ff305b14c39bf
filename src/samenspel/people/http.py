from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import User


class MemberRequest(HttpRequest):
    """A request behind sign-in: `user` is one of ours, never anonymous."""

    user: User
    htmx: HtmxDetails
