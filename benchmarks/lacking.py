"""Does every sentence that says that a fact is missing say which?

    HONMONO_DATA=../shared python -m benchmarks.lacking

From the published incidents of the test data every kind of document is made, in both
languages.  A sentence with words such as "under investigation" has a mark, both languages
have the same marks, and a record that is taken away takes no mark of another fact along.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import Result
from benchmarks.data import folder_of
from honmono.incident.case import Incident
from honmono.incident.documents.kinds import NAMES
from honmono.incident.documents.lacking import lacking
from honmono.incident.exchange.notices import incident_from_notice
from honmono.text import LANGUAGES
from tests.incident.documents.marks import lost, made, unmarked


def measure(work: Path) -> Iterator[Result]:
    """The bars of marks."""
    del work
    lines = folder_of("cases/notices.jsonl").read_bytes().splitlines()
    incidents = [incident_from_notice(line) for line in lines]
    bare, uneven, total = [], 0, 0
    for case in incidents:
        for name in NAMES:
            both = [made(case, name, "", language) for language in LANGUAGES]
            total += sum(len(list(each.sentences())) for each in both)
            bare += [text for each in both for text in unmarked(case, each)]
            first, second = ([one.lack for one in lacking(each)] for each in both)
            uneven += first != second
    what = "documents: sentences that say that a fact is missing, and not which"
    yield Result(what, "0", f"{len(bare)} of {total:,}", not bare)
    what = "documents: whose two languages lack different facts"
    yield Result(what, "0", f"{uneven} of {len(incidents) * len(NAMES):,}", not uneven)
    gone, taken = _removed(incidents)
    what = "documents: records that took the mark of another fact along"
    yield Result(what, "0", f"{gone} of {taken:,}", not gone)


def _removed(incidents: list[Incident]) -> tuple[int, int]:
    gone = taken = 0
    for case in incidents:
        for name in NAMES:
            before = made(case, name)
            for _, record in list(case.records()):
                taken += 1
                gone += bool(
                    lost(before, made(case.without(record.id), name), record.id)
                )
    return gone, taken


if __name__ == "__main__":
    for one in measure(Path()):
        print(f"{one.what}: {one.figure} ({one.bar})")
