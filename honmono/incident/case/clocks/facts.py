"""The facts that duties rest on: read from replies, and from what is on record anyway.

    affected: data = ["health", "name"]   →  sensitive: yes, decided by that record
    reply: question = "my-number", answer = "no"   →  my-number: no, decided by it
    both, and they disagree   →  could not tell, and a contradiction that has a name

What is not on record is unknown, never no: a list of data may be incomplete.  Only a
reply, or a hypothesis that was excluded, says no.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from honmono.incident.case._core import Answer, Certainty
from honmono.incident.case.affected import Affected
from honmono.incident.case.clocks.known import Known, every, some
from honmono.incident.case.clocks.signs import SURE, Vote, holds, seen
from honmono.incident.case.clocks.tables import Tables
from honmono.incident.case.duties import Issued, Reply
from honmono.incident.case.incident import Incident

_UNKNOWN: Final = {Answer.COULD_NOT_TELL, Answer.NOT_LOOKED}


@dataclass(frozen=True, slots=True)
class Persons:
    """How many; None where no reply has closed it."""

    at_least: int
    at_most: int | None
    cites: tuple[str, ...] = ()


class Facts:
    """The facts of one incident, worked out when a duty asks for them."""

    def __init__(self, incident: Incident, tables: Tables) -> None:
        self.incident, self.tables = incident, tables
        self._known: dict[tuple[str, str | None], Known] = {}
        self._replies: dict[tuple[str, str | None], list[Reply]] = defaultdict(list)
        for reply in incident.replies:
            if reply.certainty is not Certainty.EXCLUDED:
                self._replies[reply.question, reply.client].append(reply)
        self._affected: dict[str | None, list[Affected]] = defaultdict(list)
        for row in incident.affected:
            if _may_have_leaked(row):
                self._affected[row.client].append(row)
        self._all_rows = [row for rows in self._affected.values() for row in rows]
        self._issued: dict[tuple[str, str | None], list[Issued]] = defaultdict(list)
        for one in incident.issued:
            for client in one.clients or (None,):
                if one.duty is not None and one.certainty in SURE:
                    self._issued[one.duty, client].append(one)

    def issued(self, duty: str, client: str | None) -> tuple[Issued, ...]:
        """What surely went out for a clock, about our own data or a client's."""
        return tuple(self._issued.get((duty, client), ()))

    @property
    def clients(self) -> tuple[str, ...]:
        """Every client whose data we handle and of whom anything is on record."""
        named = [row.client for row in self.incident.affected]
        named += [reply.client for reply in self.incident.replies]
        named += [client for one in self.incident.issued for client in one.clients]
        return tuple(dict.fromkeys(client for client in named if client))

    def of(self, fact: str, client: str | None = None) -> Known:
        """What is known of a fact, about our own data or a client's."""
        key = (fact, client if fact in self.tables.per_client else None)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def votes(self, fact: str, client: str | None) -> tuple[Vote, ...]:
        """Every record that answers the question of a fact, with its answer."""
        question = self.tables.questions.get(fact)
        whose = client if question is not None and question.per_client else None
        votes = [
            _said(reply)
            for reply in self.replies(fact, whose)
            if question is not None and reply.answer is not Answer.NOT_LOOKED
        ]
        votes += [
            Vote(one.conclusion.answer, one.id)
            for one in self.incident.questions
            if one.kind == fact and one.conclusion is not None and whose is None
        ]
        rows = self._affected.get(client, [])
        if not rows and (question is None or not question.per_client):
            rows = self._all_rows  # that others' data leaked is a sign for this, too
        for sign in self.tables.signs.get(fact, ()):
            votes += seen(sign, self.incident, rows)
        return tuple(votes)

    def replies(self, question: str, client: str | None) -> tuple[Reply, ...]:
        """The replies about that client, or else those said of every client."""
        mine = self._replies.get((question, client), [])
        if mine or client is None:
            return tuple(mine)
        return tuple(
            r for r in self._replies.get((question, None), []) if r.every_client
        )

    def reaches(self, count: str, at_least: int, client: str | None) -> Known:
        """Are so many persons concerned?"""
        persons = self.persons(count, client)
        if persons.at_least >= at_least:
            return Known(Answer.YES, persons.cites)
        if persons.at_most is not None and persons.at_most < at_least:
            return Known(Answer.NO, persons.cites)
        asked = any(
            reply.answer is Answer.COULD_NOT_TELL
            for reply in self.replies(count, client)
        )
        answer = Answer.COULD_NOT_TELL if asked else Answer.NOT_LOOKED
        return Known(answer, persons.cites, (count,))

    def persons(self, count: str, client: str | None) -> Persons:
        """How many persons: at least what is on record, at most what a reply says.

        Groups may overlap, so the largest counts, not the sum.
        """
        row = self.tables.counts[count]
        least = [
            (record.persons.likely or record.persons.at_least or 0, record.id)
            for record in self._affected.get(client, [])
            if record.persons is not None and holds(record, row.data)
        ]
        if client is None:
            least += [
                (figure.value, figure.id)
                for figure in self.incident.figures
                if figure.kind in row.figures
                and figure.certainty is not Certainty.EXCLUDED
                and not (figure.scope and figure.scope.clients)
            ]
        told = [
            (reply.number, reply.id)
            for reply in self.replies(count, client)
            if reply.number is not None
        ]
        largest = max((n for n, _ in least), default=0)
        closed = max((n for n, _ in told), default=None)
        if closed is not None and closed < largest:
            closed = None
        at_least = max(largest, closed or 0)
        counted = [name for n, name in (*least, *told) if n >= at_least > 0]
        cites = counted or [name for _, name in told]
        return Persons(at_least, closed, tuple(dict.fromkeys(cites)))

    def _find(self, fact: str, client: str | None) -> Known:
        votes = self.votes(fact, client)
        said = {vote.answer for vote in votes}
        asks = (fact,) if fact in self.tables.questions else ()
        cites = tuple(dict.fromkeys(vote.record for vote in votes))
        if {Answer.YES, Answer.NO} <= said:
            return Known(Answer.COULD_NOT_TELL, cites, asks)
        follows = self.follow(fact, client)
        for answer, other in ((Answer.YES, Answer.NO), (Answer.NO, Answer.YES)):
            if answer in said:
                if follows is not None and follows.answer is other:
                    return Known(Answer.COULD_NOT_TELL, (*cites, *follows.cites), asks)
                sure = tuple(v.record for v in votes if v.answer is answer)
                return Known(answer, tuple(dict.fromkeys(sure)))
        if follows is not None and follows.answer not in _UNKNOWN:
            return follows
        asked = Answer.COULD_NOT_TELL in said
        if asks and not (asked and follows):
            answer = Answer.COULD_NOT_TELL if asked else Answer.NOT_LOOKED
            return Known(answer, cites, asks)
        return follows or Known(Answer.NOT_LOOKED, cites)

    def follow(self, fact: str, client: str | None) -> Known | None:
        """What follows from other facts, where the table says that it follows."""
        row = self.tables.derived.get(fact)
        if row is None:
            return None
        if row.any:
            return some(self.of(part, client) for part in row.any)
        return every(self.of(part, client) for part in row.all)


def _may_have_leaked(row: Affected) -> bool:
    """A leak that is only possible is a risk, and counts; one that is excluded does not."""
    nobody = row.persons is not None and row.persons.at_most == 0
    return row.certainty is not Certainty.EXCLUDED and not nobody


def _said(reply: Reply) -> Vote:
    """A reply that is only likely decides nothing, neither a yes nor a no."""
    sure = reply.certainty in SURE
    return Vote(reply.answer if sure else Answer.COULD_NOT_TELL, reply.id)
