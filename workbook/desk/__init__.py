"""What lies open before somebody: the library, the shelf, the book, an exercise with its answers. No screen in it."""

from .desk import CantOpen, Desk, Progress, Taken, now

__all__ = ["CantOpen", "Desk", "Progress", "Taken", "now"]
