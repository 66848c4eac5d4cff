"""The form of a notice's record: its fields, and which of them always stand there."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Phrase = Annotated[str, Field(min_length=1, max_length=1_000)]
Phrases = list[Phrase]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NoticeEvent(_Form):
    """One event; `date` may be partial, or null."""

    date: Phrase | None
    time: Phrase | None = None
    kind: Phrase
    scope: Phrase | None = None
    note: Phrase | None = None


class FromExample(_Form):
    """A sender that the notice prints."""

    display: Phrase | None = None
    addr: Phrase | None = None
    genuine: bool | None = None
    note: Phrase | None = None


class Notice(_Form):
    """One record of `notices.jsonl`."""

    id: Phrase
    source_kind: Literal["original", "republished", "news_summary"] | None = None
    sections: Phrases = []
    events: list[NoticeEvent] = []
    leaked: Phrases = []
    counts: dict[Phrase, Annotated[int, Field(ge=0)]] = {}
    ppc_reported: bool | None = None
    measures: Phrases = []
    from_examples: list[FromExample] = []
    subject_examples: Phrases = []
    attachment_types: Phrases = []
    genuine_domains: Phrases = []
    recipient_advice: Phrases = []
    lure: Phrases = []
    contact_desk: bool | None = None
    report_no: Phrase | None = None
    partial: bool | None = None
    source_url: Phrase | None = None
    date: Phrase | None = None
    sector: Phrase | None = None
    style: Phrase = "unknown"
    case: Phrase = "undetermined"
    case_basis: Phrase | None = None
    org: Phrase
    title_kind: Phrase | None = None
    year: Phrase | None = None

    also_case: Phrase | None = None
    cause_hypothesis: Phrase | None = None
    genuine_practice: Phrase | None = None
    jpcert_cases_quoted: bool | None = None
    lesson: Phrase | None = None
    link_domains: Phrases = []
    near_duplicate_of: Phrase | None = None
    scanners: Phrases = []
    second_source: Phrase | None = None
    service_impact: Phrase | None = None


ONLY_WHERE_SAID: Final = frozenset(
    {
        *("also_case", "cause_hypothesis", "genuine_practice", "jpcert_cases_quoted"),
        *("lesson", "link_domains", "near_duplicate_of", "scanners", "second_source"),
        "service_impact",
    }
)
"""Fields that a record has only where the notice says something of it."""
