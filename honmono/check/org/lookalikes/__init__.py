"""The one matcher of domains: does a domain read like one of ours?"""

from honmono.check.org.lookalikes.finder import Lookalike, Lookalikes, Strength, Trick

__all__ = ["Lookalike", "Lookalikes", "Strength", "Trick"]
