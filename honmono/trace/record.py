"""An answer as JSON: the fields that programs and benchmarks read.

{"case": {"0": .01, "1": .93, …}, "candidates": [["sato@…", .93], …],
 "abused_account": null, "next": ["kondo@…", …]}
"""

from __future__ import annotations

from typing import Any

from honmono.trace.traced import Case, Traced


def record(traced: Traced) -> dict[str, Any]:
    """Make the fields of an answer.  The account is named where that case is likeliest."""
    server = max(traced.cases, key=lambda case: traced.cases[case]) is Case.SERVER
    return {
        "case": {case.value: round(traced.cases[case], 6) for case in Case},
        "candidates": [[s.person, round(s.probability, 6)] for s in traced.suspects],
        "abused_account": traced.abused_account if server else None,
        "next": list(traced.next),
    }
