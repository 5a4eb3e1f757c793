"""Where archsim is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import List, Mapping, Optional

from .errors import NotFoundError

_NAMES = ("archsim.bat", "archsim.exe") if os.name == "nt" else ("archsim",)
_FOLDERS = ("bin", "archsim/bin")


def find(environment: Optional[Mapping[str, str]] = None) -> List[str]:
    """The command that starts archsim: of ``ARCHSIM_HOME``, of this package, or of ``PATH``."""
    known = os.environ if environment is None else environment
    home = known.get("ARCHSIM_HOME")
    if home:
        found = _in(Path(home))
        if found is None:
            raise NotFoundError(
                f"ARCHSIM_HOME is {home}, which has no {_NAMES[0]} in {' or '.join(_FOLDERS)}"
            )
        return [str(found)]
    bundled = _in(Path(__file__).parent / "dist")
    if bundled is not None:
        return [str(bundled)]
    for name in _NAMES:
        on_path = shutil.which(name, path=known.get("PATH"))
        if on_path:
            return [on_path]
    raise NotFoundError(
        "no archsim was found: set ARCHSIM_HOME to its folder, or put its bin folder on PATH"
    )


def _in(home: Path) -> Optional[Path]:
    for folder in _FOLDERS:
        for name in _NAMES:
            candidate = home / folder / name
            if candidate.is_file():
                return candidate
    return None
