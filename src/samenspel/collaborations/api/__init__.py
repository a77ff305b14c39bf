"""What programs may ask of parties and collaborations."""

from .collaborating import router as collaborating
from .keys import MemberKey
from .parties import router as parties

routers = (parties, collaborating)

__all__ = ["MemberKey", "routers"]
