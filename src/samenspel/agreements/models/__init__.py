"""What is kept of agreements."""

from .agreement import Acceptance, Agreement, AgreementVersion, GoalTarget
from .exchange import Contribution

__all__ = ["Acceptance", "Agreement", "AgreementVersion", "Contribution", "GoalTarget"]
