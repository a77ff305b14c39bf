"""What programs may ask of the meaning scan; nothing of an answer before a scan opens."""

from .asking_people import router as invitations
from .outcomes import router as results
from .scans import router as scans
from .sides import router as sides
from .waves import router as waves

routers = (scans, sides, invitations, results, waves)

__all__ = ["routers"]
