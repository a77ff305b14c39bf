from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryState(TextChoices):
    """What became of a message to another program."""

    WAITING = "waiting", _("will be sent")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")


class Rhythm(TextChoices):
    """How often someone gets a digest."""

    DAILY = "daily", _("Every day, at seven in the morning")
    WEEKLY = "weekly", _("Every week, on Monday at seven in the morning")


class Trial(TextChoices):
    """News that is about nothing, to try whether it arrives."""

    PING = "channels.ping", _("A test")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    WEBHOOK_ADDED = "channels.webhook_added", _("Connected another program")
    WEBHOOK_REMOVED = "channels.webhook_removed", _("Took away a connection to another program")
    WEBHOOK_ENABLED = "channels.webhook_enabled", _("Let news go to another program again")
    WEBHOOK_DISABLED = "channels.webhook_disabled", _("Stopped news to another program")
    WEBHOOK_SECRET_RENEWED = "channels.webhook_secret_renewed", _("Renewed a secret")
    WEBHOOK_TRIED = "channels.webhook_tried", _("Sent a test to another program")
    NEWS_SENT_AGAIN = "channels.news_sent_again", _("Sent news to another program again")
    NEWS_SENT = "channels.news_sent", _("Sent news to other programs")
    DIGEST_CHOSEN = "channels.digest_chosen", _("Chose how often to get a digest")
    DIGEST_ENDED = "channels.digest_ended", _("Ended the digest")
    DIGEST_BEGUN = "channels.digest_begun", _("Began to send a digest")
    FEED_MADE = "channels.feed_made", _("Made an address for a calendar")
    FEED_ENDED = "channels.feed_ended", _("Ended the address for a calendar")
