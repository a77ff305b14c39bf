"""What we log, and what never stands in a line: BIO2 8.15.01 and 8.15.02.

A line of the audit trail says action, object, result, origin, actor and moment; as JSON in
production, for people in the demo. Whatever else logs, secrets are taken out of the whole line.
"""

import logging
import re
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

HIDDEN = "[…]"
SHARED: list[Any] = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]
PASSWORD_IN_ADDRESS = re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)")
NAMED = re.compile(
    r"(?i)\b((?:client_)?secret|password|passwd|token|api[-_]?key|code(?:_verifier)?|state|nonce"
    r"|authorization|cookie|sessionid|csrftoken)(['\"]?\s*[=:]\s*['\"]?)"
    r"(?:(?:bearer|basic)\s+)?[^\s&'\",;)}\]]+"
)
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
IN_A_PATH = re.compile(
    r"(?<=/)(u|g|d|e|k|verder|code|inloggen|uitnodiging|geen-mail|agenda)/"
    r"(?!via/|eerste-keer|\d+/)[^/\s\"'?]+"
)
LOOKS_RANDOM = re.compile(
    r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[A-Za-z0-9_-]{20,}(?![\w-])"
)
SESSION = re.compile(r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[g-z])[a-z0-9]{32}\b")
SIGN_IN_CODE = re.compile(r"(?<![\w-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![\w-])")  # no part of a UUID
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NINE_DIGITS = re.compile(r"(?<![0-9a-f-])\d{9}(?![0-9a-f-])")
ELEVEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
audit_log = structlog.get_logger("samenspel.audit")


class Scrubbing(ProcessorFormatter):
    """Takes secrets out of a line after it was put together, traceback and all."""

    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


def formatter(*, as_json: bool) -> logging.Formatter:
    """How a line looks; for LOGGING in the settings."""
    renderer: Any = structlog.dev.ConsoleRenderer(colors=False)
    before: list[Any] = [ProcessorFormatter.remove_processors_meta]
    if as_json:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
        before.append(structlog.processors.format_exc_info)
    return Scrubbing(processors=[*before, renderer], foreign_pre_chain=SHARED)


def set_up() -> None:
    """Let our own lines go the way of all others."""
    structlog.configure(
        processors=[*SHARED, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def scrubbed(line: str) -> str:
    """The line without passwords, tokens, codes, sessions, addresses and service numbers."""
    line = PASSWORD_IN_ADDRESS.sub(HIDDEN, line)
    line = BEARER.sub(rf"\1 {HIDDEN}", line)
    line = NAMED.sub(rf"\1\2{HIDDEN}", line)
    line = IN_A_PATH.sub(rf"\1/{HIDDEN}", line)
    for pattern in (E_MAIL, LOOKS_RANDOM, SESSION, SIGN_IN_CODE):
        line = pattern.sub(HIDDEN, line)
    return NINE_DIGITS.sub(_without_number, line)


def _without_number(found: re.Match[str]) -> str:
    """A citizen service number passes the eleven test; its last two digits may stay."""
    digits = found.group()
    total = sum(int(digit) * weight for digit, weight in zip(digits, ELEVEN, strict=True))
    return digits if total % 11 else f"*******{digits[-2:]}"
