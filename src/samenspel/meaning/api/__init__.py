"""What programs may ask of the meaning scan; nothing of an answer before a scan opens."""

from .asking_people import router as invitations
from .files import router as files
from .outcomes import router as results
from .scans import router as scans
from .sides import router as sides
from .talks import router as talks
from .waves import router as waves

routers = (scans, files, sides, invitations, talks, results, waves)

__all__ = ["routers"]
