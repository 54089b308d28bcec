"""What lies open before somebody: the library, the shelf, the book, an exercise with its answers. No screen in it."""

from .ahead import Ahead, Back, Progress, Upcoming
from .desk import CantOpen, Desk, Taken, now

__all__ = ["Ahead", "Back", "CantOpen", "Desk", "Progress", "Taken", "Upcoming", "now"]
