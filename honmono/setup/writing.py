"""A draft → the text of `honmono.toml`, with a comment wherever somebody will ask why.

    # 取引先: 当社から 9 通、先方から 15 通（当社の 6 人がやり取り）
    [[partners]]
    name = "delta.example"
    domains = ["delta.example"]

What was only proposed stands there as comments: partners and lists ready to be used by
taking the `#` away, and what a forger would look like in a line that says so.  Text of the
archive is made harmless first: a name with a line break would end a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import tomlkit

from honmono.check.org import Person
from honmono.check.org.model import Office
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.draft import Draft
from honmono.text import harmless, say

_READY: Final = {Sort.PARTNER: "partners", Sort.LIST: "lists"}
_OPEN_ORDER: Final = (
    *(Sort.PERSON, Sort.PARTNER, Sort.LIST, Sort.SERVICE, Sort.PRIVATE),
    *(Sort.BORDER, Sort.NETWORK),
)


def written(draft: Draft) -> str:
    """The whole file."""
    parts = [*_organization(draft), *blocks(draft)]
    return "\n".join(parts)


def blocks(draft: Draft) -> Iterator[str]:
    """Everything but `[organization]`, a table or a group of comments each."""
    for place, person in enumerate(draft.people):
        yield _table("people", _of_person(person), _head(draft, "people", place))
    for sort in (Sort.PERSON, Sort.PARTNER, Sort.LIST):
        taken = [p for p in draft.taken if p.sort is sort]
        for place, proposal in enumerate(taken):
            head = (
                [] if place else [_say(draft, f"file-{sort.value}s", mails=draft.mails)]
            )
            comment = [*head, reason(proposal, draft.language)]
            yield _table(_READY.get(sort, "people"), _of_proposal(proposal), comment)
    for place, office in enumerate(draft.offices):
        yield _table("offices", _of_office(office), _head(draft, "offices", place))
    yield from _open(draft)


def reason(proposal: Proposal, language: str) -> str:
    """The counts behind a proposal, in one sentence."""
    return say("setup", f"proposal-{proposal.sort.value}", language, **proposal.counts)


def _organization(draft: Draft) -> Iterator[str]:
    yield _comments([_say(draft, "file-head")])
    keys = [
        ("names", draft.names, "file-names"),
        ("domains", draft.domains, "file-domains"),
        ("authserv_ids", draft.authserv_ids, "file-authserv-ids"),
    ]
    lines = ["[organization]"]
    for key, values, comment in keys:
        if not values:
            lines += [f"# {_say(draft, comment)}", f'# {key} = ["…"]']
            continue
        lines += [f"# {_say(draft, comment)}", f"{key} = {_item(list(values))}"]
        if key == "domains":
            lines += [
                f"# {_say(draft, 'file-other-domain', domain=domain, count=count)}"
                for domain, count in draft.other_domains
            ]
        if key == "authserv_ids":
            lines += [
                f"# {reason(p, draft.language)} ({harmless(p.name)})"
                for p in draft.taken
                if p.sort is Sort.BORDER
            ]
    lines += [f"language = {_item(draft.language)}", ""]
    yield "\n".join(lines)


def _open(draft: Draft) -> Iterator[str]:
    """What nobody decided: comments that can be turned into tables."""
    for sort in _OPEN_ORDER:
        proposals = [p for p in draft.open if p.sort is sort]
        if not proposals:
            continue
        lines = [_say(draft, f"file-open-{sort.value}"), ""]
        for proposal in proposals:
            lines.append(f"{_shown(proposal)}: {_why(proposal, draft.language)}")
            if sort in _READY:
                lines += [
                    *_table(_READY[sort], _of_proposal(proposal)).splitlines(),
                    "",
                ]
        yield _comments(lines if lines[-1] else lines[:-1])


def _why(proposal: Proposal, language: str) -> str:
    sentence = reason(proposal, language)
    if proposal.caution:
        sentence += f" {say('setup', proposal.caution, language)}"
    return sentence


def _shown(proposal: Proposal) -> str:
    values = " ".join(map(harmless, proposal.values))
    if proposal.name in proposal.values:
        return values
    return f"{values} ({harmless(proposal.name)})"


def _of_proposal(proposal: Proposal) -> dict[str, str | list[str]]:
    key = "addresses" if proposal.sort is Sort.PERSON else "domains"
    entry: dict[str, str | list[str]] = {
        "name": harmless(proposal.name),
        "romaji": harmless(proposal.romaji),
        key: list(proposal.values),
    }
    if proposal.sort is Sort.LIST:
        del entry["name"]
    return entry


def _of_person(person: Person) -> dict[str, str | list[str]]:
    return {
        "name": person.name,
        "kana": person.kana,
        "romaji": person.romaji,
        "nicknames": list(person.nicknames),
        "addresses": list(person.addresses),
        "title": person.title,
        "department": person.department,
        "office": person.office,
    }


def _of_office(office: Office) -> dict[str, str | list[str]]:
    return {"id": office.id, "name": office.name}


def _head(draft: Draft, table: str, place: int) -> list[str]:
    return [_say(draft, f"file-{table}")] if place == 0 else []


def _table(
    name: str, entry: dict[str, str | list[str]], comments: Sequence[str] = ()
) -> str:
    lines = [*(f"# {comment}" for comment in comments), f"[[{name}]]"]
    lines += [f"{key} = {_item(value)}" for key, value in entry.items() if value]
    return "\n".join((*lines, ""))


def _comments(lines: Sequence[str]) -> str:
    return "\n".join((*(f"# {line}".rstrip() for line in lines), ""))


def _say(draft: Draft, key: str, **values: object) -> str:
    return say("setup", key, draft.language, **values)


def _item(value: str | list[str]) -> str:
    return str(tomlkit.item(value).as_string())
