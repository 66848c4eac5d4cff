"""What is done with a document.  Every write passes through here; going out: `issuing`.

    draft ─▶ reviewed ─▶ approved ─▶ issued          withdrawn
      ▲          │           │
      └──────────┴───────────┘  changed, made anew, sent back

The incident's row is held first, then the document's.  Whoever reviews or approves names
what he saw (`Shown`): where it says something else by now, nothing is done and he is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from honmono.incident.documents.making import MakingError, kind_named
from honmono.web.accounts.models import User
from honmono.web.cases import services as cases
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing
from honmono.web.documents.checking import (
    Shown,
    check,
    is_as_shown,
    must_be,
    says,
)
from honmono.web.documents.errors import DraftError
from honmono.web.documents.filing import kept
from honmono.web.documents.making import Made, OwnWords, Same, Wish, made
from honmono.web.documents.models import Approval, Draft, State
from honmono.web.documents.selectors import (
    base_of,
    has_hand_in,
    is_alone,
    made_of,
    wish_of,
)
from honmono.web.documents.steps import Act, Stated, held, put, put_files
from honmono.web.documents.wording import check_words


def start(
    case: Case, wish: Wish, *, by: User, now: datetime, follows: Draft | None = None
) -> Draft:
    """Make a document of the incident as `case` has it.

    The own words of the one that it follows are taken over where it is of the same kind.

    Raises:
        DraftError: it cannot be made.

    """
    words = follows.overrides if follows and follows.kind == wish.kind else {}
    wish = _with_stage(wish)
    text = _made(case, wish, words)
    with transaction.atomic():
        cases.locked(case.pk)
        draft = Draft.objects.create(
            case=case,
            kind=wish.kind,
            stage=wish.stage,
            client=wish.client,
            day=wish.day,
            number=wish.number,
            base=case.version,
            overrides=words,
            author=by,
            created=now,
            changed=now,
            digest=text.digest,
            follows=follows,
        )
        put(draft, Act("made", by, now))
    return draft


def anew(
    case: Case,
    draft_id: int,
    shown: Shown,
    *,
    day: date,
    number: str,
    by: User,
    now: datetime,
) -> Draft:
    """Make it from the facts as they are; own words stay, and it is a draft again.

    Raises:
        DraftError: somebody changed it meanwhile, or it cannot be made.

    """
    with held(case, draft_id) as (case, draft):
        is_as_shown(draft, shown)
        must_be(draft, State.DRAFT, State.REVIEWED, State.APPROVED)
        draft.day, draft.number, draft.base = day, number, case.version
        draft.digest = _made(case, wish_of(draft), draft.overrides).digest
        _back(draft, by, now)
        put(draft, Act("anew", by, now))
        return draft


def change_words(
    case: Case,
    draft_id: int,
    shown: Shown,
    *,
    catalogue: str,
    key: str,
    words: Mapping[str, str],
    by: User,
    now: datetime,
) -> Draft:
    """Take own words for one sentence; empty ones give ours back.

    Raises:
        WordsError: the words cannot be taken.
        DraftError: somebody changed it meanwhile, or it is approved.

    """
    with held(case, draft_id) as (case, draft):
        is_as_shown(draft, shown)
        must_be(draft, State.DRAFT, State.REVIEWED)
        before, wish = made_of(case, draft), wish_of(draft)
        same = Same(base_of(case, draft))
        overrides = _with_words(draft.overrides, f"{catalogue}/{key}", words)
        check_words(same, wish, overrides, catalogue, key, before)
        draft.overrides = overrides
        draft.digest = made(same, wish, OwnWords.of(overrides)).digest
        _back(draft, by, now)
        put(draft, Act("changed", by, now, about={"sentence": key}))
        return draft


def review(
    case: Case, draft_id: int, shown: Shown, *, by: User, now: datetime, note: str = ""
) -> Draft:
    """Somebody else than its author has read it and agrees.

    Raises:
        DraftError: he wrote it himself, or it is not what he saw.

    """
    with held(case, draft_id) as (case, draft):
        check(case, draft, shown)
        must_be(draft, State.DRAFT)
        if has_hand_in(draft, by):
            raise DraftError("own-review")
        draft.state = State.REVIEWED
        draft.save()
        put(draft, Act("reviewed", by, now, note=note, despite=shown.despite))
        return draft


def approve(
    case: Case,
    draft_id: int,
    shown: Shown,
    *,
    by: User,
    now: datetime,
    stated: Stated | None = None,
) -> Draft:
    """Let it go out: its files are made, kept and logged, and stay as they are.

    Args:
        case: of the document.
        draft_id: of the document.
        shown: what was seen.
        by: who says so at the desk.
        now: aware.
        stated: an approval that was given elsewhere.

    Raises:
        DraftError: he may not, somebody was faster, or it is not what he saw.

    """
    draft = Draft.objects.get(case=case, pk=draft_id)
    how = _approval(case, draft, by, stated)
    _may_be_approved(case, draft, shown)
    files = kept(case.name, made_of(case, draft), base_of(case, draft), wish_of(draft))
    with held(case, draft_id) as (case, draft):
        how = _approval(case, draft, by, stated)
        _may_be_approved(case, draft, shown)
        if draft.state == State.DRAFT and how == Approval.INSIDE:
            put(draft, Act("reviewed", by, now, despite=shown.despite))
        draft.state, draft.approval = State.APPROVED, how
        draft.save()
        named = [one.named for one in files]
        cases.add_originals(case.pk, named, Doing("added", by, now))
        words = stated.as_json if stated else {}
        hashes = {"files": [one.kept.sha256 for one in named], "approval": how}
        act = Act(
            "approved",
            by,
            now,
            approval=how,
            despite=shown.despite,
            words=words,
            about=hashes,
            values=words,
        )
        put_files(put(draft, act), files)
        return draft


def send_back(
    case: Case, draft_id: int, *, digest: str, by: User, now: datetime, note: str
) -> Draft:
    """It is a draft again, and the note says why.

    Raises:
        DraftError: it has gone out, or says something else by now.

    """
    with held(case, draft_id) as (_, draft):
        says(draft, digest)
        must_be(draft, State.DRAFT, State.REVIEWED, State.APPROVED)
        draft.state, draft.approval = State.DRAFT, ""
        draft.save()
        put(draft, Act("returned", by, now, note=note))
        return draft


def withdraw(
    case: Case, draft_id: int, *, digest: str, by: User, now: datetime, note: str = ""
) -> Draft:
    """It will not go out.  Nothing of it is deleted.

    Raises:
        DraftError: it has gone out.

    """
    with held(case, draft_id) as (_, draft):
        says(draft, digest)
        must_be(draft, State.DRAFT, State.REVIEWED, State.APPROVED)
        draft.state = State.WITHDRAWN
        draft.save()
        put(draft, Act("withdrawn", by, now, note=note))
        return draft


def _made(case: Case, wish: Wish, words: Mapping[str, Mapping[str, str]]) -> Made:
    try:
        return made(Same(incident_of(case)), wish, OwnWords.of(words))
    except MakingError:
        raise DraftError("cannot-be-made") from None


def _with_stage(wish: Wish) -> Wish:
    try:
        stages = kind_named(wish.kind).stages
    except MakingError:
        raise DraftError("cannot-be-made") from None
    stage = wish.stage or next(iter(stages), "")
    return Wish(wish.kind, wish.day, stage, wish.client, wish.number)


def _with_words(
    overrides: Mapping[str, Mapping[str, str]], name: str, words: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    new = {language: dict(own) for language, own in overrides.items()}
    for language, text in words.items():
        own = new.setdefault(language, {})
        own.pop(name, None)
        if text:
            own[name] = text
    return {language: own for language, own in new.items() if own}


def _back(draft: Draft, by: User, now: datetime) -> None:
    """It is a draft again, of whoever changed it."""
    draft.state, draft.approval = State.DRAFT, ""
    draft.author, draft.changed = by, now
    draft.save()


def _may_be_approved(case: Case, draft: Draft, shown: Shown) -> None:
    must_be(draft, State.DRAFT, State.REVIEWED)
    check(case, draft, shown)


def _approval(case: Case, draft: Draft, by: User, stated: Stated | None) -> str:
    if stated is not None:
        return Approval.OUTSIDE
    if not has_hand_in(draft, by):
        return Approval.INSIDE
    if not is_alone(case, draft, by):
        raise DraftError("own-approval")
    return Approval.ALONE
