"""What the law asks of a body that decides: dated rules, and checks that give a date or a yes."""

from samenspel_report.law.rules import Consequence, Rule, RuleSet, rules_on

__all__ = ["Consequence", "Rule", "RuleSet", "rules_on"]
