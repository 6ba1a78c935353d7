"""What the model-making scripts share: a quiet TensorFlow, JSON a person can read, hashes."""

import hashlib
import importlib.metadata
import json
import os
from pathlib import Path

# Set before TensorFlow is imported. The accelerated kernels pick their code path by processor, and
# a graphics card would add its own rounding, so both are switched off: what these scripts write
# should depend on the machine as little as possible.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import numpy as np  # noqa: E402

HERE = Path(__file__).resolve().parent

PACKAGES = ("ai-edge-litert", "keras", "numpy", "pillow", "scikit-learn", "tensorflow")


def load_tensorflow():
    """Imports TensorFlow with one thread and deterministic kernels, and without its chatter."""
    import absl.logging
    import tensorflow as tf

    absl.logging.set_verbosity(absl.logging.ERROR)
    tf.get_logger().setLevel("ERROR")
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    return tf


def versions(*names):
    """The installed versions of the packages that the result depends on."""
    return {name: importlib.metadata.version(name) for name in names or PACKAGES}


def file_facts(path):
    """Name, size and hash of a file, so that a test can say which file it looked at."""
    data = path.read_bytes()
    return {
        "file": path.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def plain(value):
    """Turns numpy values into what JSON knows.

    A float32 is written with all its digits, so that a reader gets the same number whether it
    parses to 32 or to 64 bits.
    """
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value


def write_json(path, value):
    """Writes JSON with lists of plain values on one line, made for reading and comparing."""

    def render(item, indent):
        pad = "  " * (indent + 1)
        if isinstance(item, dict) and item:
            rows = [f"{pad}{json.dumps(k)}: {render(v, indent + 1)}" for k, v in item.items()]
            return "{\n" + ",\n".join(rows) + "\n" + "  " * indent + "}"
        if isinstance(item, list) and any(isinstance(v, (dict, list)) for v in item):
            rows = [pad + render(v, indent + 1) for v in item]
            return "[\n" + ",\n".join(rows) + "\n" + "  " * indent + "]"
        return json.dumps(item, ensure_ascii=False)

    path.write_text(render(plain(value), 0) + "\n", encoding="utf-8")
