from samenspel.platform.errors import DomainError


class NotForYou(DomainError):
    """Someone tried what is for the chair, the proposers, or those who may vote."""


class NotOpen(DomainError):
    """A vote came in before it opened or after it ended."""


class TextFixed(DomainError):
    """A text or a rule was changed after the vote had opened."""


class TextChanged(DomainError):
    """A vote was given on another text than the one that is put to the vote."""


class EndsTooSoon(DomainError):
    """A vote would close before anyone could take part, or not within a lifetime."""


class NoTerm(DomainError):
    """It is not clear when a decision is looked at again, or when it ends."""


class WrongOptions(DomainError):
    """There is nothing to choose from, or it does not go with how it is counted."""


class WrongCircle(DomainError):
    """Nobody was named for the circle that decides, or someone who does not take part."""


class WrongShares(DomainError):
    """A share was given to a party that does not take part, or none at all."""


class WrongBody(DomainError):
    """Who decides was written down before, or belongs to another collaboration."""


class WrongResult(DomainError):
    """A result from elsewhere that cannot be that of this vote."""


class WrongBallot(DomainError):
    """A ballot names what is not there, or gives more than it may."""


class NobodyVotes(DomainError):
    """A vote was opened in which nobody may vote."""


class StillVoting(DomainError):
    """A vote was closed before its time, while someone did not vote yet."""


class AlreadyOver(DomainError):
    """Something was done with a decision that was counted, declared or withdrawn before."""


class ObjectionsOpen(DomainError):
    """A round was closed while someone’s objection still stood."""


class WrongStep(DomainError):
    """Something was done in a round that is not asked at this step."""


class NoArgument(DomainError):
    """A concern, objection or nomination came without a reason."""


class AlreadyVoted(DomainError):
    """Someone whose vote is in the box came with another; nobody can find the first again."""


class NotSeparable(DomainError):
    """Votes would tell who cast them, such as by their weight or their party."""


class BoxDiffers(DomainError):
    """There are more or fewer votes in a box than people who voted."""


class NoProxy(DomainError):
    """A proxy that cannot be given, held or revoked."""
