"""Forwarded mail as many programs write it, by somebody who had not read the reader.

    python -m benchmarks.forwards_blind            the figures
    python -m benchmarks.forwards_blind --wrong    and what came out wrong

`layouts.py` reads the heads of `first.txt` and `second.txt`, `inner.py` says what is
forwarded, `dress.py` makes a mail of it, `decoys.py` has mail that is no report.
"""
