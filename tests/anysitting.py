"""Sittings of every shape, for tests of the store."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from workbook.files.clean import clean
from workbook.model.answers import (
    Added,
    Answer,
    AnsweredColumn,
    Ends,
    Line,
    Lines,
    Pick,
    Picks,
    Rating,
    Ratings,
    Remainder,
    Row,
    Table,
)
from workbook.model.sitting import Place, Sitting, Waiting

EVENING = datetime(2026, 11, 22, 18, 4, 5, tzinfo=timezone(timedelta(hours=1)))

HARD = (
    "👩‍👩‍👧‍👦 🏴‍☠️ 👍🏽 é", "نمی‌خواهم و می‌روم", "مرحبا بالعالم", "被拒绝之后", "[/]", "[@click=app.quit]x[/]",
    "{braces} {{x}} {x|y}", "---", "...", "---\n...\n", "# x", "- x", "? x", "a: b", "a #b",
    "'", '"', "\\n", "%x", "&x *x !x",
    "\t", "\ttabs\tin\tit\t", "trailing  ", "  leading", " \n x", "x\n ", "\n", "\n\n\n", "\n\nx\n\n", "  \n  ", "",
    "null", "~", "true", "no", "12:30", "1_000", "0x1F", "1e3", ".5", "-", "2026-12-01", "20261201", "007", "=", "<<",
    "\u2028", "\u2029x", "\ufeff", "\U0001f600" * 30, "e\u0301", "\u202eabc", "a\u00a0b",
)  # fmt: skip
"""Words that some YAML, terminal or template would take for something else."""

TEXTS = st.sampled_from(HARD) | st.text(max_size=40).map(clean) | st.text("ab: #-\n\t 'x\"…é", max_size=30)
WORDS = TEXTS.filter(bool)
IDS = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
KEYS = IDS.filter(lambda id: id not in ("row", "off", "hidden"))
DAYS = st.dates()
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=ZONES
).map(lambda moment: moment.replace(microsecond=0))  # fmt: skip
NUMBERS = st.integers(-(10**9), 10**9)
DECIMALS = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3) | NUMBERS.map(Decimal)
PICKS = st.builds(Pick, IDS, TEXTS)

PLAIN = st.booleans() | NUMBERS | TEXTS | DAYS | MOMENTS
EXTRAS = st.dictionaries(
    IDS.map(lambda id: f"x-{id}"),
    st.recursive(
        PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=5
    ),
    max_size=2,
)


def _lines(numbers: list[int], words: list[str], hidden: list[bool], last: int) -> Lines:
    made = zip(numbers, words, hidden, strict=False)
    return Lines(tuple(Line(number, text, gone) for number, text, gone in made), last)


LINES = st.builds(
    _lines,
    st.lists(st.integers(1, 99), unique=True, max_size=5),
    st.lists(TEXTS, min_size=5, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.integers(0, 200),
)
COLUMNS = st.lists(
    st.builds(AnsweredColumn, KEYS, TEXTS, st.sampled_from(["line", "text", "choice", "scale", "date", "number"])),
    min_size=1, max_size=4, unique_by=lambda column: column.id,
)  # fmt: skip
CELLS = {
    "line": TEXTS, "text": TEXTS, "choice": PICKS | TEXTS, "scale": NUMBERS | TEXTS, "date": DAYS | TEXTS,
    "number": DECIMALS | TEXTS,
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with rows by number and by option, and a column that is gone."""
    columns = draw(COLUMNS)
    keys = draw(st.lists(st.integers(1, 50).map(str) | IDS, max_size=4, unique=True))
    rows = []
    for key in keys:
        cells = {column.id: draw(CELLS[column.kind]) for column in columns if draw(st.booleans())}
        if draw(st.booleans()):
            cells["column-that-is-gone"] = draw(DECIMALS | DAYS | TEXTS | PICKS)
        rows.append(Row(key, draw(TEXTS), cells, draw(st.booleans()), draw(st.booleans())))
    remainder = draw(st.none() | st.builds(Remainder, TEXTS, DECIMALS))
    return Table(tuple(columns), tuple(rows), remainder, draw(st.integers(0, 100)))


VALUES = {
    "line": TEXTS, "text": TEXTS, "letter": TEXTS, "date": DAYS | TEXTS, "scale": NUMBERS,
    "choice": st.builds(lambda pick: Picks((pick,)), PICKS),
    "choices": st.lists(PICKS, max_size=4, unique_by=lambda pick: pick.id).map(lambda picks: Picks(tuple(picks))),
    "ratings": st.lists(st.builds(Rating, IDS, TEXTS, st.none() | st.integers(1, 5)), max_size=4)
    .map(lambda ratings: Ratings(tuple(ratings))),
    "list": LINES, "table": tables(),
}  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers of every kind in every state."""
    kind = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.none() | VALUES[kind])
    return Answer(
        ask=draw(TEXTS),
        kind=kind,
        called=draw(TEXTS),
        value=value,
        last=draw(st.integers(0, 99)) if value is None and kind in ("list", "table") else 0,
        day=draw(st.none() | DAYS),
        skipped=draw(st.booleans()),
        off=draw(st.booleans()),
        sealed=draw(st.booleans()),
        let_go=draw(st.booleans()),
        let_go_at=draw(st.none() | MOMENTS),
        private=draw(st.none() | st.booleans()),
        marked=draw(st.booleans()),
        keep=draw(st.booleans()),
        assembled=draw(st.booleans()),
        again=draw(st.sampled_from(["", "before", "landing.heavy"])),
        measure=draw(st.sampled_from(["", "heaviness"])),
        at=draw(st.none() | MOMENTS),
        ends=draw(st.none() | st.builds(Ends, NUMBERS, NUMBERS, TEXTS, TEXTS)) if kind == "scale" else None,
        returns=draw(st.none() | DAYS | st.just("another-no")),
        returned=draw(st.none() | DAYS),
        added=tuple(draw(st.lists(st.builds(Added, DAYS, TEXTS), max_size=2))),
        extra=draw(EXTRAS),
    )


SITTINGS = st.builds(
    Sitting,
    exercise=IDS,
    title=TEXTS,
    pack=IDS.filter(lambda id: id not in ("con", "nul")),
    section=TEXTS,
    started=MOMENTS,
    run=st.integers(1, 9),
    private=st.booleans(),
    content=TEXTS,
    revision=st.integers(0, 10**6),
    saved=st.none() | MOMENTS,
    finished=st.none() | MOMENTS,
    short=st.booleans(),
    place=st.none() | st.builds(Place, IDS, st.just("") | st.integers(1, 99).map(str) | IDS, st.just("") | IDS,
                                st.none() | st.integers(0, 10**6), st.just("") | TEXTS),
    done=st.integers(0, 99),
    of=st.integers(0, 99),
    answers=st.dictionaries(IDS, answers(), max_size=4),
    waiting=st.dictionaries(IDS, st.builds(Waiting, DAYS, TEXTS), max_size=2),
    extra=EXTRAS,
)  # fmt: skip

RICH = Sitting(
    "thought-check", "Put the thought on the table", "resilience", "coping", EVENING, private=True, revision=41,
    content="sha256:5f0c", saved=EVENING, place=Place("sides", "2", "for", 118), done=4, of=7,
    waiting={"came-back": Waiting(date(2026, 11, 29), "whether they wrote back")},
    extra={"later-key": {"of": ["a later", 2, True]}},
    answers={
        "thought": Answer("What keeps coming back?", "line", "the thought", "Nobody will read it.", EVENING.date()),
        "told": Answer("What happened?", "text", "", "One line.\n\n  Two.\n...\n# x\n---\n👩‍👩‍👧 نمی‌خواهم\n",
                       EVENING.date()),
        "style": Answer("Any of these?", "choices",
                        value=Picks((Pick("forever", "it says forever"), Pick("other", "x: y")))),
        "belief": Answer("How far?", "scale", value=7, ends=Ends(0, 10, "not at all", "completely")),
        "felt": Answer("What is here?", "ratings",
                       value=Ratings((Rating("sad", "sad", 3), Rating("calm", "calm", None)))),
        "said": Answer("What did they say?", "list", value=Lines((Line(1, "It drags."), Line(4, "No.", True)), 6)),
        "sorted": Answer(
            "Sort them.", "table",
            value=Table(
                (AnsweredColumn("sort", "It is", "choice"), AnsweredColumn("share", "Share", "number")),
                (Row("1", "It drags.", {"sort": Pick("gravel", "gravel"), "share": Decimal("2.50")}),
                 Row("2", "Too long", {"sort": Pick("gold", "gold")}, off=True)),
                Remainder("Can't know", Decimal("97.5")), 5,
            ),
        ),
        "day": Answer("When?", "date", "the day", date(2026, 12, 1), returns=date(2026, 12, 8), sealed=True),
        "letter": Answer("Your words.", "letter", value="Dear M.,\n\nit's so.", keep=True, assembled=True,
                         takes=("thought", "told"),
                         added=(Added(EVENING.date(), "And the next one."),), extra={"x-key": "kept"}),
        "left": Answer("And?", "line", skipped=True),
        "gone": Answer("Write.", "text", let_go=True, let_go_at=EVENING, day=EVENING.date()),
        "fix": Answer("Then?", "line", value="Ask Ruth.", off=True, private=False),
    },
)  # fmt: skip
"""A sitting with something of everything in it."""
