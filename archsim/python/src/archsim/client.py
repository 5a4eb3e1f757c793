"""One process of archsim that answers many requests (``archsim serve --stdio``)."""

from __future__ import annotations

import atexit
import itertools
import json
import queue
import subprocess
import tempfile
import threading
from typing import IO, Any, Callable, Dict, List, Mapping, Optional, Sequence

from . import launcher
from .errors import ArchsimError, CancelledError, CommandError, Fault, InputError

Progress = Callable[[int, int], object]

PROTOCOL = 1


class Client:
    """Talks to one process. Safe for threads: each call waits for its own answer."""

    def __init__(self, command: Optional[Sequence[str]] = None) -> None:
        """Starts the process; ``command`` in place of the launcher that is found."""
        self._ids = itertools.count(1)
        self._answers: Dict[int, "queue.Queue[Optional[Dict[str, Any]]]"] = {}
        self._lock = threading.Lock()
        self._errors: IO[bytes] = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [*(command or launcher.find()), "serve", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        hello = self._read()
        if hello is None:
            complaint = self._complaint()
            self.close()
            raise ArchsimError("archsim did not start: " + complaint)
        if hello.get("protocol") != PROTOCOL:
            self.close()
            raise ArchsimError(
                f"archsim speaks protocol {hello.get('protocol')}, this package {PROTOCOL}: install the same version of both"
            )
        self.version: str = str(hello["version"])
        self.verbs: List[str] = list(hello["verbs"])
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def call(self, verb: str, progress: Optional[Progress] = None, **parameters: Any) -> Any:
        """The result of a verb; a fault is an exception. An interrupt of the caller cancels the work."""
        number = self._send(verb, parameters)
        try:
            return _result(self._wait(number, progress))
        finally:
            with self._lock:
                self._answers.pop(number, None)

    def _wait(self, number: int, progress: Optional[Progress]) -> Mapping[str, Any]:
        try:
            while True:
                answer = self._answers[number].get()
                if answer is None:
                    raise ArchsimError("archsim ended: " + self._complaint())
                if answer["event"] != "progress":
                    return answer
                if progress is not None:
                    progress(int(answer["done"]), int(answer["of"]))
        except BaseException:
            if self._process.poll() is None:
                self._send("cancel", {"target": number}, waiting=False)
            raise

    def command(self, *arguments: str) -> Any:
        """What a command of the command line printed: a tree if it is JSON, else a text."""
        done = self.call("command", arguments=list(arguments))
        if done["exitCode"] != 0:
            raise CommandError(int(done["exitCode"]), str(done["err"]))
        return done["out"]

    def close(self) -> None:
        """Ends the process when it has answered."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                pipe.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, verb: str, parameters: Mapping[str, Any], waiting: bool = True) -> int:
        with self._lock:
            number = next(self._ids)
            line = json.dumps({"id": number, "verb": verb, **parameters}, allow_nan=False)
            if waiting:
                self._answers[number] = queue.Queue()
            stdin = self._process.stdin
            assert stdin is not None
            try:
                stdin.write(line.encode("utf-8") + b"\n")
                stdin.flush()
            except (BrokenPipeError, ValueError):
                self._answers.pop(number, None)
                raise ArchsimError("archsim has ended: " + self._complaint()) from None
            return number

    def _read(self) -> Optional[Dict[str, Any]]:
        stdout = self._process.stdout
        assert stdout is not None
        line = stdout.readline()
        answer: Optional[Dict[str, Any]] = json.loads(line) if line else None
        return answer

    def _listen(self) -> None:
        answer = self._read()
        while answer is not None:
            with self._lock:
                waiting = self._answers.get(answer["id"]) if answer["id"] is not None else None
            if waiting is not None:
                waiting.put(answer)
            answer = self._read()
        with self._lock:
            for each in self._answers.values():
                each.put(None)

    def _complaint(self) -> str:
        if self._errors.closed:
            return "it was closed"
        self._process.wait(timeout=10)
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace").strip()


def _result(answer: Mapping[str, Any]) -> Any:
    if answer["event"] == "result":
        return answer["result"]
    if "faults" in answer:
        raise InputError(str(answer["file"]), [Fault.of(each) for each in answer["faults"]])
    if answer["reason"] == "cancelled":
        raise CancelledError(str(answer["message"]))
    raise ArchsimError(str(answer["message"]))


_shared: Optional[Client] = None
_shared_lock = threading.Lock()


def shared() -> Client:
    """The process that the functions of this package use; started when first needed, ended with Python."""
    global _shared
    with _shared_lock:
        if _shared is None or _shared._process.poll() is not None:
            _shared = Client()
        return _shared


@atexit.register
def close() -> None:
    """Ends the shared process; the next call starts another."""
    global _shared
    with _shared_lock:
        if _shared is not None:
            _shared.close()
            _shared = None
