"""What is counted: real votes where they are, and made-up ones."""

import os
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "bench"
REAL = Path(os.environ.get("SAMENSPEL_DATA", ROOT / ".." / "shared" / "data")) / "21_decisions"
BUDGETS = REAL / "pabulib"
AMSTERDAM, TOULOUSE = "Netherlands_Amsterdam_252", "France_Toulouse_2022"
LODZ, SWIECIE, ASSEN = "Poland_Lodz_2022", "Poland_Swiecie_2023", "Netherlands_Assen_2024"
MEATH = REAL / "preflib" / "00001 - irish" / "00001-00000003.soi.gz"
BURLINGTON = REAL / "preflib" / "00005 - burlington" / "00005-00000002.toi.gz"
MEATH_SEATS = 5
MILLION, OPTIONS = 1_000_000, 10


def budget_file(name: str) -> Path:
    """A real vote on a budget."""
    return BUDGETS / f"{name}.pb.gz"


def made_up_ranks() -> np.ndarray:
    """A million voters who put ten options in an order of their own, (options, voters)."""
    rng = np.random.default_rng(0)
    return rng.random((OPTIONS, MILLION)).argsort(axis=0).argsort(axis=0).astype(np.int16)


def made_up_votes() -> dict[str, np.ndarray]:
    """A million entries of three classes with votes of their own."""
    rng = np.random.default_rng(0)
    return {
        "choices": rng.integers(0, 4, MILLION),
        "weights": rng.integers(0, 100, MILLION),
        "classes": rng.integers(0, 3, MILLION),
    }
