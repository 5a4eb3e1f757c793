"""Weights and input activations of a PyTorch model."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, Dict, List, Tuple, Union

from .errors import ArchsimError


def record(model: Any, batch: Any, out: Union[str, Path]) -> Dict[str, Any]:
    """Writes the weights of all convolutions and linear layers of ``model`` and what reaches them on ``batch``.

    ``out`` becomes a ``.safetensors`` file with ``<layer>.weight`` and ``<layer>.input``, each input ``[n][c][h][w]`` or
    ``[n][c]``. Returns the workload of a run configuration that stands for it: masks are the non-zeros of both, so the
    sparsity of activations is measured and not assumed.
    """
    try:
        import torch
    except ImportError as missing:
        raise ArchsimError("archsim.record needs PyTorch: pip install torch") from missing

    inputs: Dict[str, Any] = {}
    modules = [
        (name, module)
        for name, module in model.named_modules()
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear))
    ]
    if not modules:
        raise ArchsimError("the model has no torch.nn.Conv2d and no torch.nn.Linear")

    def keep(name: str) -> Any:
        def hook(_module: Any, given: Tuple[Any, ...], _output: Any) -> None:
            if name in inputs:
                raise ArchsimError(f"layer {name} is used twice: give each use a module of its own")
            inputs[name] = given[0].detach()

        return hook

    hooks = [module.register_forward_hook(keep(name)) for name, module in modules]
    was_training = model.training
    try:
        model.eval()
        with torch.no_grad():
            model(batch)
    finally:
        model.train(was_training)
        for hook in hooks:
            hook.remove()

    tensors: Dict[str, Any] = {}
    layers: List[Dict[str, Any]] = []
    for name, module in modules:
        if name not in inputs:
            continue
        tensors[name + ".weight"] = module.weight.detach()
        tensors[name + ".input"] = inputs[name]
        layers.append(_layer(torch, name, module, inputs[name]))
    _write(torch, Path(out), tensors)
    return {"name": Path(out).stem, "tensors": str(out), "layers": layers}


def _layer(torch: Any, name: str, module: Any, given: Any) -> Dict[str, Any]:
    if isinstance(module, torch.nn.Linear):
        if given.dim() != 2:
            raise ArchsimError(f"layer {name} is applied to {given.dim()} axes, of which archsim.record knows 2")
        return {"name": name, "type": "fc"}
    if isinstance(module.padding, str):
        raise ArchsimError(f"layer {name} has padding {module.padding!r}: give it in numbers")
    top, left = module.padding
    layer = {
        "name": name,
        "type": "conv",
        "stride": list(module.stride),
        "padding": [top, left, top, left],
    }
    if tuple(module.dilation) != (1, 1):
        layer["dilation"] = list(module.dilation)
    if module.groups > 1:
        if module.groups == module.in_channels == module.out_channels:
            layer["type"] = "depthwise"
        else:
            layer["groups"] = module.groups
    return layer


def _write(torch: Any, path: Path, tensors: Dict[str, Any]) -> None:
    """The safetensors format: length of the header, header, values in little endian."""
    header: Dict[str, Any] = {}
    parts: List[bytes] = []
    offset = 0
    for name, tensor in tensors.items():
        values = tensor.to(torch.float32).cpu().contiguous()
        part = values.numpy().astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(values.shape),
            "data_offsets": [offset, offset + len(part)],
        }
        parts.append(part)
        offset += len(part)
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
    temporary.replace(path)
