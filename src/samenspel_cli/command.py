"""How commands speak: help in the chosen language, and one sentence for every refusal."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import typer
from typer import Abort, TyperException, echo
from typer.core import TyperCommand, TyperGroup

from samenspel_report.i18n import LANGUAGES, Translator, mark, translator

DEFAULT_LANGUAGE = "nl"
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2
LANGUAGE_OPTION = "--lang"
HELP_TEXTS = {"--help": mark("Show this message and exit.")}
FAILED, REFUSED, INTERRUPTED = 1, 2, 130
STOPPED = mark("Stopped; nothing was written.")
NO_OUTPUT = mark("The result cannot be written to the screen or file it goes to.")
NO_FILE = mark("“%(value)s” cannot be opened; check that it is there and that you may use it.")


class Refused(Exception):
    """What the user gave cannot be used; the message is one sentence in the user's language."""


def refuse(t: Translator, sentence: str, details: Mapping[str, object] | None = None) -> NoReturn:
    """Stop with a sentence that is marked elsewhere."""
    raise Refused(t.gettext(sentence) % (details or {}))


def translator_in(args: Sequence[str]) -> tuple[Translator, list[str]]:
    """The language asked for anywhere in the arguments, and the arguments without it."""
    rest, asked = list(args), os.environ.get("SAMENSPEL_LANG") or DEFAULT_LANGUAGE
    for place, argument in enumerate(args):
        name, equals, value = argument.partition("=")
        if name == LANGUAGE_OPTION:
            last = place + 1 if equals else place + 2
            asked = value if equals else "".join(args[place + 1 : last])
            rest = [*args[:place], *args[last:]]
            break
    if asked not in LANGUAGES:
        t = translator(DEFAULT_LANGUAGE)
        refuse(t, NO_LANGUAGE, {"value": asked, "expected": ", ".join(LANGUAGES)})
    return translator(asked), rest


NO_LANGUAGE = mark("--lang “%(value)s” is not a language we speak; expected one of: %(expected)s.")


def ending(t: Translator, fault: BaseException) -> tuple[int, str]:
    """The exit code and the sentence that go with a fault."""
    if isinstance(fault, Refused):
        return REFUSED, str(fault)
    if isinstance(fault, TyperException):
        return REFUSED, usage_sentence(t, fault)
    if isinstance(fault, OSError) and fault.filename is not None:
        return FAILED, t.gettext(NO_FILE) % {"value": os.fsdecode(fault.filename)}
    if isinstance(fault, OSError):
        _leave_unsaid(STANDARD_OUTPUT)
        return FAILED, "" if isinstance(fault, BrokenPipeError) else t.gettext(NO_OUTPUT)
    return INTERRUPTED, t.gettext(STOPPED)


def complain(sentence: str) -> None:
    """Say what went wrong where complaints go, if anybody still listens there."""
    if sentence:
        try:
            echo(one_line(sentence), err=True)
        except BrokenPipeError:
            _leave_unsaid(STANDARD_ERROR)


def _leave_unsaid(output: int) -> None:
    """What is left of it goes nowhere; else Python fails once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), output)


def one_line(text: str) -> str:
    """The text without what a terminal would take as an order or cannot show."""
    return "".join(c if c.isprintable() else " " for c in text)


class Group(TyperGroup):
    """A group of commands; the outermost turns every fault into a sentence and an exit code."""

    def main(self, *given: Any, **extra: Any) -> Any:
        """Run a command line, from Python's own arguments unless others are given."""
        args: Sequence[str] | None = extra.pop("args", given[0] if given else None)
        t = translator(DEFAULT_LANGUAGE)
        extra |= {"prog_name": "samenspel", "standalone_mode": False}
        try:
            t, rest = translator_in(sys.argv[1:] if args is None else args)
            code = super().main(args=rest or ["--help"], obj=t, **extra)
            if sys.stdout is not None:
                sys.stdout.flush()
            if code == INTERRUPTED:
                echo(t.gettext(STOPPED), err=True)
        except (Refused, TyperException, Abort, KeyboardInterrupt, OSError) as fault:
            code, sentence = ending(t, fault)
            complain(sentence)
        sys.exit(code if isinstance(code, int) else 0)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, explanation, commands and options."""
        write_help(self, ctx, formatter)
        t: Translator = ctx.obj
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        with formatter.section(t.gettext("Commands")):
            formatter.write_dl([(name, said(t, c.help)) for name, c in commands])


class Command(TyperCommand):
    """A command whose help is in the chosen language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, explanation and options."""
        write_help(self, ctx, formatter)


def write_help(command: Group | Command, ctx: Any, formatter: Any) -> None:
    """Help in the language of the context."""
    t: Translator = ctx.obj
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=t.gettext("Usage: "))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(said(t, command.help))
    rows = [option_row(t, param) for param in command.get_params(ctx)]
    rows.append((f"{LANGUAGE_OPTION} nl|en", t.gettext("Language of what you see; default nl.")))
    with formatter.section(t.gettext("Options")):
        formatter.write_dl(rows)


def said(t: Translator, text: str | None) -> str:
    """A text that was marked where it stands; no text stays no text."""
    return t.gettext(text) if text else ""


def option_row(t: Translator, param: Any) -> tuple[str, str]:
    """How an option or argument is written, and what it does."""
    names = ", ".join(param.opts)
    if param.param_type_name == "argument":
        return param.metavar, said(t, param.help)
    text = HELP_TEXTS.get(names) or param.help
    metavar = param.metavar or ""
    return f"{names} {metavar}".strip(), said(t, text)


def usage_sentence(t: Translator, fault: TyperException) -> str:
    """What is wrong with how the command was written."""
    option, param = getattr(fault, "option_name", None), getattr(fault, "param", None)
    ctx = getattr(fault, "ctx", None)
    details = {"command": f"{ctx.command_path if ctx else 'samenspel'} --help"}
    if option:
        sentence = t.gettext(
            "“%(option)s” is not an option here, or its value is missing; see “%(command)s”."
        )
        return sentence % (details | {"option": option})
    if param is not None:
        name = param.metavar or param.name
        sentence = t.gettext("“%(name)s” is missing; see “%(command)s”.")
        return sentence % (details | {"name": name})
    return t.gettext("This is not a command we know; see “%(command)s”.") % details


def option(metavar: str, text: str, *names: str) -> Any:
    """An option with a value; its name is that of the argument unless another is given."""
    return typer.Option(*names, metavar=metavar, help=text)


def flag(text: str, *names: str) -> Any:
    """An option that is there or not."""
    return typer.Option(*names, help=text)
