"""What programs may do with decisions: as on the pages, and no vote before the count."""

from .afterwards import router as afterwards
from .bodies import router as bodies
from .consenting import router as consenting
from .deciding import router as deciding
from .elsewhere import router as elsewhere
from .leading import router as leading
from .outcomes import router as outcomes
from .proxies import router as proxies
from .voting import router as voting

routers = (bodies, deciding, leading, voting, proxies, elsewhere, consenting, outcomes, afterwards)

__all__ = ["routers"]
