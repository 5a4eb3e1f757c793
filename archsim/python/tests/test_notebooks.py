"""Every notebook is executed, and shows what it was committed with."""

import importlib.util
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "notebooks" / "execute.py"


def script():
    spec = importlib.util.spec_from_file_location("execute", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class NotebooksTest(unittest.TestCase):
    def test_all_run_and_show_what_they_were_committed_with(self):
        try:
            import ipykernel  # noqa: F401
            import matplotlib  # noqa: F401
            import nbclient  # noqa: F401
            import nbformat
            import pandas  # noqa: F401
        except ImportError as missing:
            self.skipTest(f"{missing.name} is not installed")
        execute = script()
        self.assertEqual(5, len(execute.notebooks()))
        for path in execute.notebooks():
            with self.subTest(path.name):
                found = list(execute.faults(path, nbformat.read(path, as_version=4), execute.executed(path)))
                self.assertEqual([], found, "\n".join(found))

    def test_words_are_exact_and_numbers_may_move(self):
        same = script().same
        self.assertTrue(same("dense  100.0 uJ", "dense 105.0 uJ"))
        self.assertFalse(same("dense 100.0 uJ", "dense 120.0 uJ"))
        self.assertFalse(same("dense 100.0 uJ", "pruned 100.0 uJ"))
        self.assertFalse(same("dense 100", "dense 100 200"))


if __name__ == "__main__":
    unittest.main()
