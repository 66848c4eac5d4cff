"""An incident of an invented office, in every state that a notice depends on."""

from __future__ import annotations

from typing import Final

from honmono.incident.case import Certainty, Incident, Moment, Scope, Text
from honmono.incident.case._core import Answer
from honmono.incident.case.affected import Affected, Amount
from honmono.incident.case.coverage import Coverage, OfficeCoverage, Scanner
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.fakes import Advice, Trait
from honmono.incident.case.hypotheses import Decision, Hypothesis
from honmono.incident.case.investigation import Commission, Finding, OutsideReport
from honmono.incident.case.measures import Measure
from honmono.incident.case.organization import (
    Desk,
    Genuine,
    Office,
    Organization,
    Representative,
)
from honmono.incident.case.publications import Publication

SCANS: Final = ("none", "all-clean", "some-clean", "not-counted", "detected")

ORGANIZATION: Final = Organization(
    name=Text(ja="株式会社例示商事", en="Reiji Trading Co., Ltd."),
    representative=Representative(
        name="例示 花子", title=Text(ja="代表取締役", en="President")
    ),
    url="https://www.reiji.example/",
    desk=Desk(
        name=Text(ja="総務部 お客様窓口", en="General affairs, customer desk"),
        phone="03-0000-0000",
        mail="desk@reiji.example",
        hours=Text(ja="平日9時から17時", en="Monday to Friday, 9:00 to 17:00"),
    ),
    offices=(
        Office(id="tokyo", name=Text(ja="東京本社", en="Tokyo head office")),
        Office(id="osaka", name=Text(ja="大阪支店", en="Osaka branch")),
    ),
)


def incident(
    *,
    scans: str = "all-clean",
    data: bool = True,
    hypotheses: tuple[Hypothesis, ...] = (),
    decisions: tuple[Decision, ...] = (),
) -> Incident:
    """Everything that a notice can tell, on record."""
    return Incident(
        id="reiji-2026",
        style="emotet",
        organization=ORGANIZATION,
        events=_EVENTS,
        figures=(
            Figure(id="fakes", kind="spoof_mails", value=1700),
            Figure(id="faxes", kind="other", named="fax_orders", value=3),
        ),
        traits=_TRAITS,
        hypotheses=hypotheses,
        decisions=decisions,
        affected=_AFFECTED if data else (),
        commissions=(Commission(id="order", asked=Moment("2026-05-19")),),
        outside_reports=(
            OutsideReport(
                id="experts",
                findings=(
                    Finding(kind="server-intrusion", answer=Answer.NO),
                    Finding(kind="mailbox-theft", answer=Answer.COULD_NOT_TELL),
                ),
            ),
        ),
        coverage=coverage(scans),
        measures=_MEASURES,
        genuine=_GENUINE,
        advice=tuple(
            Advice(id=f"advice-{n}", kind=kind)
            for n, kind in enumerate(
                ("do_not_open_attachment", "delete_mail", "run_emocheck"), 1
            )
        ),
        publications=(
            Publication(
                id="publication",
                contact_desk=True,
                tells_of_report=True,
                service_impact=Text(ja="通常どおり営業", en="open as usual"),
                cause=Text(ja="パスワードの使い回し", en="a reused password"),
            ),
        ),
    )


def coverage(scans: str) -> tuple[Coverage, ...]:
    """The scans in one of the states of `SCANS`."""
    if scans == "none":
        return ()
    total = None if scans == "not-counted" else 31
    covered = 31 if scans in ("all-clean", "detected") else 28
    return (
        Coverage(
            id="scans",
            as_of=Moment("2026-05-20"),
            offices=(OfficeCoverage(total=total, covered=covered),),
            scanners=(Scanner(name="EmoCheck"), Scanner(name="antivirus")),
            detected=1 if scans == "detected" else 0,
        ),
    )


_EVENTS: Final = (
    Event(id="seen", kind="spoof_mail_observed", when=Moment("2026-05-18T09:10")),
    Event(id="called", kind="phone_calls", when=Moment("2026-05-18")),
    Event(
        id="scan-tokyo",
        kind="scan_all_pcs",
        when=Moment("2026-05-18"),
        scope=Scope(offices=("tokyo",)),
        note=Text(ja="検出なし", en="nothing detected"),
    ),
    Event(id="found", kind="infection_found", when=Moment("2026-05-19")),
    Event(id="isolated", kind="pc_isolated", when=Moment("2026-05-19")),
    Event(id="published", kind="publication", when=Moment("2026-05-19")),
    Event(id="asked", kind="outside_investigation_requested", when=Moment("2026-05")),
    Event(id="filed", kind="ppc_report", when=Moment("2026-05-22")),
    Event(id="told", kind="data_subject_notice", when=Moment("2026-05-23")),
    Event(id="marked", kind="genuine_mail_marked"),
    Event(id="odd", kind="other", named="carrier_pigeon", said="in the rain"),
    Event(id="hidden", kind="police_consulted", public=False),
)

_TRAITS: Final = (
    Trait(
        id="sender-1",
        kind="sender",
        shown="例示 花子",
        address="stranger@mail.example.net",
        ours=False,
    ),
    Trait(id="sender-2", kind="sender", address="hanako@reiji.example", ours=True),
    Trait(id="subject-1", kind="subject", text=Text(ja="請求書の件です")),
    Trait(id="link-1", kind="link", address="https://bad.example.org/login"),
)

_AFFECTED: Final = (
    Affected(
        id="customers",
        group="customers",
        data=("name", "mail-address"),
        persons=Amount(at_least=100, at_most=150),
    ),
    Affected(
        id="bodies",
        said=Text(en="mail bodies"),
        data=("body",),
        certainty=Certainty.LIKELY,
    ),
    Affected(
        id="salaries",
        data=("salary",),
        certainty=Certainty.EXCLUDED,
        client="株式会社見本",
    ),
)

_MEASURES: Final = (
    Measure(id="edr", kind="edr", done=Moment("2026-06-01")),
    Measure(id="mfa", kind="mfa", due=Moment("2026-07")),
    Measure(id="own", kind="other", text=Text(ja="夜間の巡回", en="a night watch")),
)

_GENUINE: Final = (
    Genuine(id="domain-1", kind="domain", value="reiji.example"),
    Genuine(id="phone-1", kind="phone", value="03-0000-0000"),
    Genuine(
        id="practice-1",
        kind="practice",
        text=Text(ja="ZIPファイルは送りません", en="we never send ZIP files"),
    ),
)
