"""How pages of a kit look, on a screen and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """\
body { margin: 0; background: #fff; color: #1c2430; line-height: 1.75;
  font-family: "Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP",
  "Noto Sans JP", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.35; border-bottom: 3px solid #1c5d99;
  padding-bottom: .4rem; }
h2 { font-size: 1.15rem; margin: 0 0 .4rem; line-height: 1.5; }
section { border: 1px solid #c8d0da; border-radius: .5rem; padding: 1rem;
  margin: 1rem 0; break-inside: avoid; }
.urgent { border: 3px solid #b3261e; background: #fff4f2; }
.lead { font-size: 1.05rem; }
figure { margin: .5rem 0 1rem; }
figure svg { width: 100%; max-width: 34rem; height: auto; display: block; }
p { margin: .4rem 0; }
ul { margin: .4rem 0; padding-left: 1.4rem; }
li { margin: .3rem 0; }
pre { background: #f2f5f8; border: 1px solid #c8d0da; padding: .7rem; margin: .6rem 0 0;
  white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5;
  font-family: Consolas, "BIZ UDGothic", monospace; font-size: .9rem; }
@media print { main { max-width: none; } section { border-color: #888; } }
"""
