"""What programs may ask of parties and collaborations."""

from .asking_people import joining
from .asking_people import router as asking
from .collaborating import router as collaborating
from .keys import MemberKey
from .parties import router as parties

routers = (parties, collaborating, asking, joining)

__all__ = ["MemberKey", "routers"]
