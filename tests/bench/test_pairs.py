"""What the benchmarks print is what they measured, and what they measure is what they say."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from checking import make_pack
from durable_save import text_of
from pairs import Pairs, report

from workbook.library.check import problems_of_pack
from workbook.library.folders import find


def test_a_ratio_is_the_median_of_the_pairs_and_not_of_the_sides() -> None:
    found = Pairs("a save", "raw", 2.0, both=[(1.0, 1.5), (10.0, 30.0), (2.0, 3.0)])
    assert found.ratio() == 1.5
    assert found.met
    assert (
        report([found]).splitlines()[2] == "| a save | raw | 2 ms | 3 ms | 1.50 (1.50 to 3.00, 3 pairs) | 2.00 | met |"
    )
    found.target = 1.4
    assert report([found]).endswith("| 1.40 | MISSED |")


def test_the_pack_of_many_exercises_has_them_all_and_no_problem(tmp_path: Path) -> None:
    make_pack(tmp_path, 60)
    assert len(find(tmp_path).files) == 60
    assert problems_of_pack(find(tmp_path)) == ()


def test_a_text_to_save_is_as_long_as_it_is_called() -> None:
    assert 9_990 <= len(text_of(10_000).encode()) <= 10_000
