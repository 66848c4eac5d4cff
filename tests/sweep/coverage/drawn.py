"""PCs, scans and decisions as Hypothesis draws them: mostly near what counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from honmono.sweep.pc import Handled, Pc, Presence, Release, Released, Verdict
from honmono.sweep.rule import Rule
from honmono.sweep.scan import (
    Answer,
    Detection,
    Evidence,
    Extent,
    Handling,
    KeptScan,
    Outcome,
    Scan,
    Signature,
)
from tests.sweep.make import LOOKED, NOW, REPORT, SINCE

PRODUCTS = (
    "defender",
    "msert",
    "eset",
    "eset-online",
    "emocheck",
    "honmono",
    "Nobody AV",
)
MOMENTS = st.one_of(
    st.integers(-5 * 24 * 60, 5 * 24 * 60).map(lambda m: SINCE + timedelta(minutes=m)),
    st.sampled_from(
        [SINCE, SINCE - timedelta(seconds=1), REPORT, NOW, NOW + timedelta(seconds=1)]
    ),
)
RULES = st.sampled_from(
    [
        Rule(since=SINCE, first_report=REPORT, style="emotet"),
        Rule(since=SINCE, style="emotet"),
        Rule(since=SINCE, first_report=REPORT, style="president"),
    ]
)


def _mostly(usual: Any, *rare: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([usual] * (3 * max(len(rare), 1)) + list(rare))


def _times() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "started": st.one_of(MOMENTS, st.none()),
        "ended": st.one_of(MOMENTS, st.none()),
        "definitions_at": st.one_of(MOMENTS, MOMENTS.map(datetime.date), st.none()),
    }


def _spoilt(*, may_find: bool) -> dict[str, st.SearchStrategy[Any]]:
    """By field of a scan, what may be other than in a scan that counts."""
    bad = [Outcome.PARTIAL, Outcome.FAILED, Outcome.UNKNOWN]
    fields: dict[str, st.SearchStrategy[Any]] = {
        **_times(),
        "outcome": st.sampled_from(bad + [Outcome.FOUND, Outcome.REMOVED] * may_find),
        "extent": st.sampled_from(Extent),
        "product_version": st.sampled_from(["2.0", "2.3", "2.3.2", "9.9", ""]),
        "said_outdated": st.just(True),
        "rights": st.sampled_from(Answer),
        "could_not": st.just(("hives",)),
        "operator": st.sampled_from(["佐藤", " "]),
        "signature": st.sampled_from(Signature),
        "defects": st.just(("cut",)),
    }
    return {**fields, "detections": _detections()} if may_find else fields


@st.composite
def scans(draw: st.DrawFn, *, may_find: bool = True) -> KeptScan:
    """A scan that would count, but for nothing, one or two things of it."""
    product = draw(st.sampled_from(PRODUCTS))
    is_checker = product in ("emocheck", "honmono")
    started = LOOKED + timedelta(minutes=draw(st.integers(-12 * 60, 12 * 60)))
    scan = Scan(
        host="TKY-PC014",
        product=product,
        outcome=Outcome.CLEAN,
        extent=Extent.CHECKS if is_checker else Extent.FULL,
        started=started,
        ended=started + timedelta(minutes=draw(st.integers(0, 300))),
        product_version="2.2" if product == "emocheck" else "",
        definitions_at=started - timedelta(hours=draw(st.integers(0, 9))),
    )
    spoilt = _spoilt(may_find=may_find)
    for name in draw(_mostly((), *((n,) for n in spoilt), ("started", "ended"))):
        scan = replace(scan, **{name: draw(spoilt[name])})
    last = max((t for t in (scan.started, scan.ended) if t), default=NOW)
    received = draw(
        st.one_of(
            st.integers(0, 300).map(lambda m: last + timedelta(minutes=m)),
            st.integers(-30, 30).map(lambda m: last + timedelta(minutes=m)),
            MOMENTS,
        )
    )
    place = draw(st.sampled_from("abcdefgh")), draw(st.integers(0, 99))
    return KeptScan(scan, Evidence(*place, received))


def _detections() -> st.SearchStrategy[Any]:
    names, at = st.sampled_from(["Emotet", "Eicar"]), st.one_of(st.none(), MOMENTS)
    one = st.builds(Detection, names, at=at, handling=st.sampled_from(Handling))
    return st.lists(one, min_size=1, max_size=2).map(tuple)


@st.composite
def pcs(draw: st.DrawFn, *, may_decide: bool = True) -> Pc:
    """A PC with decisions about it, some of them unsigned or of a later day."""
    return Pc(
        "pc1",
        "TKY-PC014",
        office=draw(_mostly("tokyo", "osaka", "")),
        presence=draw(st.sampled_from(Presence)),
        installed=draw(st.one_of(*[st.none()] * 4, MOMENTS)),
        handled=tuple(draw(st.lists(_handled(), max_size=1))) if may_decide else (),
        released=tuple(draw(st.lists(_released(), max_size=1))) if may_decide else (),
    )


def _handled() -> st.SearchStrategy[Handled]:
    return st.builds(
        Handled,
        st.sampled_from(Verdict),
        _mostly("見た", ""),
        _mostly("田中", " "),
        MOMENTS,
    )


def _released() -> st.SearchStrategy[Released]:
    return st.builds(
        Released,
        st.sampled_from(Release),
        _mostly("倉庫", " "),
        _mostly("田中", ""),
        MOMENTS,
        st.one_of(st.none(), MOMENTS),
    )
