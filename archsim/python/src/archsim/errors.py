"""What can go wrong, as exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input."""

    code: str
    """Stable, as in ``AS102``; ``archsim explain CODE`` tells what it means."""
    pointer: str
    """JSON pointer of the faulty value; empty for the whole input."""
    message: str
    expected: Optional[str] = None
    found: Optional[str] = None

    @staticmethod
    def of(tree: Mapping[str, Any]) -> "Fault":
        return Fault(
            str(tree["code"]),
            str(tree["pointer"]),
            str(tree["message"]),
            tree.get("expected"),
            tree.get("found"),
        )

    def __str__(self) -> str:
        return f"{self.pointer} {self.message}".strip()


class ArchsimError(Exception):
    """Anything that archsim reports."""


class NotFoundError(ArchsimError):
    """No launcher of archsim, or no Java, was found."""


class InputError(ArchsimError):
    """The input is wrong: all its faults at once."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.file = file
        self.faults: List[Fault] = list(faults)
        super().__init__(file + ":" + "".join(f"\n  {fault}" for fault in self.faults))


class CommandError(ArchsimError):
    """A command ended with another exit code than 0."""

    def __init__(self, exit_code: int, message: str) -> None:
        self.exit_code = exit_code
        super().__init__(message.strip() or f"archsim ended with {exit_code}")


class CancelledError(ArchsimError):
    """The work was cancelled."""
