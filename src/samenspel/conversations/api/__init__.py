"""What programs may ask of conversations: led as on the pages; nobody votes by a program."""

from .asking import router as asking
from .documents import router as documents
from .goals import router as goals
from .leading import router as leading
from .paper import router as paper
from .statements import router as statements

routers = (leading, asking, statements, documents, goals, paper)

__all__ = ["routers"]
