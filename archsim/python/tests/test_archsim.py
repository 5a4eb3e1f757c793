"""The package against the real simulator; ARCHSIM_HOME says where that is."""

import json
import os
import struct
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

import archsim
from archsim import launcher
from archsim.client import Client

CONFIG = {
    "schemaVersion": 1,
    "accelerator": "scnn",
    "memory": "lpddr4-2400",
    "workloads": [
        {"name": "dense", "network": "lenet5"},
        {
            "name": "pruned",
            "network": "lenet5",
            "sparsity": {"kind": "bernoulli", "weightDensity": 0.1, "activationDensity": 0.5},
        },
    ],
}

SWEEP = {
    "schemaVersion": 1,
    "base": CONFIG,
    "axes": [{"name": "density", "pointer": "/workloads/1/sparsity/weightDensity", "values": [0.1, 0.2, 0.4]}],
}


def rows(frame):
    """A frame of pandas, or the list that stands for it, as a list of dicts."""
    return frame if isinstance(frame, list) else frame.to_dict("records")


class RunTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.result = archsim.run(CONFIG)

    def test_layers_are_those_of_the_network(self):
        names = [row["layer"] for row in rows(self.result.layers) if row["workload"] == "pruned"]
        self.assertEqual(["conv1", "conv2", "fc1", "fc2"], names)

    def test_energy_adds_up(self):
        for run in self.result.document["runs"]:
            parts = [row["energyPj"] for row in rows(self.result.energy) if row["workload"] == run["workload"]]
            self.assertAlmostEqual(run["totals"]["energyTotalPj"], sum(parts), delta=1e-6 * sum(parts))

    def test_cycle_stack_adds_up(self):
        for run in self.result.document["runs"]:
            parts = [row["cycles"] for row in rows(self.result.cycle_stack) if row["workload"] == run["workload"]]
            self.assertAlmostEqual(run["totals"]["cycles"], sum(parts), places=3)

    def test_storage_adds_up(self):
        for run in self.result.document["runs"]:
            bits = [row["bits"] for row in rows(self.result.storage) if row["workload"] == run["workload"]]
            self.assertEqual(sum(run["totals"]["storageBits"].values()), sum(bits))

    def test_pruning_saves_cycles(self):
        dense, pruned = rows(self.result.totals)
        self.assertLess(pruned["cycles"], dense["cycles"])

    def test_notebooks_show_the_figure(self):
        self.assertTrue(self.result._repr_html_().startswith("<svg"))
        self.assertIn("scnn", repr(self.result))

    def test_rows_are_lists_without_pandas(self):
        with mock.patch("archsim.results._pandas", None):
            self.assertIsInstance(self.result.layers, list)

    def test_same_input_gives_the_same_result(self):
        self.assertEqual(self.result.document, archsim.run(CONFIG).document)

    def test_files_and_names_are_taken_too(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "run.json")
            file.write_text(json.dumps(CONFIG), encoding="utf-8")
            self.assertEqual(self.result.document["runs"], archsim.run(file).document["runs"])
        self.assertEqual(3, len(archsim.run("sticker").document["runs"]))


class InputTest(unittest.TestCase):
    def test_all_faults_come_at_once(self):
        faulty = dict(CONFIG, accelerator="scn", seed="x")
        with self.assertRaises(archsim.InputError) as caught:
            archsim.run(faulty)
        faults = {fault.pointer: fault for fault in caught.exception.faults}
        self.assertEqual({"/accelerator", "/seed"}, set(faults))
        self.assertEqual("AS105", faults["/seed"].code)
        self.assertEqual("a whole number", faults["/seed"].expected)
        self.assertEqual('"x"', faults["/seed"].found)

    def test_files_are_checked_without_running(self):
        with tempfile.TemporaryDirectory() as folder:
            good = Path(folder, "good.json")
            good.write_text(json.dumps(CONFIG), encoding="utf-8")
            bad = Path(folder, "bad.json")
            bad.write_text(json.dumps(dict(CONFIG, sede=1)), encoding="utf-8")
            found = archsim.check([good, bad])
        self.assertEqual([], found[str(good)])
        self.assertEqual(["/sede"], [fault.pointer for fault in found[str(bad)]])

    def test_commands_that_fail_say_why(self):
        with self.assertRaises(archsim.CommandError) as caught:
            archsim.storage("no-such-model")
        self.assertEqual(2, caught.exception.exit_code)
        self.assertIn("no-such-model", str(caught.exception))

    def test_storage_of_a_model(self):
        self.assertTrue(archsim.storage("lenet5-mnist-structured"))


class SweepTest(unittest.TestCase):
    def test_points_and_progress(self):
        heard = []
        swept = archsim.sweep(SWEEP, progress=lambda done, of: heard.append((done, of)))
        self.assertEqual(3, len(swept))
        self.assertEqual({0.1, 0.2, 0.4}, {row["density"] for row in rows(swept.points)})
        self.assertEqual((0, 3), heard[0])
        self.assertEqual((3, 3), heard[-1])

    def test_an_exception_of_the_listener_ends_the_work(self):
        class Enough(Exception):
            pass

        def listener(done, of):
            raise Enough

        with self.assertRaises(Enough):
            archsim.sweep(SWEEP, progress=listener)
        self.assertEqual(2, len(archsim.run(CONFIG).document["runs"]))

    def test_threads_share_one_process(self):
        found = []
        threads = [threading.Thread(target=lambda: found.append(archsim.run(CONFIG))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(4, len(found))
        self.assertEqual(1, len({json.dumps(result.document) for result in found}))


class LauncherTest(unittest.TestCase):
    def test_home_without_a_launcher_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(archsim.NotFoundError, "ARCHSIM_HOME is"):
                launcher.find({"ARCHSIM_HOME": folder})

    def test_nothing_found_says_what_to_do(self):
        with self.assertRaisesRegex(archsim.NotFoundError, "set ARCHSIM_HOME"):
            launcher.find({"PATH": ""})

    def test_path_is_searched(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "archsim.bat" if os.name == "nt" else "archsim")
            file.write_text("#!/bin/sh\n", encoding="utf-8")
            file.chmod(0o755)
            self.assertEqual([str(file)], launcher.find({"PATH": folder}))

    def test_a_process_that_does_not_start_says_why(self):
        with self.assertRaisesRegex(archsim.ArchsimError, "did not start"):
            Client(["sh", "-c", "echo no java >&2; exit 1"])


class RecordTest(unittest.TestCase):
    """Only where PyTorch is installed."""

    def setUp(self):
        try:
            import torch
        except ImportError:
            self.skipTest("torch is not installed")
        self.torch = torch

    def test_masks_are_what_the_layers_met(self):
        torch = self.torch
        torch.manual_seed(1)
        model = torch.nn.Sequential(
            torch.nn.Conv2d(3, 8, 3, stride=2, padding=1),
            torch.nn.ReLU(),
            torch.nn.Flatten(),
            torch.nn.Linear(8 * 4 * 4, 10),
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "mine.safetensors")
            workload = archsim.record(model, torch.randn(2, 3, 8, 8), file)
            (length,) = struct.unpack("<Q", file.read_bytes()[:8])
            header = json.loads(file.read_bytes()[8 : 8 + length])
            self.assertEqual([2, 3, 8, 8], header["0.input"]["shape"])
            result = archsim.run(dict(CONFIG, workloads=[workload]))
        inputs = [row["inputDensity"] for row in rows(result.layers)]
        self.assertEqual(1.0, inputs[0])
        self.assertLess(inputs[1], 0.9)


if __name__ == "__main__":
    unittest.main()
