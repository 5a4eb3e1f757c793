"""Executes the notebooks beside this file: their outputs are compared with those committed, or with --write kept.

Words are compared exactly. Numbers may be off by a tenth: prices and models move them, and pictures are only counted.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SOURCE = FOLDER.parent / "src"
TOLERANCE = 0.1
SECONDS = 900
NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")


def notebooks():
    """All of them, in their order."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path):
    """The notebook at path with fresh outputs; it runs in an empty folder, on the package beside this folder."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as work:
        NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": work}},
        ).execute(env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])})
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


def texts(cell):
    """What a cell shows, as text: a frame as its table, which has no lines to break; a picture by its kind only."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield output.text
        elif output.output_type in ("execute_result", "display_data"):
            page = output.data.get("text/html", "")
            yield page if page and "<svg" not in page else output.data.get("text/plain", "")
            yield " ".join(sorted(output.data))
        else:
            yield output.get("ename", output.output_type)


def faults(path, committed, fresh):
    """Where the outputs differ, and where they name a folder of the machine that made them."""
    for number, (old, new) in enumerate(zip(committed.cells, fresh.cells), start=1):
        if old.cell_type != "code":
            continue
        for place in ("/home/", "/root/", "/tmp/", "/usr/", str(FOLDER)):
            if any(place in str(output) for output in new.outputs):
                yield f"{path.name}, cell {number}: names a folder of this machine, {place}"
        shown, now = "\n".join(texts(old)), "\n".join(texts(new))
        if not same(shown, now):
            yield f"{path.name}, cell {number} shows\n{shown}\nand now\n{now}"


def same(shown, now):
    """Words alike, numbers close."""
    if words(shown) != words(now):
        return False
    pairs = zip(numbers(shown), numbers(now))
    return all(abs(a - b) <= TOLERANCE * max(abs(a), abs(b)) for a, b in pairs)


def words(text):
    return re.sub(r"[\s-]+", " ", NUMBER.sub("#", text)).strip()


def numbers(text):
    return [float(number.replace(",", "")) for number in NUMBER.findall(text)]


def main(arguments):
    import nbformat

    found = []
    for path in notebooks():
        fresh = executed(path)
        if "--write" in arguments:
            nbformat.write(fresh, path)
        found += faults(path, nbformat.read(path, as_version=4), fresh)
        print("ran", path.name)
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
