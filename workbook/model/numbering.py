"""Lines and rows of two versions under numbers that hold in both, so that what was said of a line stays with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from .answers import Answer, Line, Lines, Pick, Picks, Row, Table, Value, cell_words, number_of
from .differing import Side, in_their_order

_ALIKE = 0.6
"""From here on a line of the same number counts as the same line, mended."""
GONE = "was-"
"""Before the key of a row whose line was not taken: no line has such a number, so it stands in nobody's way."""

Names = dict[str, str]
"""What the lines of a list, or the rows of a table, are called, by their numbers."""


def aligned(
    one: Mapping[str, Answer], other: Mapping[str, Answer], taken: Mapping[str, Side]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """The answers of both versions, numbered as the merged one will be.

    Two computers may have given one number to two lines. What is said of a line elsewhere, in a table or by picking
    it, is known by its number: it gets the number under which its line will stand.
    """
    sides = (dict(one), dict(other))
    maps: tuple[list[tuple[Names, Names]], list[tuple[Names, Names]]] = ([], [])
    for step in in_their_order(one, other):
        for answers, known in zip(sides, maps, strict=True):
            if step in answers:
                answers[step] = _renumbered(answers[step], known)
        first, second = (answers[step].value if step in answers else None for answers in sides)
        if type(first) is not type(second) or not isinstance(first, Lines | Table):
            continue
        assert isinstance(second, Lines | Table)
        side = taken.get(step, Side.ONE)
        if side is Side.OTHER:
            maps[0].append((_names(first), _found_in(_names(second), _names(first))))
        elif side is Side.ONE:
            maps[1].append((_names(second), _found_in(_names(first), _names(second))))
        else:
            maps[1].append((_names(second), _joined(first, second)[1]))
    return sides


def joined(one: Value, other: Value) -> Value:
    """Two lists, or two tables, as one: what only the other has comes last."""
    return _joined(one, other)[0]


def _joined(one: Value, other: Value) -> tuple[Value, Names]:
    match one, other:
        case Lines(), Lines():
            return _joined_lines(one, other)
        case Table(), Table():
            return _joined_tables(one, other)
        case _:
            return one, {}


def _joined_lines(one: Lines, other: Lines) -> tuple[Lines, Names]:
    lines = list(one.lines)
    same = list(one.lines)
    last = max(one.last, other.last)
    numbers: Names = {}
    for line in other.lines:
        found = next((each for each in same if _flat(each.text) == _flat(line.text)), None)
        if found is not None:
            same.remove(found)
            numbers[str(line.number)] = str(found.number)
            continue
        number = line.number
        if number <= one.last:
            last += 1
            number = last
        numbers[str(line.number)] = str(number)
        lines.append(Line(number, line.text, line.hidden))
    return Lines(tuple(lines), last), numbers


def _joined_tables(one: Table, other: Table) -> tuple[Table, Names]:
    columns = (*one.columns, *(each for each in other.columns if each.id not in {had.id for had in one.columns}))
    rows = list(one.rows)
    places = {row.key: place for place, row in enumerate(rows)}
    last = max(one.last, other.last, *(number_of(row.key) for row in (*one.rows, *other.rows)), 0)
    numbers: Names = {}
    for row in other.rows:
        mine = rows[places[row.key]] if row.key in places else None
        numbers[row.key] = row.key
        if mine is None:
            rows.append(row)
        elif not mine.cells:
            rows[places[row.key]] = row
        elif row.cells and _grew(row, other) and not _same_row(mine, row):
            # Both have begun a row of this number: it stands there twice, the other's under one of its own.
            last += 1
            numbers[row.key] = str(last)
            rows.append(replace(row, key=str(last)))
        else:
            off, hidden = mine.off and row.off, mine.hidden and row.hidden
            rows[places[row.key]] = replace(mine, cells={**row.cells, **mine.cells}, off=off, hidden=hidden)
    return Table(columns, tuple(rows), one.remainder or other.remainder, last), numbers


def _same_row(one: Row, other: Row) -> bool:
    """Whether nothing in one says otherwise than in the other."""
    return all(one.cells.get(id, cell) == cell for id, cell in other.cells.items())


def _grew(row: Row, table: Table) -> bool:
    """Whether a row is one of those that somebody adds, and not of a list or of options: its number says nothing."""
    first = row.cells.get(table.columns[0].id) if table.columns else None
    return number_of(row.key) > 0 and _flat(row.words) in ("", _flat(cell_words(first)))


def _names(value: Lines | Table) -> Names:
    if isinstance(value, Lines):
        return {str(line.number): line.text for line in value.lines}
    return {row.key: row.words for row in value.rows}


def _found_in(there: Names, mine: Names) -> Names:
    """Under which number each of mine stands there; one that is not there gets a key that nothing has."""
    free = dict(there)
    found: Names = {}
    for same in (_is_same, _is_elsewhere, _is_mended):
        for key, words in mine.items():
            if key not in found and (number := same(free, key, words)):
                found[key] = number
                del free[number]
    return {key: found.get(key, f"{GONE}{key}") for key in mine}


def _is_same(there: Names, key: str, words: str) -> str:
    return key if key in there and _flat(there[key]) == _flat(words) else ""


def _is_elsewhere(there: Names, key: str, words: str) -> str:
    return next((number for number, other in there.items() if _flat(other) == _flat(words)), "")


def _is_mended(there: Names, key: str, words: str) -> str:
    if key not in there:
        return ""
    ratio = SequenceMatcher(None, there[key][:500], words[:500], autojunk=False).ratio()
    return key if ratio >= _ALIKE else ""


def _renumbered(answer: Answer, maps: list[tuple[Names, Names]]) -> Answer:
    """An answer whose rows or picks are of a list that got other numbers."""
    value = answer.value
    for names, numbers in maps:
        if all(key == new for key, new in numbers.items()):
            continue
        if isinstance(value, Table) and _is_of([(row.key, row.words) for row in value.rows if row.cells], names):
            value = replace(value, rows=tuple(replace(row, key=numbers.get(row.key, row.key)) for row in value.rows))
            break
        if isinstance(value, Picks) and _is_of([(pick.id, pick.words) for pick in value.picks], names):
            value = Picks(tuple(Pick(numbers.get(pick.id, pick.id), pick.words) for pick in value.picks))
            break
    return answer if value is answer.value else replace(answer, value=value)


def _is_of(found: list[tuple[str, str]], names: Names) -> bool:
    """Whether rows or picks are those of this list: each has a number of it, and its words."""
    numbered = [(key, words) for key, words in found if number_of(key)]
    return bool(numbered) and all(key in names and _flat(names[key]) == _flat(words) for key, words in numbered)


def _flat(words: str) -> str:
    return " ".join(words.split())
