"""PCs, scans and decisions as Hypothesis draws them: mostly near what counts."""

from __future__ import annotations

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
from tests.sweep.make import NOW, REPORT, SINCE

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
    return st.sampled_from([usual] * (4 * max(len(rare), 1)) + list(rare))


@st.composite
def scans(draw: st.DrawFn, *, may_find: bool = True) -> KeptScan:
    """A scan with where it stands; the same file may hold several."""
    started = draw(st.one_of(MOMENTS, MOMENTS, st.none()))
    ended = draw(
        st.one_of(
            st.none(),
            MOMENTS,
            st.integers(0, 600).map(lambda m: (started or NOW) + timedelta(minutes=m)),
        )
    )
    last = max((t for t in (started, ended) if t), default=NOW)
    found = [Outcome.FOUND, Outcome.REMOVED] if may_find else []
    scan = Scan(
        host="TKY-PC014",
        product=draw(st.sampled_from(PRODUCTS)),
        outcome=draw(
            _mostly(
                Outcome.CLEAN, Outcome.PARTIAL, Outcome.FAILED, Outcome.UNKNOWN, *found
            )
        ),
        extent=draw(_mostly(Extent.FULL, Extent.QUICK, Extent.STATUS, Extent.UNKNOWN)),
        started=started,
        ended=ended,
        product_version=draw(_mostly("2.2", "2.0", "2.3", "2.3.2", "9.9", "")),
        definitions_at=draw(_definitions(started or ended or NOW)),
        said_outdated=draw(_mostly(False, True)),
        rights=draw(_mostly(Answer.UNKNOWN, Answer.NO, Answer.YES)),
        detections=draw(_mostly((), *([_detection(draw)] if may_find else []))),
        could_not=draw(_mostly((), ("hives",))),
        operator=draw(_mostly("佐藤", "")),
        signature=draw(_mostly(Signature.NONE, Signature.STATED, Signature.GOOD)),
        defects=draw(_mostly((), ("cut",))),
    )
    received = draw(
        st.one_of(
            MOMENTS, st.integers(-600, 600).map(lambda m: last + timedelta(minutes=m))
        )
    )
    return KeptScan(
        scan,
        Evidence(draw(st.sampled_from("abcdefgh")), draw(st.integers(0, 99)), received),
    )


def _definitions(looked: datetime) -> st.SearchStrategy[Any]:
    near = st.integers(-10 * 24, 24).map(lambda h: looked + timedelta(hours=h))
    fresh = st.integers(-5, 0).map(lambda h: looked + timedelta(hours=h))
    return st.one_of(fresh, fresh, near, near.map(lambda m: m.date()), st.none())


def _detection(draw: st.DrawFn) -> tuple[Detection, ...]:
    return (
        Detection(
            name=draw(st.sampled_from(["Emotet", "Eicar"])),
            at=draw(st.one_of(st.none(), MOMENTS)),
            handling=draw(st.sampled_from(Handling)),
        ),
    )


@st.composite
def pcs(draw: st.DrawFn, *, may_decide: bool = True) -> Pc:
    """A PC with decisions about it, some of them unsigned or of a later day."""
    return Pc(
        "pc1",
        "TKY-PC014",
        office=draw(_mostly("tokyo", "osaka", "")),
        presence=draw(st.sampled_from(Presence)),
        installed=draw(st.one_of(st.none(), st.none(), MOMENTS)),
        handled=tuple(draw(st.lists(_handled(), max_size=2))) if may_decide else (),
        released=tuple(draw(st.lists(_released(), max_size=2))) if may_decide else (),
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
