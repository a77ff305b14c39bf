"""What programs may ask of conversations: led as on the pages; nobody votes by a program."""

from .leading import router as leading
from .statements import router as statements

routers = (leading, statements)

__all__ = ["routers"]
