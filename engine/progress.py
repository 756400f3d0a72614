"""Progress and cancel are one callable.

Every long step takes a `Report` and calls it between the pieces of its work as `report(stage, fraction)`: `stage` is a
few words for the user ("Clustering Northeast"), `fraction` runs from 0 to 1 within that stage. The callable may raise
`Cancelled`; a step lets it pass and leaves nothing half done behind.
"""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str, float], None]


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked to stop; raised by a `Report`, never by the engine itself."""


def silent(stage: str, fraction: float) -> None:
    """A report that nobody listens to."""
