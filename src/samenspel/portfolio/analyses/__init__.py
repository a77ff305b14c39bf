"""From what was noted to what is shown across contexts."""

from .streams import Streams, streams_of
from .theory import TheoryPicture, comes_back, picture_of

__all__ = ["Streams", "TheoryPicture", "comes_back", "picture_of", "streams_of"]
