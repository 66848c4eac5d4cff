"""Bad sentences are caught, each by its rule; good ones beside them stay silent.

The sentences were written for this test, in the tone of hurried people.
"""

from __future__ import annotations

from typing import Final

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.case.inquiries import Inquiry, Way
from honmono.incident.documents.wording import check_text
from honmono.incident.documents.wording.rules import rules_in
from honmono.text import keys
from tests.incident.documents.examples import incident


def _cases(*codes: str, standing: Standing = Standing.ESTABLISHED) -> Incident:
    return incident(
        scans="some-clean",
        hypotheses=tuple(
            Hypothesis(id=code.lower(), code=CaseCode(code), standing=standing)
            for code in codes
        ),
    )


OPEN: Final = _cases()
PARTNER: Final = _cases("C2")
NAME_ONLY: Final = _cases("C5")
OURS: Final = _cases("C1")
SUSPECTED: Final = _cases("C1", standing=Standing.SUPPORTED)
ACCOUNT: Final = _cases("C3")
LEAKED: Final = OURS.model_copy(
    update={"decisions": (Decision(id="leak", kind="leak-established"),)}
)
ASKED: Final = OPEN.put(
    "inquiries",
    Inquiry(id="call", way=Way.PHONE, who="見本 次郎"),
)

BAD: Final[tuple[tuple[str, Incident, tuple[str, ...]], ...]] = (
    (
        "own-leak",
        PARTNER,
        (
            "当社から流出した情報は次のとおりです。",
            "弊社のお客様情報が漏洩しました。",
            "当社のパソコンがウイルスに感染し、メールが送信されました。",
            "流出した情報は、氏名およびメールアドレスです。",
            "当社のメール情報を漏えいさせたことを重く受け止めます。",
            "The following data leaked from us.",
            "Our mail server was hacked.",
            "Data that leaked: names and addresses.",
            "We have leaked your address.",
            "A computer of ours was infected.",
        ),
    ),
    (
        "own-origin",
        OPEN,
        (
            "当社のパソコンから情報が流出しました。",
            "弊社の端末が感染したことが原因です。",
            "流出元は当社のサーバーです。",
            "当社が情報を流出させた結果、不審なメールが送られています。",
            "当社のメールアカウントが不正に利用されたことによるものです。",
            "The investigation established that a computer of ours had been infected.",
            "The addresses were stolen from our mailbox.",
            "Our server was the source.",
            "The mail is due to an infection of our computers.",
            "It was confirmed that several PCs of ours are infected.",
        ),
    ),
    (
        "blames-others",
        OPEN,
        (
            "取引先のパソコンがウイルスに感染したことによるものです。",
            "原因はお取引先です。",
            "委託先から情報が流出いたしました。",
            "お客様のパソコンが感染し、当社の名前が使われました。",
            "流出元は社外です。",
            "A computer of a partner was infected.",
            "The data was stolen from one of our customers.",
            "The contractor was the source.",
            "A customer's account had been compromised.",
            "The addresses came from a business partner.",
        ),
    ),
    (
        "suspicion-as-fact",
        SUSPECTED,
        (
            "原因が判明いたしました。",
            "流出元を特定いたしました。",
            "調査の結果、当社のパソコンの感染が明らかになりました。",
            "原因はウイルス感染です。",
            "ウイルスに感染したことによるものと判明いたしました。",
            "The cause has been established.",
            "The source was identified.",
            "The investigation showed that malware was at work.",
            "The mail was caused by Emotet.",
            "The origin is our head office.",
        ),
    ),
    (
        "leak-as-fact",
        OURS,
        (
            "お客様の情報が流出しました。",
            "情報の漏洩が判明しました。",
            "メールアドレスが盗まれました。",
            "流出した情報は氏名です。",
            "情報が流出したことを確認いたしました。",
            "Data leaked.",
            "Names and addresses were stolen.",
            "We confirmed a leak.",
            "Your information has been leaked.",
            "It is established that a data breach took place.",
        ),
    ),
    (
        "nothing-happened",
        LEAKED,
        (
            "個人情報の流出は一切ございません。",
            "ウイルス感染はありませんでした。",
            "二次被害のおそれはありません。",
            "当社のメールは安全です。",
            "サーバーへの侵入はなかったことをご報告します。",
            "安心してご利用ください。",
            "No data was leaked.",
            "There was no infection.",
            "We were not hacked.",
            "Our mail is now safe.",
            "An intrusion can be ruled out.",
        ),
    ),
    (
        "all-computers",
        OPEN,
        (
            "すべてのパソコンで感染は検出されておりません。",
            "全社の端末を検査し、異常はありませんでした。",
            "全PCの検査を完了いたしました。",
            "パソコンはすべて検査を終え、問題のないことを確かめました。",
            "全台の端末について、感染は確認されておりません。",
            "All our computers are clean.",
            "No infection was found on any of our computers.",
            "Every PC has been scanned.",
            "All of the machines have been checked and are free of malware.",
            "All computers were scanned and nothing was found.",
        ),
    ),
    (
        "domain-proves",
        ACCOUNT,
        (
            "ドメインが当社のものであれば本物です。",
            "@reiji.example からのメールは安全です。",
            "メールアドレスが正しい場合は問題ありません。",
            "当社のドメインなら安心してお使いいただけます。",
            "アドレスが一致する場合は、当社からのメールです。",
            "If the domain is ours, the mail is genuine.",
            "Mail from our domain is always safe.",
            "When the address is correct you can trust it.",
            "Our domain proves who sent it.",
            "As long as the address ends in reiji.example it came from us.",
        ),
    ),
    (
        "open-to-check",
        OPEN,
        (
            "添付ファイルを開いて内容をご確認ください。",
            "メールを開いて確かめてください。",
            "リンクをクリックして確認してください。",
            "一度ファイルを開いてからお確かめください。",
            "URLを開いて、ご覧ください。",
            "Open the attachment to check it.",
            "Please open the mail and see who sent it.",
            "Click the link to verify your account.",
            "Open it to make sure.",
            "Click on it and check where it leads.",
        ),
    ),
    (
        "number-in-mail",
        OPEN,
        (
            "メールに記載の電話番号にご連絡ください。",
            "メールの署名に書かれた番号へおかけください。",
            "メール本文に記載された連絡先へお問い合わせください。",
            "不審なメールに書かれている番号にお電話ください。",
            "メールに掲載の電話番号まで連絡をお願いいたします。",
            "Call the number in the mail.",
            "Please use the telephone number in that message.",
            "Phone the number given in the e-mail.",
            "Dial the number of the mail.",
            "If unsure, ring the number shown in this message.",
        ),
    ),
    (
        "probability",
        OPEN,
        (
            "当社のパソコンが感染した可能性は87%です。",
            "90%の確率で取引先が原因と考えております。",
            "確度は80パーセントと推定されます。",
            "感染の可能性は9割程度とみられます。",
            "可能性 0.93％。",
            "It is 90% likely that a computer of ours was infected.",
            "The probability is 0.9.",
            "There is a 75 per cent chance.",
            "We are 95% certain.",
            "Confidence: 87 of 100.",
        ),
    ),
    (
        "apology-elsewhere",
        NAME_ONLY,
        (
            "深くお詫び申し上げます。",
            "ご迷惑をおかけし、誠に申し訳ございません。",
            "ここに謝罪いたします。",
            "謹んで陳謝いたします。",
            "重ねておわび申し上げます。",
            "We apologise for this.",
            "Please accept our apologies.",
            "We are deeply sorry.",
            "We sincerely regret what happened.",
            "We apologize to all customers.",
        ),
    ),
    (
        "stranger-address",
        OPEN,
        (
            "差出人は s.kumar@mail.example.net でした。",
            "From: abuse@victim.example.org",
            "表示名「例示」(taro@other.example)",
            "The address was a_b@host.example.com.",
            "reiji@reiji.example.net から届きました。",
        ),
    ),
    (
        "live-link",
        OPEN,
        (
            "偽のページは https://bad.example.org/login です。",
            "See http://reiji.example.net/",
            "ftp://files.example.com/x から届きました。",
            "HTTPS://EVIL.EXAMPLE/",
            "リンク先：https://www.reiji.example.evil.example/",
        ),
    ),
    (
        "person",
        ASKED,
        (
            "見本 次郎様からご連絡をいただきました。",
            "発見者は見本 次郎です。",
            "Told to us by 見本 次郎.",
            "見本 次郎氏のパソコン",
            "担当：見本 次郎",
        ),
    ),
)

_SENTENCES: Final = [
    pytest.param(rule, case, text, id=f"{rule}-{text[:30]}")
    for rule, case, texts in BAD
    for text in texts
]


def _language(text: str) -> str:
    return "ja" if any("\u3040" <= c <= "\u9fff" for c in text) else "en"


@pytest.mark.parametrize(("rule", "case", "text"), _SENTENCES)
def test_a_bad_sentence_is_caught_by_its_rule(
    rule: str, case: Incident, text: str
) -> None:
    found = check_text(text, _language(text), case)

    assert rule in {violation.rule for violation in found}


GOOD: Final = (
    (PARTNER, "不審なメールに悪用された情報は、次のとおりです。"),
    (PARTNER, "現時点で、当社からの情報の流出は確認されておりません。"),
    (PARTNER, "No leak of data from us has been confirmed so far."),
    (OPEN, "原因については、現在調査中です。"),
    (OPEN, "当社のパソコンが感染した可能性があり、調査中です。"),
    (OPEN, "添付ファイルを開かないでください。"),
    (OPEN, "Do not call the number in the mail."),
    (OPEN, "情報が流出した可能性があります。"),
    (OPEN, "31台のうち28台の検査を終え、感染は検出されておりません。"),
    (OPEN, "差出人は s***@mail.example.net でした。"),
    (OPEN, "お問い合わせは desk@reiji.example、https://www.reiji.example/ まで。"),
    (ACCOUNT, "ドメインだけでは見分けられません。"),
    (ACCOUNT, "当社のドメインであっても、本物とは限りません。"),
    (OURS, "調査の結果、当社のパソコンの感染によるものと判明いたしました。"),
    (LEAKED, "流出した情報は、次のとおりです。"),
    (LEAKED, "深くお詫び申し上げます。"),
    (incident(scans="all-clean"), "すべてのパソコンで感染は検出されておりません。"),
    (incident(scans="all-clean"), "No infection was found on any of our computers."),
)


@pytest.mark.parametrize(("case", "text"), GOOD)
def test_a_good_sentence_is_left_alone(case: Incident, text: str) -> None:
    assert check_text(text, _language(text), case) == ()


def test_every_rule_has_bad_sentences_in_both_languages_and_a_reason() -> None:
    regular = {r.name for la in ("ja", "en") for r in rules_in(la) if not r.is_required}
    for rule, _, texts in BAD:
        languages = [_language(text) for text in texts]
        if rule in regular:
            assert min(languages.count("ja"), languages.count("en")) >= 5, rule
        assert len(texts) >= 5, rule

    required = {"domain-caution", "says-investigating"}
    rules = {rule for rule, _, _ in BAD}
    assert rules >= regular
    assert rules | required == set(keys("documents/wording"))
