"""What `honmono sweep list` prints: every PC, whose it is, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from honmono.cli.paragraphs import padded, tell
from honmono.cli.sweep._core import Desk, Whose, print_json
from honmono.sweep.coverage import Standing
from honmono.sweep.pc import Presence
from honmono.text import harmless, say


def show(desk: Desk, office: str, case: str, *, as_json: bool) -> None:
    """Print all PCs, those that are left out among them."""
    from honmono.web.sweep.looking import look

    whose = desk.whose(case)
    looked = look(whose.rule, whose.offices, desk.now)
    known = {one.pc.office for one in looked.standings} | set(whose.offices)
    if office and office not in known:
        desk.stop("no-such-office", name=office, known=", ".join(sorted(known - {""})))
    those = [one for one in looked.standings if office in ("", one.pc.office)]
    if as_json:
        print_json([_as_json(one) for one in those])
    elif not those:
        typer.echo(desk.say("no-pcs"))
    else:
        _print(desk, whose, those)


def _print(desk: Desk, whose: Whose, those: Iterable[Standing]) -> None:
    for one in those:
        pc = one.pc
        name = whose.names.get(pc.office, pc.office) or desk.say("no-office")
        cells = (
            padded(harmless(pc.host or pc.id, 40), 18),
            padded(harmless(name, 40), 16),
            padded(desk.say(f"kind-{pc.kind}"), 8),
            padded(say("sweep", f"state-{one.state}", desk.language), 12),
            harmless(pc.user, 40),
            *(() if pc.presence is Presence.PRESENT else (_away(desk, one),)),
        )
        tell("  ".join(cells).rstrip())


def _away(desk: Desk, one: Standing) -> str:
    until = one.pc.absent_until
    if one.pc.presence is Presence.BROKEN:
        return desk.say("broken")
    return desk.say("away-until", date=until) if until else desk.say("away")


def _as_json(one: Standing) -> dict[str, object]:
    pc = one.pc
    return {
        "id": pc.id,
        "host": pc.host,
        "office": pc.office,
        "user": pc.user,
        "kind": pc.kind.value,
        "presence": pc.presence.value,
        "absent_until": f"{pc.absent_until}" if pc.absent_until else None,
        "os": pc.os,
        "names": list(pc.names),
        "ids": list(pc.ids),
        "state": one.state.value,
    }
