"""What a run found, as frames."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Union

from . import client

Rows = List[Dict[str, Any]]

try:
    import pandas as _pandas
except ImportError:  # rows are lists of dicts then
    _pandas = None  # type: ignore[assignment]

Frame = Any
"""A ``pandas.DataFrame`` where pandas is installed, else a list of dicts."""


def frame(rows: Rows) -> Frame:
    """Rows as a frame."""
    return rows if _pandas is None else _pandas.DataFrame(rows)


class Result:
    """One result: ``.document`` is the whole of ``result.json``; the properties are tables of it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    @property
    def totals(self) -> Frame:
        """A row for each workload: cycles, time, energy, MACs, images a second, power, GOPS, TOPS/W, EDP."""
        return frame(
            [
                {
                    "workload": run["workload"],
                    "accelerator": run["accelerator"],
                    **_scalars(run["totals"]),
                    **_rates(run["totals"]),
                }
                for run in self.document["runs"]
            ]
        )

    @property
    def layers(self) -> Frame:
        """A row for each workload and layer; energies in pJ, times in ns."""
        return frame(
            [
                {
                    "workload": run["workload"],
                    "layer": layer["name"],
                    **_scalars({key: value for key, value in layer.items() if key != "name"}),
                    **{f"dramBytes.{key}": value for key, value in layer["dramBytes"].items()},
                }
                for run, layer in self._each()
            ]
        )

    @property
    def energy(self) -> Frame:
        """A row for each workload, layer, component and type of data, in pJ."""
        return frame(
            [
                {
                    "workload": run["workload"],
                    "layer": layer["name"],
                    "component": component,
                    "dataType": data_type,
                    "energyPj": energy_pj,
                }
                for run, layer in self._each()
                for component, by_type in layer["energyPj"].items()
                for data_type, energy_pj in by_type.items()
            ]
        )

    @property
    def cycle_stack(self) -> Frame:
        """A row for each workload, layer and cause: multiplier slots, and the cycles that they make."""
        return frame(
            [
                {
                    "workload": run["workload"],
                    "layer": layer["name"],
                    "cause": cause,
                    "slots": slots,
                    "cycles": slots / layer["multipliers"],
                }
                for run, layer in self._each()
                for cause, slots in layer["slotStack"].items()
            ]
        )

    @property
    def storage(self) -> Frame:
        """A row for each workload, layer and purpose, in bits."""
        return frame(
            [
                {
                    "workload": run["workload"],
                    "layer": layer["name"],
                    "format": layer["storageFormat"],
                    "purpose": purpose,
                    "bits": bits,
                }
                for run, layer in self._each()
                for purpose, bits in layer["storageBits"].items()
            ]
        )

    @property
    def comparisons(self) -> List[Mapping[str, Any]]:
        """Each workload against the first: alpha, speed-up, PPR, loss factors."""
        return list(self.document["comparisons"])

    def svg(self) -> str:
        """The figure of cycles and energy."""
        return str(client.shared().call("figure", result=self.document)["svg"])

    def _each(self) -> Any:
        return ((run, layer) for run in self.document["runs"] for layer in run["layers"])

    def _repr_html_(self) -> str:
        svg = self.svg()
        return svg[svg.index("<svg") :]

    def __repr__(self) -> str:
        runs = ", ".join(
            f"{run['workload']} {run['totals']['cycles']:,} cycles {run['totals']['energyTotalPj'] / 1e6:.4g} uJ"
            for run in self.document["runs"]
        )
        return f"<archsim.Result on {self.document['runs'][0]['accelerator']}: {runs}>"


class Sweep:
    """The points of a sweep."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    @property
    def points(self) -> Frame:
        """A row for each point, its columns as of ``points.csv``."""
        return frame(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> Union[str, None]:
        points = self.points
        return None if _pandas is None else str(points.to_html())

    def __repr__(self) -> str:
        return f"<archsim.Sweep of {len(self.rows)} rows>"


def _rates(totals: Mapping[str, Any]) -> Dict[str, Any]:
    return {
        f"{name}.{kind}": value
        for name in ("gops", "arithmeticIntensity", "topsPerWatt")
        for kind, value in totals.get(name, {}).items()
    }


def _scalars(tree: Mapping[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in tree.items() if not isinstance(value, (dict, list))}
