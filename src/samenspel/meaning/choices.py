from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ScanOrigin(TextChoices):
    """How the answers of a scan came in."""

    SEALED = "sealed", _("sealed until both sides closed")
    BROUGHT_IN = "brought_in", _("brought in as a file")


class Duplicates(TextChoices):
    """What to do when a person answered the same scale twice."""

    ERROR = "error", _("say so and stop")
    FIRST = "first", _("keep the first answer")
    MEAN = "mean", _("take the average")


class ScanState(TextChoices):
    """Where a scan stands."""

    DRAFT = "draft", _("being made")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed, still sealed")
    REVEALED = "revealed", _("opened together")


class Depth(TextChoices):
    """How much a scan asks."""

    LIGHT = "light", _("light, up to three words")
    FULL = "full", _("full, up to six words")


class MailState(TextChoices):
    """How far an invitation by e-mail came."""

    NONE = "none", _("not by e-mail")
    WAITING = "waiting", _("e-mail waits")
    SENDING = "sending", _("e-mail is going out")
    SENT = "sent", _("e-mail sent")
    UNCERTAIN = "uncertain", _("not sure whether the e-mail went out")
    FAILED = "failed", _("e-mail could not be sent")


class MessageKind(TextChoices):
    """Why an e-mail about a scan is sent, after the invitation."""

    REMINDER = "reminder", _("reminder to answer")
    CLOSED = "closed", _("answering has ended")
    REVEALED = "revealed", _("the outcome is open")
    NEXT_WAVE = "next_wave", _("time for the next wave")


class Importance(IntegerChoices):
    """How much a word matters to someone; zero is a true zero."""

    NONE = 0, _("Plays no part")
    LITTLE = 1, _("A little")
    IMPORTANT = 2, _("Important")
    VERY = 3, _("Very important")
    CRUCIAL = 4, _("Not without this")


class JobKind(TextChoices):
    """Long work of the meaning scan."""

    BRING_IN_SCAN = "meaning.bring_in_scan", _("Reading a file with answers")


class News(TextChoices):
    """What other programs may be told: that a scan moved on, and nothing of what it holds."""

    SCAN_OPENED = "meaning.scan_opened", _("People can answer a scan")
    SCAN_CLOSED = "meaning.scan_closed", _("Answering a scan has ended")
    SCAN_REVEALED = "meaning.scan_revealed", _("The outcome of a scan is open")
    TALK_AGREED = "meaning.talk_agreed", _("Something was agreed in a talk")
    NEXT_WAVE_MADE = "meaning.next_wave_made", _("A next wave was prepared")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    SCAN_MADE = "meaning.scan_made", _("Made a scan")
    DRAFT_CHANGED = "meaning.draft_changed", _("Changed a scan before it opened")
    NEXT_WAVE_MADE = "meaning.next_wave_made", _("Made the next wave of a scan")
    NEXT_WAVE_TOLD = "meaning.next_wave_told", _("Told that the next wave is due")
    WAVE_TAGS_FORGOTTEN = "meaning.wave_tags_forgotten", _("Forgot what tied two waves")
    WORD_ADDED = "meaning.word_added", _("Added a word to a scan")
    WORD_CHANGED = "meaning.word_changed", _("Changed a word of a scan")
    WORD_REMOVED = "meaning.word_removed", _("Took a word out of a scan")
    SCAN_OPENED = "meaning.scan_opened", _("Opened a scan for answers")
    PEOPLE_INVITED = "meaning.people_invited", _("Invited people to a scan")
    PERSONAL_LINK_MADE = "meaning.personal_link_made", _("Made a new personal link")
    MAIL_ASKED_AGAIN = "meaning.mail_asked_again", _("Had an invitation sent again")
    PEOPLE_REMINDED = "meaning.people_reminded", _("Had who was silent reminded")
    SPEAKERS_TOLD = "meaning.speakers_told", _("Had people told how a scan stands")
    MESSAGE_BEGUN = "meaning.message_begun", _("Began to send an e-mail about a scan")
    MESSAGE_ENDED = "meaning.message_ended", _("Sent an e-mail about a scan")
    MAIL_REFUSED = "meaning.mail_refused", _("Someone wanted no more e-mail about a scan")
    REMINDERS_FORGOTTEN = "meaning.reminders_forgotten", _("Forgot to whom reminders went")
    INVITATION_WITHDRAWN = "meaning.invitation_withdrawn", _("Withdrew an invitation")
    INVITATIONS_FORGOTTEN = "meaning.invitations_forgotten", _("Forgot whom a scan asked")
    INVITATION_ERASED = "meaning.invitation_erased", _("Erased an invitation to a scan")
    GROUP_LINK_MADE = "meaning.group_link_made", _("Made a group link")
    GROUP_LINK_ENDED = "meaning.group_link_ended", _("Ended a group link")
    GROUP_JOINED = "meaning.group_joined", _("Someone took a personal link by a group link")
    MAIL_BEGUN = "meaning.mail_begun", _("Began to send an invitation")
    MAIL_ENDED = "meaning.mail_ended", _("Sent an invitation, or could not")
    ANSWERING_BEGUN = "meaning.answering_begun", _("Someone began to answer")
    ANSWER_SAVED = "meaning.answer_saved", _("Someone saved an answer")
    ANSWERS_ERASED = "meaning.answers_erased", _("Someone erased their answers")
    CLOSE_AGREED = "meaning.close_agreed", _("Said that a side is done")
    SCAN_CLOSED = "meaning.scan_closed", _("Closed a scan")
    OPENING_ACCEPTED = "meaning.opening_accepted", _("Accepted for a side that an outcome opens")
    OPENING_WITHHELD = "meaning.opening_withheld", _("Kept the answers of a side closed")
    SCAN_REVEALED = "meaning.scan_revealed", _("Opened the outcome of a scan")
    TALK_PLANNED = "meaning.talk_planned", _("Planned a talk")
    TALK_WRITTEN = "meaning.talk_written", _("Wrote in a talk")
    TALK_AGREED = "meaning.talk_agreed", _("Noted an agreement of a talk")
    TALK_AGREEMENT_DROPPED = "meaning.talk_agreement_dropped", _("Took an agreement off a talk")
    AGREEMENT_OWNER_ERASED = "meaning.agreement_owner_erased", _("Erased a name in an agreement")
    GUESSING_OPENED = "meaning.guessing_opened", _("Opened guessing again")
    GUESSED_AGAIN = "meaning.guessed_again", _("Someone guessed again")
    NUMBERS_OPENED = "meaning.numbers_opened", _("Opened the numbers after a talk")
    TALK_SKIPPED = "meaning.talk_skipped", _("Skipped a talk and opened the numbers")
    SCAN_BROUGHT_IN = "meaning.scan_brought_in", _("Brought in a file with answers")
    SIDES_MATCHED = "meaning.sides_matched", _("Said who is who in a file")
    SCAN_REMOVED = "meaning.scan_removed", _("Removed a scan that was brought in")
    READING_ASKED = "meaning.reading_asked", _("Asked to read a large file")
    READING_STOPPED = "meaning.reading_stopped", _("Stopped reading a file")
    FILE_REFUSED = "meaning.file_refused", _("A file could not be read")
    EXAMPLE_LOADED = "meaning.example_loaded", _("Loaded the fictional example")
