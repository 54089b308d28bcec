"""Characters that a font may not have: they are named, and never a box unless it is wanted."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from pathlib import Path
from unicodedata import category

import pypdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from sample_books import book_of, small_book
from typesetting import without_system_fonts

from workbook.printing import html, pdf
from workbook.printing.characters import clusters
from workbook.printing.formats import NoFont
from workbook.printing.printout import Bullets, Grid, LetterText, Mark, Prose
from workbook.printing.setting import Setting
from workbook.printing.tongues import tongue_of, usual_tongue
from workbook.printing.typeset.fonts import unusual

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
KEYCAP = "1\ufe0f\u20e3"


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_system_fonts(monkeypatch, tmp_path)


def test_characters_that_no_font_has_are_named_each_once_and_nothing_is_printed(no_fonts: None) -> None:
    said = f"Ich 你好, 好的! {FAMILY} {FAMILY} {KEYCAP} und 👍🏽."
    with pytest.raises(NoFont) as caught:
        pdf.render(book_of(Prose(said)))
    assert caught.value.characters == ("你", "好", "的", FAMILY, KEYCAP, "👍🏽")
    assert str(caught.value) == "No font on this computer has 你, 好 and 4 more. HTML shows them where there is one."


@pytest.mark.parametrize(
    ("characters", "named"),
    [
        (["你"], "你. HTML shows it"),
        (["你", "好"], "你 and 好. HTML shows them"),
        (["你", "好", "吗"], "你, 好 and 吗. HTML shows them"),
        ([FAMILY], f"{FAMILY}. HTML shows it"),
        (["\U000f1234", "\u0e31"], "U+F1234 and U+0E31. HTML shows them"),
    ],
)
def test_the_line_names_a_few_characters_and_those_that_cannot_be_seen_by_number(
    characters: list[str], named: str
) -> None:
    assert str(NoFont(characters)) == f"No font on this computer has {named} where there is one."


def test_wherever_it_stands_a_character_without_a_font_is_found(no_fonts: None) -> None:
    word = "一"
    bodies = (
        Prose(word),
        Bullets(("a", word)),
        LetterText(word, own_page=True),
        Grid((word,), (("a",),)),
        Grid(("a",), ((word,),)),
        Grid(("a",), (("b",),), word),
        Mark(1, 0, 10, word, ""),
    )
    books = [book_of(body) for body in bodies]
    books += [dataclasses.replace(small_book(), **{place: word}) for place in ("title", "dates")]
    books += [dataclasses.replace(small_book(), people=(word,)), book_of(Prose("a"), ask=word)]
    for book in books:
        with pytest.raises(NoFont, match="has 一\\. "):
            pdf.render(book)


def test_a_box_for_each_if_wanted_costs_the_accessibility_mark_and_no_word(no_fonts: None) -> None:
    printed = pdf.render(book_of(Prose("before 你 after")), Setting(boxes=True))
    reader = pypdf.PdfReader(io.BytesIO(printed))
    drawn = b"".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr]
    # Whoever copies the words gets the very character, though a box was drawn for it.
    assert f"ActualText<FEFF{ord('你'):04X}>".encode() in drawn
    assert "after" in "".join(page.extract_text() for page in reader.pages)
    assert b"<pdfuaid:part>" not in printed
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.render(book_of(Prose("no boxes needed")), Setting(boxes=True))


def test_a_book_of_usual_characters_needs_no_font_of_the_computer(no_fonts: None) -> None:
    printed = pdf.render(small_book())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed


@pytest.mark.parametrize("words", ["\u093f and", "a\n\u093f and", '“so” "\u093f', "\\\u093f"])
def test_a_mark_with_which_words_begin_stands_on_nothing_of_the_files(words: str) -> None:
    assert unusual(json.dumps([words], ensure_ascii=False)) == [" \u093f"]
    assert unusual(json.dumps(["n\u093f"], ensure_ascii=False)) == ["n\u093f"]


@given(st.text(st.sampled_from("ab 1\n你é\u0301\u200d\ufe0f\u20e3👩🏽🇩🇪س")))
def test_the_unusual_characters_of_a_text_are_all_its_clusters_that_are_not_usual(text: str) -> None:
    found = unusual(text)
    assert len(found) == len(set(found))
    assert set("".join(found)) - set("ab 1\né") == set(text) - set("ab 1\né")
    for one in found:
        assert one in text
        assert list(clusters(one)) == [one]


@pytest.mark.parametrize(
    ("language", "there", "usual"),
    [
        ("ja", "", "ja"),
        ("ko-KR", "", "ko"),
        ("zh", "说话", "zh-Hans"),
        ("zh", "說話", "zh-Hant"),
        ("zh-TW", "说话", "zh-Hant"),
        ("zh-Hant-HK", "", "zh-HK"),
        ("zh-Hans-CN", "", "zh-Hans"),
        ("en", "今朝の", "ja"),
        ("en", "漢字한", "ko"),
        ("en-GB", "她說話", "zh-Hant"),
        ("de", "", "zh-Hans"),
    ],
)
def test_shared_characters_are_drawn_as_the_book_says_or_what_stands_in_it(
    language: str, there: str, usual: str
) -> None:
    assert usual_tongue(language, there) == usual


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("She said no.", None),
        ("Élan, Ж", None),
        ("今朝、返事が来た。", "ja"),
        ("오늘 답장이 왔다.", "ko"),
        ("今天早上", "shared"),
        ("PDF 今天早上", "shared"),
        ("I have learnt the sign 的 today", None),
    ],
)
def test_a_text_says_whose_characters_it_is_written_in(text: str, tongue: str | None) -> None:
    assert tongue_of(text) == tongue


CJK = {f"Noto Serif CJK {region}" for region in ("SC", "TC", "JP", "KR")}


@pytest.mark.skipif(not set(typst.Fonts().families()) >= CJK, reason="needs the fonts Noto Serif CJK")
def test_each_text_takes_the_font_of_its_own_language() -> None:
    def fonts(language: str, *texts: str) -> set[str]:
        book = dataclasses.replace(book_of(*map(Prose, texts), ask=texts[0]), language=language)
        names = re.findall(rb"\+NotoSerifCJK(\w\w)-", pdf.render(book))
        return {name.decode() for name in names}

    assert fonts("en", "直接骨写将", "今朝、返事が来た。", "오늘") == {"jp", "kr"}
    assert fonts("en", "直接骨写将") == {"sc"}
    assert fonts("zh-Hant", "直接骨写将") == {"tc"}
    assert fonts("zh", "直接骨写将", "今朝、返事が来た。") == {"sc", "jp"}
    assert fonts("en", "A sign such as 直 in a line of English.") == {"sc"}


def test_every_usual_character_is_shown_by_the_fonts_that_typst_brings(no_fonts: None) -> None:
    every = (chr(code) for code in range(0x20, 0x3000) if category(chr(code)) not in ("Cc", "Cn"))
    usual = "".join(one for one in every if not unusual(one))
    assert len(usual) > 1000
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.render(book_of(Prose(" ".join(usual)), LetterText(usual, True)))


def test_what_each_has_a_font_and_together_has_none_is_named_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Whatever the look at single characters misses, the look at the book finds.
    without_system_fonts(monkeypatch, tmp_path)
    monkeypatch.setattr(pdf, "unusual", lambda text: ["é"])
    with pytest.raises(NoFont) as caught:
        pdf.render(book_of(Prose("a 你 and a \U000f1234")))
    assert caught.value.characters == ("你", "\U000f1234")


def test_in_html_too_each_text_says_whose_characters_it_is_written_in() -> None:
    book = book_of(
        Prose("今朝、返事が来た。"), Bullets(("오늘 답장이 왔다.", "plain")), LetterText("今天早上我收到了回信。", True)
    )
    page = html.render(book).decode()
    for tongue, words in (("ja", "今朝"), ("ko", "오늘"), ("ja", "今天")):
        assert f'dir="auto" lang="{tongue}">{words}' in page
    assert '<li dir="auto">plain' in page
    # The book says it where the text does not.
    page = html.render(
        dataclasses.replace(book_of(Prose('今天早上我收到了回信 lang="shared"')), language="zh-TW")
    ).decode()
    assert 'lang="zh-Hant">今天早上我收到了回信 lang=&quot;shared&quot;' in page
