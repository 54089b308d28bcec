"""How many an author has in mind, in words that ask for nothing."""

from __future__ import annotations

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def suggested(at_least: int, at_most: int) -> str:
    """A sentence such as "Two or three; fewer or more is fine."; empty where the author has no number in mind."""
    if at_least and at_most:
        if at_least == at_most:
            words = _number(at_least)
        else:
            words = f"{_number(at_least)} {'or' if at_most == at_least + 1 else 'to'} {_number(at_most)}"
        said = f"{words}; fewer or more is fine."
    elif at_least:
        said = f"{_number(at_least)} or more; fewer is fine."
    elif at_most:
        said = f"up to {_number(at_most)}; more is fine."
    else:
        return ""
    return said[:1].upper() + said[1:]


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
