"""A whole pack: what its files say of one another, and what is found in its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.library.check import problems_of_file, problems_of_pack
from workbook.library.folders import find
from workbook.library.library import Library, NoSuchExercise

PACK = "format: 1\nid: small\ntitle: Small\nsections:\n  - {id: start, title: Start, exercises: [first, second]}\n"
FIRST = """\
title: First
minutes: 3
purpose: To begin
steps:
  - id: kind
    kind: choice
    core: true
    ask: What was it?
    options: {job: a job, book: a book}
  - id: sorted
    kind: table
    ask: What is each?
    columns:
      - {id: cause, title: It is, kind: choice, options: [fit, gap]}
"""
SECOND = """\
title: Second
minutes: 3
purpose: To go on
steps:
  - id: wish
    kind: line
    core: true
    ask: What do you wish for?
"""
CONTENT = Path(__file__).parents[2] / "content"


class Small:
    """A pack of two exercises, to be broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("pack.yaml", PACK)
        self.write("start/first.yaml", FIRST)
        self.write("start/second.yaml", SECOND)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def problems(self) -> list[str]:
        found = problems_of_pack(find(self.folder))
        return [f"{one.file.relative_to(self.folder)}:{one.line}:{one.column}: {one.message}" for one in found]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "small")


def test_a_sound_pack_has_no_problems(small: Small) -> None:
    assert small.problems() == []


def test_the_content_that_ships_has_no_problems() -> None:
    assert [str(one) for one in problems_of_pack(find(CONTENT))] == []


def test_a_section_that_names_no_exercise_is_told(small: Small) -> None:
    small.write("pack.yaml", PACK.replace("second]", "secnd]"))
    assert small.problems() == [
        "pack.yaml:5:50: section start names `secnd`; there is no such exercise. Did you mean `second`?",
        "start/second.yaml:1:1: no section of pack.yaml names this exercise; nobody will find it",
    ]


def test_an_exercise_in_two_sections_is_told(small: Small) -> None:
    small.write("pack.yaml", PACK + "  - {id: end, title: End, exercises: [first]}\n")
    assert small.problems() == ["pack.yaml:6:39: `first` stands in section start already"]


def test_a_break_that_names_no_exercise_is_told(small: Small) -> None:
    feeling = "breaks:\n  feeling: {exercises: [first, secnd], says: Enough.}\n  page: {text: Rest.}\n"
    small.write("pack.yaml", PACK + feeling)
    assert small.problems() == [
        "pack.yaml:7:32: the key `breaks` names `secnd`; there is no such exercise. Did you mean `second`?",
    ]


def test_a_path_that_names_no_exercise_is_told(small: Small) -> None:
    small.write(
        "pack.yaml",
        PACK + "paths:\n  - id: quick\n    title: Quick\n    short: [frist]\n"
        "    days:\n      - {day: 1, do: [first, [third, second]]}\n",
    )
    assert small.problems() == [
        "pack.yaml:9:13: path quick names `frist`; there is no such exercise. Did you mean `first`?",
        "pack.yaml:11:31: path quick names `third`; there is no such exercise.",
    ]


def test_two_files_with_one_id_are_told(small: Small) -> None:
    small.write("end/first.yaml", FIRST)
    small.write("start/second.yml", SECOND)
    assert small.problems() == [
        "start/first.yaml:1:1: first.yaml stands twice in this pack; rename one of the two",
        "start/second.yml:1:1: second.yaml stands twice in this pack; rename one of the two",
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("    hint: After {frist.kind|it}.\n", "9:11: there is no exercise `frist`. Did you mean `first`?"),
        ("    hint: After {first.knd|it}.\n", "9:11: `first` has no step `knd`. Did you mean `kind`?"),
        ("    pin: [first.kidn]\n", "9:11: `first` has no step `kidn`. Did you mean `kind`?"),
        ("    when: {first.kind: jobb}\n", "9:12: `jobb` is no option of `first.kind`; there are `job` and `book`."),
        ("    when: {first.sorted/caus: fit}\n", "9:12: the table `sorted` has no column `caus`."),
        ("    later: first.kind|+7d\n", "9:12: `first.kind` is no date"),
        ("keep: [wish]\nnext:\n  - {to: thrid}\n", "11:10: there is no exercise `thrid`."),
        ("order:\n  - {after: [first, frist], why: It helps.}\n", "10:21: there is no exercise `frist`."),
        ("order:\n  - {not_right_after: nobody, why: It helps.}\n", "10:23: there is no exercise `nobody`."),
        ("later: [+7d, first.kind]\n", "9:14: `first.kind` is no date"),
    ],
)
def test_a_name_across_exercises_that_points_nowhere_is_told(small: Small, lines: str, told: str) -> None:
    small.write("start/second.yaml", SECOND + lines)
    [problem] = small.problems()
    assert problem.startswith(f"start/second.yaml:{told}")


def test_names_across_exercises_that_lead_somewhere_are_fine(small: Small) -> None:
    small.write(
        "start/second.yaml",
        SECOND
        + "    hint: After {first.kind|it}.\n    pin: [first.sorted]\n    when: {first.sorted/cause: {includes: gap}}\n"
        "next:\n  - {to: first, when: {wish: {answered: true}}}\n  - {to: rest}\n",
    )
    assert small.problems() == []


def test_names_in_pack_yaml_that_point_nowhere_are_told(small: Small) -> None:
    small.write(
        "pack.yaml",
        PACK + "book_title: second.name\nwording_by: kind\n"
        "measures:\n  heavy: {title: Heavy, ask: 'How heavy is {third.x|it}?'}\n"
        "plan: |-\n  What happened: {first.kind}\n\n  One wish: {second.wihs}\n",
    )
    assert small.problems() == [
        "pack.yaml:6:13: `second` has no step `name`.",
        "pack.yaml:7:13: `kind` is in no exercise; write `exercise.kind`",
        "pack.yaml:9:30: there is no exercise `third`.",
        "pack.yaml:10:7: `second` has no step `wihs`. Did you mean `wish`?",
    ]


def test_wording_for_an_option_that_nobody_can_choose_is_told(small: Small) -> None:
    small.write("pack.yaml", PACK + "wording_by: first.kind\n")
    small.write(
        "start/second.yaml", SECOND + "    wording:\n      job: {ask: Which job?}\n      boook: {ask: Which book?}\n"
    )
    assert small.problems() == ["start/second.yaml:11:7: `boook` is no option of `first.kind`. Did you mean `book`?"]


def test_a_broken_pack_file_does_not_hide_what_is_wrong_with_the_exercises(small: Small) -> None:
    small.write("pack.yaml", PACK.replace("title: Small", "titel: Small"))
    scale = "  - {id: heavy, kind: scale, measure: heaviness}\n"
    small.write("start/second.yaml", SECOND.replace("core: true", "core: yes") + scale)
    assert small.problems() == [
        "pack.yaml:3:1: unknown key `titel`. Did you mean `title`?",
        "start/second.yaml:7:11: `yes` is neither `true` nor `false`",
    ]


def test_one_file_is_read_with_the_pack_above_it(small: Small) -> None:
    measures = "measures:\n  heavy: {title: Heavy, ask: How heavy is it}\n"
    file = small.write("start/second.yaml", SECOND + "  - {id: now, kind: scale, measure: heavy}\n")
    assert [one.message for one in problems_of_file(file)] == ["pack.yaml has no measure `heavy`."]
    small.write("pack.yaml", PACK + measures)
    assert problems_of_file(file) == ()
    assert problems_of_file(small.folder / "pack.yaml") == ()


def test_a_pack_without_its_file_says_so(small: Small) -> None:
    (small.folder / "pack.yaml").unlink()
    assert small.problems() == ["pack.yaml:1:1: can't be opened: No such file or directory"]


@pytest.mark.fault("A12")
def test_nothing_is_read_through_a_link(small: Small, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "third.yaml").write_text(SECOND)
    (small.folder / "start" / "linked.yaml").symlink_to(outside / "third.yaml")
    (small.folder / "elsewhere").symlink_to(outside)
    assert set(find(small.folder).files) == {"first", "second"}
    (small.folder / "pack.yaml").unlink()
    (small.folder / "pack.yaml").symlink_to(outside / "third.yaml")
    assert small.problems() == ["pack.yaml:1:1: can't be opened: is a link, and links are not followed"]


@pytest.mark.parametrize("id", ["../../outside/third", "/etc/passwd", "..", "a/b", "A", "x" * 65])
@pytest.mark.fault("A12")
def test_an_id_never_leads_out_of_the_pack(small: Small, tmp_path: Path, id: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "third.yaml").write_text(SECOND)
    small.write("pack.yaml", PACK.replace("second]", f"second, '{id}']"))
    library = Library((small.folder,))
    assert [one.id for one in library.titles[0].headings] == ["first", "second"]
    with pytest.raises(NoSuchExercise):
        library.heading(f"small/{id}")


def test_a_file_whose_name_is_no_id_is_told(small: Small) -> None:
    small.write("start/Third One.yaml", SECOND)
    assert (
        "start/Third One.yaml:1:1: the file's name is the exercise's id: `Third One` is no id" in small.problems()[-1]
    )


def test_packs_are_found_in_a_folder_of_packs(small: Small, tmp_path: Path) -> None:
    Small(tmp_path / "another").write("pack.yaml", PACK.replace("id: small", "id: another"))
    library = Library((tmp_path,))
    assert [pack.id for pack in library.titles] == ["another", "small"]
    assert library.heading("small/first").pack == "small"
    assert library.heading("first").pack == "another"
    assert library.check() == ()


def test_an_unknown_exercise_is_told_with_the_nearest(small: Small) -> None:
    with pytest.raises(NoSuchExercise, match=r"There is no exercise `frist`. Did you mean `first`\?"):
        Library((small.folder,)).heading("frist")


@pytest.mark.parametrize("keep", ["keep", "end_with", "run_title"])
def test_what_is_written_for_nobody_is_worth_keeping_for_nobody(small: Small, keep: str) -> None:
    value = "free" if keep == "run_title" else "[free]"
    free = "  - id: free\n    kind: text\n    core: true\n    let_go: true\n    ask: Write.\n"
    small.write("start/second.yaml", SECOND.replace("steps:\n", f"{keep}: {value}\nsteps:\n") + free)
    (problem,) = small.problems()
    assert problem.endswith("`free` has `let_go: true`; nothing else may show what is written there")


@pytest.mark.parametrize(
    "says",
    [
        "kind: line\n    ask: And?\n    default: NAME",
        "kind: line\n    ask: And?\n    again: NAME",
        "kind: line\n    ask: And?\n    pin: NAME",
        'kind: line\n    ask: "And {NAME|it}?"',
        'kind: line\n    ask: And?\n    hint: "See {NAME|it}."',
        'kind: letter\n    ask: And?\n    template: "Dear {NAME|you}"',
        'kind: note\n    text: "Of {NAME|it}."',
    ],
)
@pytest.mark.parametrize("name", ["free", "first.free"])
def test_what_is_written_for_nobody_is_shown_by_nothing_else(small: Small, says: str, name: str) -> None:
    free = "  - id: free\n    kind: text\n    core: true\n    let_go: true\n    ask: Write.\n"
    after = f"  - id: after\n    {says.replace('NAME', name)}\n"
    small.write("start/first.yaml", FIRST + free + (after if name == "free" else ""))
    small.write("start/second.yaml", SECOND + (after if name != "free" else ""))
    (problem,) = small.problems()
    assert problem.endswith(f"`{name}` has `let_go: true`; nothing else may show what is written there")


def test_whether_something_was_written_for_nobody_may_be_asked(small: Small) -> None:
    free = "  - id: free\n    kind: text\n    core: true\n    let_go: true\n    ask: Write.\n"
    after = "  - id: after\n    kind: line\n    when: {free: {answered: true}}\n    ask: And?\n"
    small.write("start/first.yaml", FIRST + free + after)
    assert small.problems() == []
