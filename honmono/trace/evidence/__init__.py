"""What a trace found, for people: sentences, a record for programs, a picture.

A `Traced` comes in, sentences of `text/trace.toml` come out.  Nothing here judges: every
number was there before.
"""

from honmono.trace.evidence._core import Entry, Section, Tone
from honmono.trace.evidence.page import Page, page_of
from honmono.trace.evidence.record import as_json

__all__ = [
    "Entry",
    "Page",
    "Section",
    "Tone",
    "as_json",
    "page_of",
]
