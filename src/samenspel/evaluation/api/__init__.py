"""What programs may ask of evaluations and of readiness; nobody answers by a program."""

from .asking_people import router as asking_people
from .evaluations import router as evaluations
from .improving import router as improving
from .outside import router as outside
from .readiness import router as readiness

routers = (evaluations, asking_people, improving, outside, readiness)

__all__ = ["routers"]
