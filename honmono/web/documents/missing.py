"""Which facts a document lacks, and the form that fills each of them; pure.

日時（不審なメールを確認）   のべ 3 か所    → the record, to be corrected
警察への相談の有無と日        のべ 1 か所    → a new event of that kind
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from honmono.incident.case import Incident
from honmono.incident.documents._core import Lack
from honmono.incident.documents.lacking import Fact, by_fact, fact_in_words, facts
from honmono.web.cases.labels import Labels
from honmono.web.documents.letters import Said

_OF_A_CLIENT = ("affected", "replies")
"""Parts whose records say whose data they are about."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a document lacks."""

    words: str
    about: str
    """The record that lacks it, in words; empty: there is none yet."""

    said: tuple[Said, ...]
    url: str
    way: str
    """What the link leads to: `add`, `edit`, `question`, `case`, `clocks`, `about`."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Leads from a fact that is missing to the form for it."""

    case: str
    incident: Incident
    """As it is now: what was put down since the document was made is there already."""

    labels: Labels
    language: str
    client: str = ""
    """Whose data the document is about."""

    def of(self, said: Iterable[Said]) -> tuple[Missing, ...]:
        """Every fact that these sentences lack, the most important first."""
        return tuple(self._missing(lack, those) for lack, those in by_fact(said))

    def _missing(self, lack: Lack, said: tuple[Said, ...]) -> Missing:
        is_there = lack.record in self.labels
        beside = facts()[lack.fact].filled.endswith("=")  # a record of its own tells it
        to_it = is_there and not beside
        way, url = self._to_record(lack.record) if to_it else self._to_new(lack)
        words = fact_in_words(lack.fact, self.language)
        about = self.labels.one(lack.record) if is_there else ""
        return Missing(words, about, said, url, way)

    def _to_record(self, name: str) -> tuple[str, str]:
        """A question and a case have pages on which they are answered."""
        part, _ = self.incident.find(name)
        if part == "questions":
            return "question", self._url("work:question", name)
        if part == "hypotheses":
            return "case", self._url("work:hypothesis", name)
        return "edit", self._url("facts:edit", name)

    def _to_new(self, lack: Lack) -> tuple[str, str]:
        fact = facts()[lack.fact]
        if fact.part == "organization":
            return "about", self._url("guide:about")
        if fact.part == "clocks":
            return "clocks", self._url("today:clocks")
        if fact.part == "replies" and (asked := self._asked(fact)):
            return "question", self._url("work:question", asked)
        if fact.part == "hypotheses" and self.incident.hypotheses:
            return "case", self._held(fact)
        return "add", self._url("facts:add", fact.part) + self._query(fact, lack)

    def _asked(self, fact: Fact) -> str:
        """A question of the playbook that asks the same and is open; empty: none."""
        code = fact.filled.removeprefix("question=")
        for one in self.incident.questions:
            if one.kind == code and one.conclusion is None:
                return one.id
        return ""

    def _held(self, fact: Fact) -> str:
        """The case that it is about; where it may be any, all of them."""
        code = fact.filled.removeprefix("code=")
        for one in self.incident.hypotheses:
            if one.code.value == code:
                return self._url("work:hypothesis", one.id)
        return self._url("work:questions")

    def _query(self, fact: Fact, lack: Lack) -> str:
        name, has_value, value = fact.filled.partition("=")
        said = {name: value or lack.record} if has_value else {}
        if self.client and fact.part in _OF_A_CLIENT:
            said["client"] = self.client
        return f"?{urlencode(said)}" if said else ""

    def _url(self, name: str, *rest: str) -> str:
        return reverse(name, args=[self.case, *rest])
