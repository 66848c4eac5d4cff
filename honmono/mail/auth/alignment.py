"""Do two domains belong together?  Relaxed alignment of DMARC (RFC 7489 §3.1).

`bounce.example.co.jp` and `www.example.co.jp` have one owner, `example.co.jp`.
`a.github.io` and `b.github.io` have two: `github.io` is for everybody, and so is `co.jp`,
which is therefore not even aligned with itself.
"""

from __future__ import annotations

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList


def aligned(a: str, b: str) -> bool:
    """Have both domains the same organizational domain?  A-labels, any case."""
    ours = organizational_domain(a)
    return bool(ours) and ours == organizational_domain(b)


@lru_cache(maxsize=4096)
def organizational_domain(domain: str) -> str:
    """The registered domain above or at `domain`; empty for a public suffix."""
    name = domain.lower().rstrip(".")
    if not name or len(name) > 253 or name.startswith(".") or ".." in name:
        return ""
    return _suffixes().privatesuffix(name) or ""


@cache
def _suffixes() -> PublicSuffixList:
    """Read the list once, when first asked."""
    return PublicSuffixList()
