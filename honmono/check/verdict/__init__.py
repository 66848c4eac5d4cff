"""Findings → one Verdict with reasons."""

from honmono.check.verdict.judge import decide
from honmono.check.verdict.model import Answer, Sentences, Verdict, Weighed

__all__ = ["Answer", "Sentences", "Verdict", "Weighed", "decide"]
