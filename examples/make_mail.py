"""Write the sample mail and the table of its answers: `make examples`.

The same files come out every time, on every system.  They are kept in the repository,
so that the mailbox can be read without running anything; a test compares the two.

    examples/hoshimine/mail/inbox/*.eml             one mail a file
    examples/hoshimine/mail/archive-2026-09.mbox    several, each after a "From " line
    examples/hoshimine/mail/maildir/{cur,new}/…     one mail a file, no ending
    examples/hoshimine/mail/apple-mail/*.emlx       length, mail, property list
    examples/hoshimine/expected.tsv                 what `honmono check` should answer

`make_mailboxes.py` writes what belongs to `honmono index` and `honmono trace`,
`make_pcs.py` what belongs to `honmono sweep`.
"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from examples import make_mailboxes, make_pcs
from examples.samples import forged, older, others, ours, spam
from examples.samples.post import Sample, mbox_entry

HERE: Final = Path(__file__).parent / "hoshimine"

SAMPLES: Final = (
    *ours.SAMPLES,
    *others.SAMPLES,
    *forged.SAMPLES,
    *spam.SAMPLES,
    *older.SAMPLES,
)

HEAD: Final = """\
# What `honmono check` should answer for each mail of the sample mailbox
# source: written together with the mails by examples/make_mail.py   licence: Apache-2.0
# also: further answers that are acceptable; kinds, hazards: must be named
# source\tanswer\talso\tkinds\thazards\twhat
"""

WITH_CARRIAGE_RETURNS: Final = {
    "inbox/ours-02-iso-2022-jp.eml",
    "inbox/spam-01-parcel.eml",
}
"""Saved by a program on Windows."""

EMLX_END: Final = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>flags</key>
\t<integer>8590195713</integer>
</dict>
</plist>
"""


def write(folder: Path) -> None:
    """Write mailbox and table below `folder`; an older mailbox there is replaced."""
    shutil.rmtree(folder / "mail", ignore_errors=True)
    by_path: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in SAMPLES:
        by_path[sample.path].append(sample)
    for path, samples in by_path.items():
        file = folder / "mail" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_contained(file.suffix, samples))
    (folder / "expected.tsv").write_bytes(_table(by_path).encode())
    make_mailboxes.write(folder)
    make_pcs.write(folder)


def _contained(suffix: str, samples: list[Sample]) -> bytes:
    """Put the mails of one file into its container."""
    if suffix == ".mbox":
        return b"".join(mbox_entry(each.letter, each.content) for each in samples)
    (sample,) = samples
    if suffix == ".emlx":
        length = str(len(sample.content)).encode()
        return length.ljust(10) + b"\n" + sample.content + EMLX_END
    if sample.path in WITH_CARRIAGE_RETURNS:
        return sample.content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return sample.content


def _table(by_path: dict[str, list[Sample]]) -> str:
    """Write one line a mail, in the order in which a folder is searched."""
    lines = [HEAD]
    for path in sorted(by_path):
        for index, sample in enumerate(by_path[path]):
            source = (
                f"mail/{path}#{index}" if path.endswith(".mbox") else f"mail/{path}"
            )
            fields = (
                source,
                sample.answer,
                sample.also,
                sample.kinds,
                sample.hazards,
                sample.what,
            )
            lines.append("\t".join(fields) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
