"""What a reader sees of HTML, and the links of plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from honmono.mail.message.limits import MAX_LINKS, MAX_TEXT
from honmono.mail.message.text import HtmlText, html_to_text, links_in_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Dear <b>all</b>", "Dear all"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"),
        ("<p style='margin:0cm'>a</p><p style='margin:0cm'>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div>b", "a\nb"),
        ("  a \n\t b  <i> c</i>", "a b c"),
        ("a<b>b</b>c", "abc"),
        ("a&nbsp;&nbsp;b", "a  b"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<div style='white-space:pre-wrap'>a\n  b</div>", "a\n  b"),
        ("a<hr>b", "a\n________________________________\nb"),
        ("山田<br>太郎　様", "山田\n太郎　様"),
    ],
)
def test_lines_are_those_of_a_browser(html: str, text: str) -> None:
    assert html_to_text(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-->b", "ab"),
        ("a<!--[if mso]><b>x</b><![endif]-->b", "ab"),
        ("<![if !mso]>a<![endif]>b", "ab"),
        ("<style>p{color:red}</style>a", "a"),
        ("<STYLE>x</style >a", "a"),
        ('<style title=">">x</style>a', "a"),
        ("<s>a</s><st>b</st>", "ab"),
        ('<td title="a>b" class=c>d', "d"),
        ("<b title='>'>a</b title='>'>b", "ab"),
        ('<b title="a' + "b" * 9 + '>c">d', "d"),
        ("<br" + "x" * 90 + ">a", "a"),
        ("<script>if (a<b) '</b>'</script>a", "a"),
        ("<head><title>t</title></head>a", "a"),
        ('<a title="<!--">a</a>b', "ab"),
        ('<img alt="1 > 2">a', "a"),
        ("a < b", "a < b"),
        ("a<3", "a<3"),
        ("a</>b", "ab"),
        ("a<?xml x?>b", "ab"),
        ("a<b", "a"),
        ('a<b title="', "a"),
        ("&lt;b&gt; &amp;lt; &#39; &#x41; &#0000065;", "<b> &lt; ' A A"),
        (f"&#{'9' * 5000};", "\ufffd"),
        ("&eacute;&nosuch;", "é&nosuch;"),
        ("a\x00\x01\x1cb", "ab"),
        ("<template>x</template>a", "a"),
    ],
)
def test_what_is_no_text_is_left_out(html: str, text: str) -> None:
    assert html_to_text(html).text == text


HIDDEN = [
    '<div style="display:none">x</div>',
    '<div style="DISPLAY : none !important">x</div>',
    '<p style="visibility:hidden">x</p>',
    '<span style="font-size:0">x</span>',
    '<span style="font-size:1px">x</span>',
    '<span style="font: 0/0 a">x</span>',
    '<span style="mso-hide:all">x</span>',
    '<span style="color:#fff">x</span>',
    '<span style="color:white;background:#ffffff">x</span>',
    '<font color="#FEFEFE">x</font>',
    '<table bgcolor="#003366"><tr><td><span style="color:#003366">x</span></table>',
    '<div style="opacity:0">x</div>',
    '<div style="max-height:0;overflow:hidden">x</div>',
    '<div style="position:absolute;left:-9999px">x</div>',
    '<div style="text-indent:-5000px">x</div>',
    '<div style="color:transparent">x</div>',
    '<div style="background:#000"><p style="color:#fefefe01">x</p></div>',
    '<div style="background:#000"><p style="color:#fff0">x</p></div>',
    "<div hidden>x</div>",
    "<style>.pre{display:none}</style><div class='a pre'>x</div>",
    "<style>#pre , p.b { font-size : 0 }</style><div id=pre>x</div>",
    '<table><tr><td style="display:none">x</table>',
    '<div style="display:none"><table><tr><td></div>x</table></div>',
    '<div style="display:none"><p>x</div>',
    "<style>.a .b{background:#000}</style><p class='' style='color:#fff'>x</p>",
    "<style>.b{color:red}</style><style>.pre{display:none}</style><p class=PRE>x</p>",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_hidden_text_is_kept_apart(html: str) -> None:
    found = html_to_text(f"<div>seen</div>{html}<div>too</div>")

    assert found.text.split() == ["seen", "too"]
    assert found.hidden == "x"


@pytest.mark.parametrize(
    "html",
    [
        '<div style="font-size:0"><span style="font-size:14px">x</span></div>',
        '<div style="visibility:hidden"><b style="visibility:visible">x</b></div>',
        '<div style="color:#fff;background:#06c">x</div>',
        '<table bgcolor=navy><tr><td><a href=u style="color:#fff">x</a></table>',
        '<div style="background:url(a.png)"><b style="color:#fff">x</b></div>',
        '<div style="color:#fff"><a href=u>x</a></div>',
        '<div style="font-size:1em">x</div>',
        '<div style="overflow:hidden;height:100px">x</div>',
        '<div style="max-height:0">x</div>',
        "<style>.pre{display:none}</style><div class=pre style='display:block'>x</div>",
        "<style>@media print{.pre{display:none}}</style><div class=pre>x</div>",
        "<style>.a .b{background:#000}</style><p class=b style='color:#fff'>x</p>",
        '<div style="display:none"></div>x',
        "<p style=display:none><div>x</div>",
    ],
)
def test_what_only_looks_hidden_is_text(html: str) -> None:
    found = html_to_text(html)

    assert found.text == "x"
    assert not found.hidden


def test_padding_of_no_width_stays_in_the_text() -> None:
    assert html_to_text("a\u200b\u200cb&zwnj;").text == "a\u200b\u200cb\u200c"


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="https://x.example/">our <b>site</b></a>', [("our site", 0)]),
        ("<a href=https://x.example/>a<br>b</a>", [("a b", 0)]),
        ("<a href=' https://x.exam\nple/\t'>a</a>", [("a", 0)]),
        ("<a href='&#104;ttps://x.example/'>a</a>", [("a", 0)]),
        ("<a href=https://x.example/><img src=a></a>", [("", 0)]),
        ("<map><area href=https://x.example/></map>", [("", 0)]),
        ("<form action=https://x.example/><input></form>", [("", 0)]),
        ("<base href=https://x.example/><a href=/>a</a>", [("a", 0)]),
        (
            "<a href=https://x.example/>a<a href=https://x.example/>b",
            [("a", 0), ("b", 0)],
        ),
        ("<div hidden><a href=https://x.example/>a</a></div>", [("", 0)]),
        ("<a name=top>a</a>", []),
        ("<!-- <a href=https://x.example/>a</a> -->", []),
    ],
)
def test_links_have_what_is_shown_and_where_they_go(
    html: str, links: list[tuple[str, int]]
) -> None:
    assert [(shown, 0) for shown, _ in html_to_text(html).links] == links
    assert {target for _, target in html_to_text(html).links} <= {"https://x.example/"}


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "#top"])
def test_strange_targets_stay_as_they_are(target: str) -> None:
    assert html_to_text(f'<a href="{target}">a</a>').links == (("a", target),)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("/?a=1&section=7&register=1", "/?a=1&section=7&register=1"),
        ("/?a=1&copy=2&para", "/?a=1&copy=2¶"),
        ("/?a=1&amp;b=2&amp;sect=3", "/?a=1&b=2&sect=3"),
        ("/?a&sect;b&unknown;", "/?a§b&unknown;"),
    ],
    ids=["names that begin like one", "before =", "escaped", "with semicolon"],
)
def test_an_address_keeps_its_parameters(written: str, target: str) -> None:
    assert html_to_text(f'<a href="{written}">a</a>').links == (("a", target),)


def test_quotes_show_as_signs() -> None:
    html = "a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e"

    assert html_to_text(html).text == "a\n> b\n> c\n>> d\ne"


def test_moving_to_the_right_is_no_quote() -> None:
    html = '<blockquote style="margin:0 0 0 40px;border:none">a</blockquote>'

    assert html_to_text(html).text == "a"


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ('<div class="gmail_quote">q</div>own', ["quote", "end"]),
        ('<div class="gmail_attr">q</div>', ["point"]),
        ('<div id="divRplyFwdMsg">q</div>', ["point"]),
        ('<div id="appendonsend"></div>q', ["point"]),
        (
            '<div style="border:none;border-top:solid #E1E1E1 1.0pt">q</div>',
            ["point"],
        ),
        ('<div class="moz-cite-prefix">q</div>', ["point"]),
        ('<div class="moz-forward-container">q</div>own', ["quote", "end"]),
        ("<blockquote type=cite>q</blockquote>own", ["quote", "end"]),
        ('<div class="yahoo_quoted">q</div>own', ["quote", "end"]),
        ('<div class="protonmail_quote">q</div>own', ["quote", "end"]),
        ('<div class="zmail_extra">q</div>own', ["quote", "end"]),
        ('<div class="gmail_signature">s</div>own', ["signature", "end"]),
        ('<div class="moz-signature">s</div>own', ["signature", "end"]),
        ('<div id="Signature">s</div>own', ["signature", "end"]),
        ('<div id="AppleMailSignature">s</div>own', ["signature", "end"]),
        ('<div class="protonmail_signature_block">s</div>own', ["signature", "end"]),
        ('<div class="gmail_quote"></div>own', []),
        ("<div class=content>own</div>", []),
    ],
)
def test_marks_of_programs_are_found(html: str, kinds: list[str]) -> None:
    found = html_to_text(f"<div>before</div>{html}")

    assert [kind for _, kind in found.marks] == kinds
    if kinds:
        assert found.text[found.marks[0][0] :].lstrip("> ")[0] in "qs"
    if "end" in kinds:
        assert found.text[found.marks[1][0] :] == "own"


def test_bounds_are_kept_and_told() -> None:
    assert html_to_text("a" * (MAX_TEXT + 1)).cut
    many = html_to_text("<a href=u>a</a>" * (MAX_LINKS + 1))
    assert many.cut
    assert len(many.links) == MAX_LINKS
    assert not html_to_text("<a href=u>a</a>" * 3).cut


BOMBS = [
    "<div>",
    "<b>",
    "<b a=1>x</p>",
    "<table><tr><td>",
    "<blockquote>x",
    "<i><b><div></i></b>",
    "<!-- -",
    "<a ",
    "<a x='",
    "=\"='",
    "<style>a{",
    "</style",
    "&#9",
    "&",
    "<br>",
    " \n",
    "<style>@a{",
    "<a href=x><td>",
    "<div class=gmail_quote>x",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_time_grows_with_length_alone(bomb: str) -> None:
    size = 60_000
    started = time.process_time()

    found = html_to_text(bomb * (size // len(bomb)))

    assert time.process_time() - started < 10  # a quadratic pass takes minutes
    assert len(found.text) < 20 * size


def test_deep_nesting_is_read_to_the_bottom() -> None:
    assert html_to_text("<div><p><span>" * 30_000 + "deep").text == "deep"


@given(st.text(alphabet="<>/=\"'abpdivtrh &#;!-\n1", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(html: str) -> None:
    found = html_to_text(html)

    assert isinstance(found, HtmlText)
    assert all(0 <= offset <= len(found.text) for offset, _ in found.marks)


PAGES = [
    "<p>a<div>b</p>c</div>d",
    "<b>a<div>b</b>c</div>d",
    "<table><tr><td>a<tr><td>b<td>c</table>d",
    "<div style='display:none'><table><tr><td></div>a</table></div>b",
    "<p hidden>a<p>b",
    "<a href=u>a<div>b<a href=v>c</a></div>d",
    "<ul><li>a<ul><li>b</ul>c</ul>d",
    "<div style='font-size:0'><b><i></div>a</b></i>b",
    "<p><font color=white>a</p>b</font>c",
    "<td style='display:none'>a</td>b",
    "<blockquote>a<p>b</blockquote>c",
    "<span style=display:none>a<p>b</span>c</p>d",
    "<center><h1>a</center>b",
    "a</div></p></td>b",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_tree_of_html_5_gives_the_same(page: str) -> None:
    tree = LexborHTMLParser(page).html or ""

    mine, its = html_to_text(page), html_to_text(tree)

    assert "".join(mine.text.split()) == "".join(its.text.split())
    assert "".join(mine.hidden.split()) == "".join(its.hidden.split())


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see http://a.example/x. Or", ["http://a.example/x"]),
        ("(www.example.org/a_(b))", ["www.example.org/a_(b)"]),
        ("「https://a.example/x」です。", ["https://a.example/x"]),
        ("https://a.example/y。次", ["https://a.example/y"]),
        ("https://www.example.jp/をご覧ください", ["https://www.example.jp/"]),
        ("https://www.example.jpをご覧ください", ["https://www.example.jp"]),
        ("https://例え.jp/ と", ["https://例え.jp/"]),
        ("https://exаmple.com/x", ["https://exаmple.com/x"]),
        ("<mailto:a@b.example>", ["mailto:a@b.example"]),
        (
            "ftp://a.example/f, HTTP://UP.example!",
            ["ftp://a.example/f", "HTTP://UP.example"],
        ),
        ("http://a.example/?q=1&b=2;", ["http://a.example/?q=1&b=2"]),
        ("user@www.example.com", []),
        ("xhttp://a.example", []),
        ("http:// www. mailto:", []),
        ("nothing here", []),
    ],
)
def test_links_in_plain_text_end_where_the_sentence_goes_on(
    text: str, links: list[str]
) -> None:
    assert list(links_in_text(text)) == links


@pytest.mark.parametrize("sign", ["http://", "(", ")", ".)", "www.", "."])
def test_links_are_found_in_linear_time(sign: str) -> None:
    started = time.process_time()

    found = links_in_text("http://a" + sign * (300_000 // len(sign)))

    assert time.process_time() - started < 10
    assert len(found) <= MAX_LINKS + 1
