"""The form of a record: everything that a record may say, and nothing lost on the way."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.incident.case import PARTS, Incident, Record, parse_incident
from honmono.incident.case.records import record_of
from honmono.tables import rows
from honmono.text import keys
from honmono.web.facts.choices import Choices
from honmono.web.facts.entry import RecordForm
from honmono.web.facts.fields import Page
from honmono.web.facts.json_entry import JsonForm
from honmono.web.facts.shape import all_shapes
from honmono.web.facts.words import Words, as_json
from tests.web.conftest import SAMPLE

TOKYO = ZoneInfo("Asia/Tokyo")
HASH, OTHER = "a" * 64, "b" * 64

FULL: dict[str, dict[str, Any]] = {
    "hypotheses": {
        "code": "C2", "partner": "架空商事", "standing": "supported", "probability": 0.95,
        "arguments": [
            {"speaks": "for", "text": {"ja": "引用", "en": "quoted"}, "cites": ["seen"],
             "weight_db": 22.5, "rule": "quoted"},
            {"speaks": "would-decide", "text": {"en": "their scan"}},
        ],
        "signed_by": "社長", "signed": "2026-10-15",
    },
    "questions": {
        "kind": "own-pc-infected",
        "conclusion": {
            "answer": "could-not-tell", "text": {"ja": "不明"}, "cites": ["seen"],
            "evidence": [OTHER, HASH], "signed_by": "山田", "signed": "2026-10-15",
        },
    },
    "coverage": {
        "as_of": "2026-10-14T18:00", "detected": 0,
        "offices": [{"office": "tokyo", "total": 6, "covered": 6}, {"covered": 0}],
        "scanners": [{"name": "Defender", "version": "1", "definitions": "2"}],
        "exceptions": [{"ja": "修理中"}, {"ja": "廃棄", "en": "scrapped"}],
    },
    "events": {
        "kind": "other", "named": "訪問", "when": "2026-10-14T18:00/..", "public": False,
        "said": "夕方", "certainty": "likely", "source": "inferred", "evidence": [HASH],
        "scope": {"offices": ["tokyo"], "clients": ["甲", "乙"], "text": {"ja": "本社"}},
        "note": {"ja": "一行目\n二行目", "en": "one"}, "internal": {"ja": "内緒"},
        "by": "山田", "recorded": "2026-10-14T09:00:00+00:00",
    },
    "traces": {
        "when": "2026-10-14T09:00:30+00:00", "nothing": 0.01, "ours": 0.94,
        "partner": 0.03, "server": 0.01, "both": 0.01, "reports": 12, "unread": 1,
        "suspects": [{"address": "a@b.example", "probability": 0.9}],
        "addresses": {"at_least": 0, "likely": 5}, "checks": ["scan", "ask-partner"],
    },
    "publications": {
        "title_kind": "お詫び", "sections": ["概要", "経緯"], "origin": "news_summary",
        "tells_of_report": False, "partial": True, "cause": {"en": "a virus"},
    },
    "issued": {
        "kind": "ppc-preliminary", "duty": "ppc-preliminary", "clients": ["甲"],
        "sha256": ["x", "y"], "signed": "yes", "to": {"ja": "委員会"},
    },
    "measures": {"kind": "mfa", "is_done": False, "proof": [HASH], "scope": {"clients": ["甲"]}},
    "tasks": {
        "kind": "warn-partner", "done": {"when": "2026-10-15", "by": "山田", "proof": [HASH]},
    },
    "accounts": {
        "kind": "mailbox", "name": "info@x.example", "office": "tokyo",
        "rotation": {"changed": "2026-10-14", "how": "stated", "forwarding": "no"},
    },
    "replies": {"question": "own-leak", "answer": "no", "every_client": True, "number": 0},
    "traits": {"kind": "an_old_kind", "is_person": False, "ours": True, "lookalike": None},
}  # fmt: skip


ODD = (
    "yes",
    "0",
    "-1",
    "1e9",
    "9" * 39,
    "\x00",
    "2026-10-14",
    "on",
    "３",
    HASH,
    "other",
    "C1",
)
SAMPLE_INCIDENT = parse_incident(SAMPLE.read_bytes())


def page(incident: Incident, language: str = "ja") -> Page:
    words = Words(incident, language, TOKYO)
    choices = Choices(words, ((HASH, "first.eml"),))
    return Page(incident.id, language, date(2026, 10, 20), TOKYO, choices)


def sent(form: RecordForm, **changes: str) -> QueryDict:
    """What a browser sends of a form that nobody touched, with changes."""
    query = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        for one in value if isinstance(value, list) else [value]:
            if one is not False and one not in (None, ""):
                query.appendlist(name, str(one))
    for name, text in changes.items():
        query[name.replace("__", "-")] = text
    return query


def every_record(incident: Incident) -> list[tuple[str, Record]]:
    found = list(incident.records())
    for part, text in rows("record_examples.tsv"):
        found.append((part, record_of(part, {"id": "x", **json.loads(text)})))
    found += [(part, record_of(part, {"id": "x", **d})) for part, d in FULL.items()]
    return found


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_form_that_nobody_touched_says_what_stood_there(
    sample: Incident, language: str
) -> None:
    for part, record in every_record(sample):
        stands = as_json(record)
        there = page(sample, language)
        shown = RecordForm(part, there, stands=stands)
        form = RecordForm(part, there, data=sent(shown), stands=stands)

        assert form.is_valid(), (part, form.errors)
        assert form.record == record


def test_every_field_of_every_record_has_words() -> None:
    known = set(keys("web/fields"))
    values = set(keys("web/values"))
    for shape in all_shapes():
        assert known & {f"{shape.owner}-{shape.name}", f"field-{shape.name}"}, (
            shape.name
        )
        assert {f"{shape.choice}-{one}" for one in shape.choices} <= values
    for part in PARTS:
        assert f"about-{part}" in keys("web/facts")


def filled(part: str, incident: Incident, **fields: str) -> RecordForm:
    there = page(incident)
    return RecordForm(part, there, data=sent(RecordForm(part, there), **fields))


def test_days_are_typed_as_people_write_them(sample: Incident) -> None:
    form = filled("events", sample, kind="phone_calls", when="10月14日 9時半頃")

    assert form.is_valid()
    assert form.values == {"kind": "phone_calls", "when": "2026-10-14T09:30~"}


@pytest.mark.parametrize(
    ("part", "fields", "where"),
    [
        ("events", {"kind": "phone_calls", "when": "そのうち"}, "when"),
        ("events", {}, "kind"),
        ("figures", {"kind": "offices", "value": "三"}, "value"),
        ("affected", {"persons__at_least": "5", "persons__likely": "2"}, "persons-at_least"),
        ("coverage", {"offices__0__covered": "7", "offices__0__total": "6"}, "offices-0-office"),
        ("coverage", {"detected": "0"}, "offices-rows"),
        ("events", {"kind": "phone_calls", "evidence__other": "x"}, "evidence-other"),
        ("events", {"kind": "phone_calls", "note__ja": "a\x07"}, "note-ja"),
        ("questions", {"kind": "own-pc-infected", "conclusion__answer": "no"}, "conclusion-text-ja"),
        ("hypotheses", {"code": "C1", "probability": "2"}, "probability"),
    ],
)  # fmt: skip
def test_a_mistake_stands_at_its_field(
    sample: Incident, part: str, fields: dict[str, str], where: str
) -> None:
    form = filled(part, sample, **fields)

    assert not form.is_valid()
    assert where in form.errors, form.errors


def test_a_row_that_is_taken_away_goes_and_mistakes_stay_at_their_row(
    sample: Incident,
) -> None:
    stands = as_json(record_of("coverage", {"id": "x", **FULL["coverage"]}))
    there = page(sample)
    shown = RecordForm("coverage", there, stands=stands)

    gone = RecordForm(
        "coverage", there, data=sent(shown, offices__0__gone="on"), stands=stands
    )
    wrong = RecordForm(
        "coverage",
        there,
        data=sent(shown, offices__0__gone="on", offices__1__total="-"),
        stands=stands,
    )
    too_many = RecordForm(
        "coverage",
        there,
        data=sent(
            shown, offices__0__gone="on", offices__1__total="1", offices__1__covered="2"
        ),
        stands=stands,
    )

    assert gone.is_valid()
    assert gone.values["offices"] == [{"covered": 0}]
    assert "offices-1-total" in wrong.errors
    assert "offices-1-office" in too_many.errors


def test_one_more_row_keeps_what_was_typed(sample: Incident) -> None:
    there = page(sample)
    typed = sent(RecordForm("hypotheses", there), code="C1", signed_by="途中")
    typed["more"] = "arguments"

    form = RecordForm("hypotheses", there, prefill=typed)

    assert "arguments-0-text-ja" in form.fields
    assert form["signed_by"].value() == "途中"


def test_a_link_fills_fields_in(sample: Incident) -> None:
    query = QueryDict("kind=mfa&owner=山田&no-such=1&scope-offices=tokyo")

    form = RecordForm("measures", page(sample), prefill=query)

    assert form["kind"].value() == "mfa"
    assert form["scope-offices"].value() == ["tokyo"]


def test_rows_are_bounded(sample: Incident) -> None:
    query = QueryDict("arguments-rows=9999999&more=arguments")
    other = QueryDict("arguments-99999-text-ja=x")

    assert len(RecordForm("hypotheses", page(sample), prefill=query).fields) < 2_000
    assert len(RecordForm("hypotheses", page(sample), prefill=other).fields) < 2_000


def test_a_kind_that_no_table_has_is_kept(sample: Incident) -> None:
    stands = as_json(record_of("traits", {"id": "x", **FULL["traits"]}))

    form = RecordForm("traits", page(sample), stands=stands)

    assert ("an_old_kind", "an_old_kind") in form.fields["kind"].choices  # type: ignore[attr-defined]


@pytest.mark.parametrize("part", PARTS)
@settings(max_examples=20)
@given(data=st.data())
def test_nothing_that_is_typed_crashes_a_form(part: str, data: st.DataObject) -> None:
    there = page(SAMPLE_INCIDENT)
    names = list(RecordForm(part, there).fields)
    typed = data.draw(
        st.dictionaries(
            st.sampled_from([*names, "arguments-0-cites", "offices-1-covered", "more"]),
            st.lists(st.one_of(st.text(max_size=30), st.sampled_from(ODD)), max_size=2),
            max_size=6,
        )
    )
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)

    for form in (
        RecordForm(part, there, data=query),
        RecordForm(part, there, prefill=query),
    ):
        assert (not form.is_bound) or form.is_valid() or form.errors
        assert [*form.nodes, *form.more_nodes]


@given(st.one_of(st.text(max_size=60), st.sampled_from(["[" * 5_000, "9" * 5_000])))
def test_nothing_that_is_typed_crashes_the_text(typed: str) -> None:
    there = page(SAMPLE_INCIDENT)
    for text in (
        typed,
        f'{{"kind": {typed}}}',
        f'{{"value": {typed}, "kind": "other"}}',
    ):
        data = QueryDict(mutable=True)
        data["json"] = text
        form = JsonForm("figures", there, data=data)
        assert form.is_valid() or form.errors
