"""What is kept of agreements."""

from .agreement import Acceptance, Agreement, AgreementVersion, GoalTarget

__all__ = ["Acceptance", "Agreement", "AgreementVersion", "GoalTarget"]
