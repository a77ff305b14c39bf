"""What is kept of a scan: what is asked, of whom, what they answered, and what came out."""

from .answers import Answer, Respondent, WordAnswer
from .messages import ScanMessage
from .questions import ScanScale, ScanWord
from .scan import Scan, ScanResult
from .sides import GroupLink, Guessing, Invitation, ScanSide
from .talk import GuessedPoint, SecondGuess, Talk, TalkAgreement, TalkWord

__all__ = [
    "Answer",
    "GroupLink",
    "GuessedPoint",
    "Guessing",
    "Invitation",
    "Respondent",
    "Scan",
    "ScanMessage",
    "ScanResult",
    "ScanScale",
    "ScanSide",
    "ScanWord",
    "SecondGuess",
    "Talk",
    "TalkAgreement",
    "TalkWord",
    "WordAnswer",
]
