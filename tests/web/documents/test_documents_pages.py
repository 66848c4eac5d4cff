"""Pages of documents: a whole life in a browser, who may, what is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from honmono.incident.case import Moment, incident_as_json
from honmono.incident.case.events import Event
from honmono.incident.documents.formats.text import to_text
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change, open_case
from honmono.web.documents import services
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Approval, Draft, File, State
from honmono.web.documents.selectors import made_of
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.documents.conftest import NOTICE, REPORT, posted, shown

SignedIn = Callable[..., Client]
People = Callable[..., User]


def to(name: str, draft: Draft, *more: object) -> str:
    return reverse(f"documents:{name}", args=[draft.case.name, draft.pk, *more])


def text(page: object) -> str:
    content: bytes = page.content  # type: ignore[attr-defined]
    return content.decode()


def test_the_whole_life_of_a_report(
    case: Case, person: People, signed_in: SignedIn
) -> None:
    handler, approver = signed_in(Role.HANDLER), signed_in(Role.APPROVER)
    new = reverse("documents:new", args=[case.name])
    fields = {"what": "ppc-preliminary", "day": "2026-10-15", "number": ""}
    made = handler.post(new, fields)
    draft = Draft.objects.get()
    assert made.headers["Location"] == to("draft", draft)

    colleague = Client()
    colleague.force_login(person(Role.HANDLER, "colleague"))
    colleague.post(to("review", draft), posted(draft))
    draft.refresh_from_db()
    assert draft.state == State.REVIEWED

    approver.post(to("approve", draft), posted(draft))
    draft.refresh_from_db()
    assert draft.state == State.APPROVED

    form = text(handler.get(to("issue", draft)))
    assert 'value="ppc-preliminary"' in form
    file = File.objects.get(step__draft=draft, language="ja", form="pdf")
    sent = {
        **posted(draft),
        "day": "2026-10-15",
        "time": "12:30",
        "to": "個人情報保護委員会",
        "way": "報告フォーム",
        "receipt": "R-17",
        "duties": ["ppc-preliminary"],
        "sent": [file.sha256],
        "signed": "not-looked",
        "proof": SimpleUploadedFile("控え.pdf", b"%PDF-scan"),
    }
    gone = handler.post(to("issue", draft), sent)
    assert gone.headers["Location"] == to("draft", draft)

    record = incident_of(Case.objects.get(pk=case.pk)).issued[-1]
    assert str(record.when) == "2026-10-15T12:30+09:00"
    assert file.sha256 in record.sha256
    page = text(handler.get(to("draft", draft)))
    assert reverse("facts:record", args=[case.name, record.id]) in page
    assert f"?follows={draft.pk}" in page
    follow = text(handler.get(f"{new}?follows={draft.pk}"))
    assert '<option value="ppc-final" selected>' in follow


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("show", ["both", "ja", "en"])
def test_a_draft_shows_every_sentence_and_leads_to_its_facts(
    show: str, language: str, case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    page = signed_in(Role.READER, language).get(to("draft", notice), {"show": show})

    documents = made_of(case, notice).documents
    assert page.status_code == 200
    for name in ("ja", "en") if show == "both" else (show,):
        for sentence in documents[name].sentences():
            line = sentence.text.strip().split("\n")[0]
            assert escape(line) in text(page)
            for fact in sentence.facts:
                if fact in {r.id for _, r in incident_of(case).records()}:
                    where = reverse("facts:record", args=[case.name, fact])
                    assert f'href="{where}"' in text(page)


def test_a_chosen_sentence_tells_its_facts(
    case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    client = signed_in(Role.HANDLER)
    whole = text(client.get(to("draft", notice)))
    name = re.findall(r'id="(ja-\d+)" [^>]*title="', whole)[0]

    part = client.get(to("draft", notice), {"at": name}, headers={"HX-Request": "true"})

    assert "<html" not in text(part)
    assert "/records/" in text(part)
    assert "/words/" in text(part)
    assert 'id="about"' in text(client.get(to("draft", notice), {"at": name}))


def test_nothing_of_a_text_becomes_markup(
    case: Case, person: People, signed_in: SignedIn
) -> None:
    event = Event(
        id="event-900",
        kind="other",
        named="<img src=x onerror=alert(1)>",
        when=Moment("2026-10-15"),
    )
    change(
        case.pk, lambda one: one.put("events", event), Doing("changed", person(), NOW)
    )
    case.refresh_from_db()
    draft = services.start(case, NOTICE, by=person(), now=NOW)

    page = text(signed_in(Role.READER).get(to("draft", draft)))

    assert "&lt;img src=x" in page
    assert "<img" not in page


FORMS = ("pdf", "docx", "html", "txt")
STARTS = {"pdf": b"%PDF", "docx": b"PK", "html": b"<!DOCTYPE", "txt": b""}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_each_format_says_what_the_page_says(
    form: str, language: str, case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    page = signed_in(Role.READER).get(to("file", notice, language, form))

    assert page.status_code == 200
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert page.headers["Content-Security-Policy"].startswith("sandbox")
    content: bytes = page.content
    assert content.startswith(STARTS[form])
    document = made_of(case, notice).documents[language]
    title = document.title.text
    if form == "txt":
        assert content.decode() == to_text(document)
    if form == "html":
        assert title in content.decode()
    if form == "docx":
        with ZipFile(BytesIO(content)) as file:
            assert title in file.read("word/document.xml").decode()
    assert PersonalRead.objects.filter(what="document", case=case.name).count() == 1


def test_a_register_has_a_copy_for_programs(
    case: Case, person: People, signed_in: SignedIn
) -> None:
    wish = Wish("genuine-register", NOTICE.day)
    draft = services.start(case, wish, by=person(), now=NOW)

    page = signed_in(Role.READER).get(to("file", draft, "ja", "json"))

    assert page.headers["Content-Type"] == "application/json"
    assert signed_in(Role.READER).get(to("file", draft, "ja", "exe")).status_code == 409


def test_what_was_approved_is_shown_for_ever(
    case: Case, notice: Draft, person: People, signed_in: SignedIn
) -> None:
    approver = person(Role.APPROVER)
    services.approve(case, notice.pk, shown(notice), by=approver, now=NOW)
    file = File.objects.get(step__draft=notice, language="en", form="txt")
    services.send_back(
        case, notice.pk, digest=notice.digest, by=approver, now=NOW, note=""
    )
    client = signed_in(Role.READER)
    expected = to_text(made_of(case, notice).documents["en"])

    kept = client.get(to("kept", notice, file.sha256))

    assert text(kept) == expected
    assert client.get(to("kept", notice, "0" * 64)).status_code == 409


WRITES = ("review", "approve", "return", "withdraw")


@pytest.mark.parametrize("name", [*WRITES, "anew", "outside", "issue"])
def test_a_reader_changes_nothing(
    name: str, case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    page = signed_in(Role.READER).post(to(name, notice), posted(notice))

    assert page.status_code == 403
    notice.refresh_from_db()
    assert notice.steps.count() == 1


@pytest.mark.parametrize("name", ["approve", "outside"])
def test_a_handler_does_not_approve(
    name: str, case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    assert signed_in(Role.HANDLER).post(to(name, notice)).status_code == 403


@pytest.mark.parametrize("name", WRITES)
def test_a_link_does_nothing(name: str, notice: Draft, signed_in: SignedIn) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(to(name, notice)).status_code == 405


@pytest.mark.parametrize("name", ["draft", "anew", "outside", "issue", *WRITES])
def test_a_document_of_another_incident_is_not_there(
    name: str, case: Case, notice: Draft, person: People, signed_in: SignedIn
) -> None:
    other = incident_of(case).model_copy(update={"id": "other"})
    assert incident_as_json(other)
    open_case(other, Doing("opened", person(), NOW))
    client = signed_in(Role.ADMINISTRATOR)
    where = reverse(f"documents:{name}", args=["other", notice.pk])

    page = client.post(where, posted(notice)) if name in WRITES else client.get(where)

    assert page.status_code == 404
    assert (
        client.get(
            reverse("documents:file", args=["other", notice.pk, "ja", "txt"])
        ).status_code
        == 404
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_who_comes_second_is_told_on_a_page(
    language: str, case: Case, notice: Draft, person: People, signed_in: SignedIn
) -> None:
    carried = posted(notice)
    services.approve(
        case, notice.pk, shown(notice), by=person(Role.ADMINISTRATOR), now=NOW
    )

    page = signed_in(Role.APPROVER, language).post(to("approve", notice), carried)

    assert page.status_code == 409
    assert person(Role.ADMINISTRATOR).called in text(page)
    assert "{" not in re.sub(r"<meta[^>]*>|<body[^>]*>", "", text(page))


def test_unread_is_not_approved(case: Case, notice: Draft, signed_in: SignedIn) -> None:
    page = signed_in(Role.APPROVER).post(to("approve", notice), posted(notice, read=""))

    assert page.status_code == 409
    notice.refresh_from_db()
    assert notice.state == State.DRAFT


@pytest.mark.parametrize("language", ["ja", "en"])
def test_wrong_words_come_back_with_what_is_wrong(
    language: str, case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    client = signed_in(Role.HANDLER, language)
    typed = {"ja": "当社から個人情報が流出しました。", "en": "{nobody} regrets this."}

    page = client.post(to("words", notice, "concern"), posted(notice, **typed))

    assert page.status_code == 422
    assert typed["ja"] in text(page)
    assert typed["en"] in text(page)
    assert 'class="mistake"' in text(page)


def test_own_words_stand_in_the_letter(
    case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    client = signed_in(Role.HANDLER)
    form = text(client.get(to("words", notice, "concern")))
    assert "{we}" in form.replace("&#123;", "{").replace("&#125;", "}")

    client.post(to("words", notice, "concern"), posted(notice, ja="{we}です。", en=""))

    assert "当法人です。" in text(client.get(to("draft", notice)))
    assert client.get(to("words", notice, "no-such")).status_code == 404


def test_the_page_of_a_stale_document_says_what_changed(
    case: Case, notice: Draft, person: People, signed_in: SignedIn
) -> None:
    event = Event(id="event-900", kind="scan_all_pcs", when=Moment("2026-10-15"))
    change(
        case.pk, lambda one: one.put("events", event), Doing("changed", person(), NOW)
    )
    client = signed_in(Role.HANDLER)

    page = text(client.get(to("draft", notice)))
    listed = text(client.get(reverse("documents:list", args=[case.name])))

    assert "<ins>" in page
    assert "event-900" in page
    assert to("anew", notice) in page
    assert "記録と食い違い" in listed


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2999-01-01"},
        {"day": "0001-01-01"},
        {"day": ""},
        {"to": ""},
        {"sent": ["0" * 64]},
        {"duties": ["no-duty"]},
        {"time": "noon"},
    ],
)
def test_a_wrong_form_comes_back(
    wrong: dict[str, object], case: Case, person: People, signed_in: SignedIn
) -> None:
    draft = services.start(case, REPORT, by=person(), now=NOW)
    services.approve(case, draft.pk, shown(draft), by=person(Role.APPROVER), now=NOW)
    file = File.objects.filter(step__draft=draft).first()
    assert file is not None
    good = {
        "day": "2026-10-15",
        "to": "個人情報保護委員会",
        "way": "郵送-123",
        "sent": [file.sha256],
        "signed": "yes",
    }

    page = signed_in(Role.HANDLER).post(
        to("issue", draft), {**posted(draft), **good, **wrong}
    )

    assert page.status_code == 422
    assert "郵送-123" in text(page)


def test_an_approval_outside_is_shown_as_stated(
    case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    fields = {
        "who": "髙橋 誠一",
        "role": "代表社員",
        "day": "2026-10-15",
        "way": "署名",
    }
    client = signed_in(Role.ADMINISTRATOR)
    assert client.get(to("outside", notice)).status_code == 200

    client.post(to("outside", notice), posted(notice, **fields))

    notice.refresh_from_db()
    assert notice.approval == Approval.OUTSIDE
    page = text(client.get(to("draft", notice)))
    assert "デスク外で承認" in page
    assert "髙橋 誠一" in page


def test_the_number_of_queries_is_constant(
    case: Case,
    notice: Draft,
    person: People,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(Role.HANDLER)
    address = reverse("documents:list", args=[case.name])
    for _ in range(15):
        services.start(case, NOTICE, by=person(), now=NOW)

    with django_assert_max_num_queries(9):
        client.get(address)
    with django_assert_max_num_queries(9):
        client.get(to("draft", notice))


@pytest.mark.parametrize("follows", ["", "x", "9" * 30, "²"])
def test_nonsense_in_an_address_is_no_error(
    follows: str, case: Case, signed_in: SignedIn
) -> None:
    new = reverse("documents:new", args=[case.name])

    assert signed_in(Role.HANDLER).get(new, {"follows": follows}).status_code == 200


def test_a_kind_with_stages_is_chosen_by_its_link(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in(Role.HANDLER)
    listed = text(client.get(reverse("documents:list", args=[case.name])))

    links = re.findall(r'href="([^"]*/new/\?what=[^"]*)"', listed)
    assert len(links) > 16
    for link in links:
        assert " selected>" in text(client.get(link.replace("&amp;", "&"))), link


def forbidden(draft: Draft) -> Draft:
    """As a document may become when facts change: it says what must not be said."""
    draft.overrides = {"ja": {"documents/notice/concern": "当社から流出しました。"}}
    draft.digest = made_of(draft.case, draft).digest
    draft.save()
    return draft


def test_what_must_not_be_said_is_told_and_does_not_leave(
    case: Case, notice: Draft, signed_in: SignedIn
) -> None:
    client = signed_in(Role.APPROVER)
    forbidden(notice)

    page = text(client.get(to("draft", notice)))

    assert "このままでは出せない" in page
    assert to("approve", notice) not in page
    assert client.get(to("file", notice, "ja", "pdf")).status_code == 409
    assert client.post(to("approve", notice), posted(notice)).status_code == 409
    notice.refresh_from_db()
    assert notice.state == State.DRAFT


def test_files_outlive_the_version_that_they_were_made_from(
    case: Case, notice: Draft, person: People, signed_in: SignedIn
) -> None:
    services.approve(case, notice.pk, shown(notice), by=person(Role.APPROVER), now=NOW)
    event = Event(id="event-900", kind="scan_all_pcs", when=Moment("2026-10-15"))
    change(
        case.pk, lambda one: one.put("events", event), Doing("changed", person(), NOW)
    )
    case.versions.filter(number=notice.base).delete()

    page = signed_in(Role.READER).get(to("draft", notice))

    assert page.status_code == 200
    assert "/kept/" in text(page)
    assert "本文を表示できません" in text(page)


def test_every_button_of_the_list_says_what_it_makes(
    case: Case, signed_in: SignedIn
) -> None:
    page = text(
        signed_in(Role.HANDLER).get(reverse("documents:list", args=[case.name]))
    )
    links = re.findall(
        r'<a class="button[^"]*" href="[^"]*\?what=[^"]*">(.*?)</a>', page
    )
    names = [re.sub(r"<[^>]+>", "", link).strip() for link in links]

    assert len(links) > 16
    assert all('class="unseen"' in link for link in links)
    assert len({name.partition(" ")[2] for name in names[-16:]}) == 16
    folded = page.index("<details", page.index("</table>"))
    assert page.index("what=first-notice") > folded
