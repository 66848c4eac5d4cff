"""Mail in other languages that is no forward, though words of heads stand in it.

Fra: Oslo              a parcel's way, in Norwegian
VS: tarjous            an answer in Finnish; in Danish the same two letters pass on
일시: 12월 3일          a Korean invitation
"""

from __future__ import annotations

from typing import Final

ABROAD: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "parcel-no",
        "Pakken din",
        "Hei!\n\nFra: Oslo\nTil: Bergen\nSendt: mandag 30. november 2026 09:15\n"
        "Emne: Reservedeler\n\nHilsen lageret",
    ),
    (
        "answer-fi",
        "VS: Tarjous",
        "Kiitos, sopii.\n\nLähettäjä: Taro Yamada <yamada@kohoku-setsubi.example>\n"
        "Lähetetty: torstai 3. joulukuuta 2026 9.15\n"
        "Vastaanottaja: Michael Stone <mstone@stone-partners.example>\nAihe: Tarjous\n\n"
        "Hei, tässä tarjous.\nTaro",
    ),
    (
        "answer-da",
        "Sv: Tilbud",
        "Tak, det er fint.\n\nFra: Taro Yamada <yamada@kohoku-setsubi.example>\n"
        "Sendt: 3. december 2026 09:15\n"
        "Til: Michael Stone <mstone@stone-partners.example>\nEmne: Tilbud\n\nHej.\nTaro",
    ),
    (
        "answer-pl",
        "Odp: Oferta",
        "Dziękuję.\n\nOd: Taro Yamada <yamada@kohoku-setsubi.example>\n"
        "Wysłano: czwartek, 3 grudnia 2026 09:15\n"
        "Do: Michael Stone <mstone@stone-partners.example>\nTemat: Oferta\n\nW załączeniu.",
    ),
    (
        "answer-tr",
        "YNT: Teklif",
        "Teşekkürler.\n\nKimden: Taro Yamada <yamada@kohoku-setsubi.example>\n"
        "Gönderildi: 3 Aralık 2026 Perşembe 09:15\n"
        "Kime: Michael Stone <mstone@stone-partners.example>\nKonu: Teklif\n\nEkte.",
    ),
    (
        "invitation-ko",
        "회의 안내",
        "안녕하세요.\n\n제목: 납품 회의\n날짜: 2026년 12월 3일 10:00\n장소: 본사 3층\n"
        "참조: 경리팀\n첨부: 약도\n\n감사합니다.",
    ),
    (
        "invitation-zh",
        "会议通知",
        "各位好：\n\n主题：交货会议\n日期：2026年12月3日 10:00\n附件：地图.pdf\n"
        "收件人请回复：mstone@stone-partners.example\n\n谢谢",
    ),
    (
        "minutes-ja",
        "議事録",
        "お疲れ様です。\n\n件名：定例会\n日時：2026年12月3日 10:00\n宛先：各位\n"
        "添付：議事録.docx\n重要度：高\n\n以上",
    ),
    (
        "words-of-marks",
        "Fråga",
        "Hej,\n\nVidarebefordrat brev:\nska vi skicka det igen?\n\n"
        "Begin forwarded message:\nis what my telephone writes. Why?\n\n"
        "---------- Videresendt melding ----------\nsier den norske.",
    ),
    (
        "form-ru",
        "Заявка",
        "Здравствуйте.\n\nОт: отдел снабжения\nКому: склад\nДата: 3 декабря\n"
        "Тема: запчасти\nВажность: высокая\n\nСпасибо.",
    ),
    (
        "letter-pt",
        "Encomenda",
        "Boa tarde,\n\nDe: Lisboa\nPara: Porto\nData: 3 de dezembro de 2026 09:15\n"
        "Assunto: peças\nAnexo: guia\n\nObrigado",
    ),
    (
        "answer-fr",
        "RE: Offre",
        "Merci.\n\n-----Message d'origine-----\n"
        "De : Taro Yamada <yamada@kohoku-setsubi.example>\n"
        "Envoyé : jeudi 3 décembre 2026 09:15\n"
        "À : Michael Stone <mstone@stone-partners.example>\n"
        "Objet : Offre\nPièces jointes : offre.pdf\n\nBonjour.",
    ),
)
"""Name, subject and text; an outsider writes them."""
