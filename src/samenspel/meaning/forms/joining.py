from samenspel.platform.pressing import PressForm


class JoinGroupForm(PressForm):
    """A press by a person who followed a group link."""

    salt = "samenspel.meaning.joining"
