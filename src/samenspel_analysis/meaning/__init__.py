"""Do two sides mean the same by the same word, and do they know it?"""

from samenspel_analysis.meaning.answers import Questionnaire, Side, Wave
from samenspel_analysis.meaning.results import ScanResult
from samenspel_analysis.meaning.scan import METHOD, METHOD_VERSION, analyse

__all__ = ["METHOD", "METHOD_VERSION", "Questionnaire", "ScanResult", "Side", "Wave", "analyse"]
