"""What programs may ask of news, and of what waits for a person."""

from .agenda import router as agenda
from .webhooks import router as webhooks

routers = (webhooks, agenda)

__all__ = ["routers"]
