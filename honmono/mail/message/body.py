"""One text part of a mail: its source, and what a reader sees of it when somebody asks.

    Dear <b>all</b>,<br>see <a href="https://x3.example.net/">our site</a>

Only the characters are read with the mail.  Lines, quotes, signatures, hidden words and
links are worked out when they are first asked for, since that takes most of the time of
reading a mail and nine mails of ten show nothing of ours
(`docs/decisions/0008-lazy-bodies.md`).

Cheap questions come first: `may_show("example.co.jp")` and `rough_links` need the tags
cut out and no more.  They never miss what `text` and `links` would show, and may answer
yes where those would not.
"""

from __future__ import annotations

from dataclasses import dataclass

from honmono.mail.message.links import RoughLink, rough_links
from honmono.mail.message.model import Role, Segment
from honmono.mail.message.quotes import split
from honmono.mail.message.rough import Rough
from honmono.mail.message.tags import unescaped
from honmono.mail.message.text import HtmlText, html_to_text, pieces_of
from honmono.mail.message.urls import links_in_text
from honmono.mail.message.when_asked import when_asked, without_worked_out


@dataclass(frozen=True)
class Body:
    """One text part as a reader sees it."""

    part: int
    """Index in `Message.parts`."""

    html: bool
    """Made from HTML: `text` is only what is visible."""

    source: str
    """The characters of the part: a plain text with `\\n` for its line ends, or HTML."""

    @when_asked
    def text(self) -> str:
        """What a reader sees."""
        return self._read.text

    @when_asked
    def hidden(self) -> str:
        """HTML only: text that no reader sees (display:none, size 0, white on white)."""
        return self._read.hidden

    @when_asked
    def segments(self) -> tuple[Segment, ...]:
        """Whose words the stretches of `text` are.  Joined they give the whole text."""
        return split(self.text, self._read.marks)

    @when_asked
    def links(self) -> tuple[tuple[str, str], ...]:
        """What the reader sees of each link, and its target; in order."""
        if self.html:
            return self._read.links
        return tuple([(url, url) for url in links_in_text(self.source)])

    @property
    def cut(self) -> bool:
        """A bound was reached: something of the HTML was not read."""
        return self._read.cut

    def words_of(self, role: Role) -> str:
        """The text of one role, stretches joined by line ends."""
        return "\n".join(text for who, text in self.segments if who is role)

    # cheap questions, before the whole is read

    @when_asked
    def rough(self) -> str:
        """Every character that a reader may see, in order; the tags are cut out.

        There may be more: hidden letters, also within a word, which then does not stand
        here as it is shown (`may_show` finds it).  White space is that of the source.
        """
        return unescaped("".join(self._pieces[::2])) if self.html else self.source

    def may_show(self, *words: str) -> bool:
        """Could a reader see one of these words?  A no is certain, a yes is not.

        A word has no white space.  Case, width and letters without width make no
        difference: `ＥＸＡＭＰＬＥ．co.jp` shows `example.co.jp`.
        """
        return self._rough.may_show(words)

    def may_hold(self, *words: str) -> bool:
        """Does one of these words stand there, if no hidden letters part it?

        As `may_show`, but cheaper and with less to see through.
        """
        return self._rough.may_hold(words)

    @when_asked
    def rough_links(self) -> tuple[RoughLink, ...]:
        """The links with the same targets as `links`, mostly in the same order.

        Their pieces hold hidden letters as well, and are rather too many than too few.
        """
        if self.html:
            return rough_links(self._pieces)
        return tuple([RoughLink(target, (shown,)) for shown, target in self.links])

    # what these share

    @when_asked
    def _pieces(self) -> list[str]:
        return pieces_of(self.source)

    @when_asked
    def _rough(self) -> Rough:
        return (
            Rough.of_stretches(self._pieces[::2]) if self.html else Rough(self.source)
        )

    @when_asked
    def _read(self) -> HtmlText:
        if self.html:
            return html_to_text(self.source, self._pieces)
        return HtmlText(self.source, (), (), "", False)

    __getstate__ = without_worked_out
