"""The founding firm's days replayed: what each notice says, held against a plain oracle.

    python -m benchmarks.sweep_founding

Three offices, 34 PCs, import by import, with everything that went wrong.  After each the
state is frozen and put on record, and the notice is written in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import Result


def measure(work: Path) -> Iterator[Result]:
    """Every bar."""
    del work
    from tests.sweep.founding import incident, steps
    from tests.sweep.replay import replay

    said = list(replay(incident(), steps()))
    true = sum(one.may_say_all for one in said)
    languages = ("ja", "en")
    right = sum(s.says_all[lang] == s.may_say_all for s in said for lang in languages)
    numbers = sum(s.says_numbers[lang] for s in said for lang in languages)
    notices = 2 * len(said)
    yield Result(
        f"founding days: `all` said exactly when true ({true} of {len(said)} steps)",
        "every notice, both kinds of step",
        f"{right} of {notices}",
        right == notices and 0 < true < len(said),
    )
    yield Result(
        "founding days: numbers of that moment",
        "every notice",
        f"{numbers} of {notices}",
        numbers == notices,
    )
    for when, what in ((None, "unknown"), ("2022-05-18", "known by its day alone")):
        found = [one.says_all["ja"] for one in replay(incident(when), steps(), every=5)]
        yield Result(
            f"founding days: `all` with the first fake {what}",
            "never",
            f"{sum(found)} of {len(found)}",
            not any(found),
        )


if __name__ == "__main__":
    for result in measure(Path()):
        print(result)
