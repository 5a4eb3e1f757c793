"""Simulates compressed neural networks on accelerators: cycles, energy, bytes, and why."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from .client import Client, Progress, close, shared
from .errors import ArchsimError, CancelledError, CommandError, Fault, InputError, NotFoundError
from .results import Frame, Result, Sweep
from .torch_record import record

__version__ = "0.1.0"

__all__ = [
    "ArchsimError",
    "CancelledError",
    "Client",
    "CommandError",
    "Fault",
    "Frame",
    "InputError",
    "NotFoundError",
    "Progress",
    "Result",
    "Sweep",
    "check",
    "close",
    "import_model",
    "record",
    "run",
    "storage",
    "study",
    "sweep",
]

Config = Union[str, "os.PathLike[str]", Mapping[str, Any]]


def run(config: Config, *, fidelity: Optional[str] = None, progress: Optional[Progress] = None) -> Result:
    """Simulates the workloads of a configuration: a dict, a file, or a name that ships."""
    return Result(shared().call("run", progress, **_asked(config, fidelity)))


def sweep(config: Config, *, fidelity: Optional[str] = None, progress: Optional[Progress] = None) -> Sweep:
    """Runs a configuration at every point of its axes."""
    return Sweep(shared().call("sweep", progress, **_asked(config, fidelity)))


def study(name: Union[str, "os.PathLike[str]"]) -> Any:
    """The document of a study, by file or name."""
    return shared().command("study", _absolute(name), "--format", "json")


def storage(model: Union[str, "os.PathLike[str]"]) -> Any:
    """Sizes of a model's layers in all storage formats, by file or name."""
    return shared().command("storage", _absolute(model), "--format", "json")


def import_model(
    file: Union[str, "os.PathLike[str]"], out: Union[str, "os.PathLike[str]"], *options: str
) -> str:
    """Makes a model of archsim of a file of another tool; ``options`` as of ``archsim import``. Returns ``out``."""
    shared().command("import", os.path.abspath(file), "--out", os.path.abspath(out), *options)
    return os.fspath(out)


def check(files: Sequence[Union[str, "os.PathLike[str]"]], *, kind: Optional[str] = None) -> Dict[str, List[Fault]]:
    """The faults of files by name, found without running them; none for a file in order."""
    asked: Dict[str, Any] = {"files": [os.path.abspath(file) for file in files]}
    if kind is not None:
        asked["kind"] = kind
    done = shared().call("check", **asked)
    if not isinstance(done["out"], dict):
        raise CommandError(int(done["exitCode"]), str(done["err"]))
    return {
        os.fspath(file): [Fault.of(each) for each in found["faults"]]
        for file, found in zip(files, done["out"]["files"])
    }


def _asked(config: Config, fidelity: Optional[str]) -> Dict[str, Any]:
    asked: Dict[str, Any] = {"folder": os.getcwd()}
    asked["config"] = dict(config) if isinstance(config, Mapping) else _absolute(config)
    if fidelity is not None:
        asked["fidelity"] = fidelity
    return asked


def _absolute(file_or_name: Union[str, "os.PathLike[str]"]) -> str:
    """The process may have been started in another folder; names that ship are no files."""
    name = os.fspath(file_or_name)
    return os.path.abspath(name) if os.path.exists(name) else name
