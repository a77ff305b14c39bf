"""What programs may ask of parties and collaborations."""

from .asking_people import joining
from .asking_people import router as asking
from .collaborating import router as collaborating
from .keys import MemberKey
from .parties import router as parties
from .party_keys import router as party_keys
from .signing_in import router as signing_in

routers = (parties, collaborating, asking, joining, party_keys, signing_in)

__all__ = ["MemberKey", "routers"]
