"""What lies open before somebody: the library, the shelf, the book, an exercise with its answers. No screen in it."""

from .ahead import Ahead
from .desk import CantOpen, Desk, Taken, now
from .progress import Back, Progress, Upcoming

__all__ = ["Ahead", "Back", "CantOpen", "Desk", "Progress", "Taken", "Upcoming", "now"]
