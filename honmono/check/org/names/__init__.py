"""The one matcher of names: does a text that a reader sees show one of us?"""

from honmono.check.org.names.book import NameBook, NameMatch, Strength

__all__ = ["NameBook", "NameMatch", "Strength"]
