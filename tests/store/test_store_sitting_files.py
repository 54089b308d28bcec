"""A sitting and the bytes of its file."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from anysitting import EVENING, HARD, RICH, SITTINGS
from hypothesis import HealthCheck, given, settings

from workbook.model.answers import Answer, AnsweredColumn, Line, Lines, Row, Table
from workbook.model.returning import added
from workbook.model.sitting import Sitting, earlier_of
from workbook.store.glance import read_glance
from workbook.store.kept import Kept
from workbook.store.marks import Unreadable
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode, encode

WRITTEN_BY_HAND = sorted((Path(__file__).parent / "sittings").glob("*.yaml"))


@pytest.mark.parametrize("file", WRITTEN_BY_HAND, ids=lambda file: file.name)
def test_a_file_that_was_written_by_hand_loads_and_comes_back(file: Path) -> None:
    sitting, format = decode(file.read_bytes())
    assert format == 1 and sitting.extra == {}
    assert all(answer.extra == {} for answer in sitting.answers.values())
    assert decode(encode(sitting))[0] == sitting
    assert encode(decode(encode(sitting))[0]) == encode(sitting)


def test_what_stands_in_the_files_that_were_written_by_hand() -> None:
    sittings = {file.stem: decode(file.read_bytes())[0] for file in WRITTEN_BY_HAND}
    sorter, letter = sittings["feedback-sorter"].answers, sittings["kind-letter"]
    said, table = sorter["said"].value, sorter["sorted"].value
    assert isinstance(said, Lines)
    assert [(one.number, one.hidden) for one in said.lines] == [(1, False), (3, False), (4, True)]
    assert isinstance(table, Table)
    assert [(row.key, row.off, row.hidden) for row in table.rows] == [
        ("1", False, False), ("2", True, False), ("3", False, False), ("4", False, True)
    ]  # fmt: skip
    assert letter.answers["voice"].skipped and str(letter.answers["letter"].returns) == "2026-11-29"
    assert [one.text for one in letter.answers["letter"].added] == ["And I have started the next one."]
    runs = [replace(one, run=2 if name.endswith("2") else 1) for name, one in sittings.items()]
    spoken = earlier_of(runs, "resilience")
    assert "let-it-out.write" not in spoken and "let-it-out.write-again" not in spoken
    assert spoken["let-it-out.before"].value == 6
    assert spoken["kind-letter.letter"].private is True and spoken["feedback-sorter.said"].private is False


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SITTINGS)
def test_every_sitting_comes_back_exactly(sitting: Sitting) -> None:
    data = encode(sitting)
    assert decode(data, sitting.run) == (sitting, 1)
    assert data.endswith(b"\n...\n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SITTINGS)
def test_every_sitting_comes_back_from_disk(tmp_path_factory: pytest.TempPathFactory, sitting: Sitting) -> None:
    book = Shelf(tmp_path_factory.mktemp("shelf")).make("", EVENING)
    saved = book.save(Kept(book.path_of(sitting), sitting), EVENING)
    assert saved.sitting == replace(sitting, revision=sitting.revision + 1, saved=EVENING)
    (kept,), bad = book.read()
    assert (kept, bad) == (saved, ())


def test_a_rich_sitting_comes_back() -> None:
    assert decode(encode(RICH)) == (RICH, 1)


@pytest.mark.fault("F24")
def test_every_prefix_is_refused_but_the_one_that_lacks_only_its_last_newline() -> None:
    data = encode(RICH)
    assert decode(data[:-1])[0] == RICH
    for end in range(len(data) - 1):
        with pytest.raises(Unreadable) as refused:
            decode(data[:end])
        assert refused.value.line >= 1


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 512, b"\n\n", b"...\n", b"- a\n...\n", b"x\n...\n", b"{}\n...\n", b"\xff\xfe.\0"]
)
@pytest.mark.fault("F24")
def test_what_is_no_sitting_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


@pytest.mark.fault("F25")
def test_a_wrong_bit_is_refused_or_touches_one_answer_alone() -> None:
    data = encode(RICH)
    chance = random.Random(2026)
    refused = 0
    for _ in range(1000):
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        flipped = bytes((*data[:at], data[at] ^ (1 << bit), *data[at + 1 :]))
        try:
            sitting, _format = decode(flipped)
        except Unreadable:
            refused += 1
            continue
        touched = [id for id, answer in RICH.answers.items() if sitting.answers.get(id) != answer]
        assert len(touched) <= 1, (at, bit, touched)
        encode(sitting)
    assert refused > 100


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"answers:", b"answerz:"), (b"started: 2026-11-22T18:04:05+01:00", b"started: 0001-01-01"),
        (b"started: 2026-11-22T18:04:05+01:00", b"started: 9999-12-31T23:59:59"), (b"format: 1", "format: ²".encode()),
        (b"{step: sides, row: 2, column: for, at: 118}", "{step: sides, at: ²}".encode()),
        (b"      1: It drags.", "      ²: It drags.".encode()), (b"      1: It drags.", b"      04: It drags."),
        (b"{1: It drags.}", b"{1: It drags., 2: Two}"), (b"revision: 41", b"revision: many"),
        (b"exercise: thought-check\n", b""), (b"day: 2026-11-22", b"day: 2026-W47-7"),
        (b"day: 2026-11-22", b"day: 20261122"), (b"private: true", b"private: yes"),
        (b"    kind: line", b"    kind: [line]"), (b"started: ", b"start: "),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_line(was: bytes, now: bytes) -> None:
    data = encode(RICH)
    assert was in data
    with pytest.raises(Unreadable) as refused:
        decode(data.replace(was, now, 1))
    assert refused.value.line >= 1 and refused.value.message


@pytest.mark.parametrize("words", ["²", "--5", "٣", "1" * 5000, "1E+99999999", "-0-", "1.5.2", "NaN", "Infinity"])
@pytest.mark.parametrize("kind", ["scale", "number", "date"])
def test_a_cell_that_is_no_number_is_words(words: str, kind: str) -> None:
    columns = (AnsweredColumn("cell", "Cell", kind),)
    table = Table(columns, (Row("1", "", {"cell": words}),))
    sitting = replace(RICH, answers={"q": Answer("?", "table", value=table)})
    assert decode(encode(sitting))[0] == sitting
    by_hand = encode(sitting).replace(f'cell: "{words}"'.encode(), f"cell: {words}".encode())
    again = decode(by_hand)[0]
    assert decode(encode(again))[0] == again


@pytest.mark.fault("F31")
def test_keys_that_are_not_known_are_kept_as_they_stand() -> None:
    unknown = (
        b'later: {of: [a, 2, true], none: {}}\nempty: []\nnay: false\nnone: ""\nsize: 1.50\nday: 2026-12-01\n'
        b'words: "2026-12-01"\nlocal: 2026-11-22T18:04:05\nat: 2026-11-22T18:04:05+01:00\n'
        b"fine: 2026-11-22T18:04:05.5+01:00\n"
    )
    data = encode(replace(RICH, extra={}))
    whole = data.removesuffix(b"...\n") + unknown + b"...\n"
    whole = whole.replace(b"    kind: line\n", b"    kind: line\n    mood: false\n    tags: []\n", 1)
    sitting = decode(whole)[0]
    assert sitting.answers["thought"].extra == {"mood": False, "tags": []}
    again = encode(sitting)
    assert decode(again)[0] == sitting
    for line in (b"nay: false", b"empty: []", b"size: 1.50", b"day: 2026-12-01", b'words: "2026-12-01"', b"mood: false",
                 b"tags: []", b"at: 2026-11-22T18:04:05+01:00", b"local:", b"fine:"):  # fmt: skip
        assert line in again
    assert b"2026-11-22T18:04:05.5+01:00" in again


@pytest.mark.fault("F31")
def test_what_a_newer_version_puts_beside_a_note_is_kept_also_when_the_note_is_changed() -> None:
    note = b"        text: And the next one.\n"
    whole = encode(RICH).replace(note, note + b"        mood: 3\n", 1)
    sitting = decode(whole)[0]
    id = next(id for id, answer in sitting.answers.items() if answer.added)
    (one,) = sitting.answers[id].added
    assert one.extra == {"mood": 3}
    assert b"mood: 3" in encode(added(sitting, id, one.day, "And the one after."))


def test_an_answer_of_a_kind_that_is_not_known_is_kept() -> None:
    data = encode(RICH).replace(b"    kind: ratings\n", b"    kind: drawing\n", 1)
    sitting = decode(data)[0]
    assert sitting.answers["felt"].value is None
    assert decode(encode(sitting))[0] == sitting
    assert b"option: sad" in encode(sitting)


WORDS = (*HARD, "word " * 100_000, "x" * 1_000_000, "الكلمة 词 👩‍👩‍👧 " * 2_000)


@pytest.mark.parametrize("words", [one for one in WORDS if one], ids=lambda words: ascii(words[:20]))
@pytest.mark.fault("A4")
def test_words_come_back_exactly_as_a_text_a_line_and_a_cell(words: str, tmp_path: Path) -> None:
    columns = (AnsweredColumn("a", "A", "line"), AnsweredColumn("b", "B", "number"))
    sitting = replace(
        RICH,
        answers={
            "text": Answer("?", "text", value=words),
            "list": Answer("?", "list", value=Lines((Line(1, words), Line(2, "x")))),
            "table": Answer("?", "table", value=Table(columns, (Row("1", words, {"a": words, "b": words}),))),
        },
    )
    book = Shelf(tmp_path).make("", EVENING)
    book.save(Kept(book.path_of(sitting), sitting), EVENING)
    (kept,), bad = book.read()
    assert bad == () and kept.sitting.answers == sitting.answers


@pytest.mark.parametrize("silent", ["off", "skipped", "sealed", "let_go"])
def test_from_afar_nothing_is_known_of_what_is_to_be_spoken_of_nowhere(silent: str) -> None:
    day = EVENING.date()
    answers = {
        "called": Answer("What?", "line", value="the novel", day=day),
        "when": Answer("When?", "date", called="ring Ruth", value=day, day=day),
        "back": Answer("And?", "text", value="Dear me", returns=day),
    }

    def glance(answers: dict[str, Answer]) -> tuple[object, ...]:
        sitting = replace(RICH, answers=answers, waiting={}, extra={})
        found = read_glance(encode(sitting), Path("x.yaml"), "resilience", sitting.exercise, 1)
        return found.lines, [one.called for one in found.days], [one.called for one in found.returning]

    assert glance(answers) == ((("called", "the novel"),), ["ring Ruth"], ["And?"])
    gone: dict[str, object] = {"value": None} if silent == "let_go" else {}
    hushed = {id: replace(one, **{silent: True}, **gone) for id, one in answers.items()}  # type: ignore[arg-type]
    assert glance(hushed) == ((), [], [])
