"""What lies open before somebody: the library, the shelf, the book, an exercise with its answers. No screen in it."""

from .ahead import Ahead
from .care import Care, Offering, break_page
from .desk import CantOpen, Desk, Taken, now
from .progress import Back, Progress, Upcoming
from .ways import Way, comes_next, going_on, ways

__all__ = [
    "Ahead",
    "Back",
    "CantOpen",
    "Care",
    "Desk",
    "Offering",
    "Progress",
    "Taken",
    "Upcoming",
    "Way",
    "break_page",
    "comes_next",
    "going_on",
    "now",
    "ways",
]
