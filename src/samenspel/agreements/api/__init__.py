"""What programs may ask of what partners agree, promise, give and end."""

from .agreements import router as agreements
from .balance import router as balance
from .commitments import router as commitments
from .contributions import router as contributions
from .correcting import router as correcting
from .endings import router as endings
from .moving import router as moving

routers = (agreements, commitments, contributions, correcting, balance, moving, endings)

__all__ = ["routers"]
