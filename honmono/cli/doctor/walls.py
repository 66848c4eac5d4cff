"""Which walls stand around the process that opens hostile files, on this very system?

    OK      ファイルを開くプロセス: ファイルも通信も使えません（landlock）
    助言    ファイルを開くプロセス: メモリーの上限がありません（without RLIMIT_AS）

A worker is started and asked, because a wall that the system refuses looks on paper like
one that stands.  A wall that is missing is advice: the others hold.  No worker at all is
wrong, as no Outlook file and no archive can be read then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.mail.sandbox import Layer, layers

NAMES: Final = {
    "limits": "limits",
    "landlock": "landlock",
    "seccomp": "seccomp",
    "files and network": "open",
    "sandbox profile": "profile",
    "job object": "job",
    "worker": "worker",
}
"""As the sandbox names its walls → as the catalogue does, in `wall-NAME`."""


def walls(patient: Patient) -> Iterator[Diagnosis]:
    """Each wall: it stands, or what its absence means."""
    for layer in layers():
        yield diagnosis_of(layer, patient)


def diagnosis_of(layer: Layer, patient: Patient) -> Diagnosis:
    """One wall as a line."""
    what, name = patient.say("walls"), NAMES[layer.name]
    if layer.holds:
        return Diagnosis(what, State.OK, patient.say(f"wall-{name}"))
    return Diagnosis(
        what,
        State.WRONG if name == "worker" else State.ADVICE,
        patient.say(f"wall-{name}-gone", detail=layer.detail),
        patient.say(f"wall-{name}-mend"),
    )
