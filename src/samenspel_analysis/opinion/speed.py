"""Whether the optional library Numba is there; NumPy and SciPy alone give the same bits."""

from importlib.util import find_spec

HAS_NUMBA = find_spec("numba") is not None
