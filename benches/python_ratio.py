"""Compares an engine of this crate with the same one of the official Python package.

Both run the same models on one thread with their default settings, in rounds that alternate. Times
are the processor's, so that other programs on the machine matter little. Prints the medians, their ratio (this crate's time
to Python's), and the median of the ratios of neighbouring rounds, which is steadier on a busy machine.
For development; needs `pip install ai-edge-litert==2.3.0` in a virtual environment.

    python benches/python_ratio.py [--interpreter] [model.tflite ...]

Without --interpreter it is CompiledModel. LITERT_LIBRARY_PATH chooses the library of this crate's side.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

from ai_edge_litert.compiled_model import CompiledModel
from ai_edge_litert.interpreter import Interpreter

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENGINE = "interpreter" if "--interpreter" in sys.argv[1:] else "compiled"
ROUNDS = int(os.environ.get("ROUNDS", 60))
SLICE = 0.03  # seconds that one side runs in one round


class Rust:
    """The other program, told how often to run."""

    def __init__(self, model):
        command = ["cargo", "bench", "--quiet", "--bench", "compiled_overhead"]
        binary = os.environ.get("COMPILED_OVERHEAD")
        command = [binary] if binary else [*command, "--"]
        self.process = subprocess.Popen(
            [*command, "--serve", str(model), ENGINE],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.run(1)

    def run(self, count):
        """Seconds of one run, over `count` of them."""
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline()) / count

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class PythonInterpreter:
    def __init__(self, model):
        self.interpreter = Interpreter(str(model), num_threads=1)
        self.interpreter.allocate_tensors()

    def run(self, count):
        invoke = self.interpreter.invoke
        start = time.thread_time()
        for _ in range(count):
            invoke()
        return (time.thread_time() - start) / count


class PythonCompiledModel:
    def __init__(self, model):
        self.model = CompiledModel.from_file(str(model))
        self.inputs = self.model.create_input_buffers(0)
        self.outputs = self.model.create_output_buffers(0)

    def run(self, count):
        run, inputs, outputs = self.model.run_by_index, self.inputs, self.outputs
        start = time.thread_time()
        for _ in range(count):
            run(0, inputs, outputs)
        return (time.thread_time() - start) / count


def models():
    named = [path for path in sys.argv[1:] if path != "--interpreter"]
    if named:
        return [pathlib.Path(path).resolve() for path in named]
    found = [ROOT / "models/tiny/add.tflite"]
    if shared := os.environ.get("LITERT_TEST_MODELS"):
        found += [
            pathlib.Path(shared) / "bench/mobilenet_v2_random_int8.tflite",
            pathlib.Path(shared) / "bench/mobilenet_v2_random_f32.tflite",
            pathlib.Path(shared) / "models/mobilenet_v2_1_0_224_quant.tflite",
        ]
    return [model for model in found if model.exists()]


def compare(model):
    python = PythonInterpreter if ENGINE == "interpreter" else PythonCompiledModel
    rust, python = Rust(model), python(model)
    count = max(1, int(SLICE / python.run(20)))
    rust.run(count)
    times = {"rust": [], "python": []}
    for turn in range(ROUNDS):
        sides = [("rust", rust), ("python", python)]
        for name, side in sides if turn % 2 else reversed(sides):
            times[name].append(side.run(count))
    rust.close()
    mine, theirs = statistics.median(times["rust"]), statistics.median(times["python"])
    neighbours = statistics.median(a / b for a, b in zip(times["rust"], times["python"]))
    print(
        f"{model.stem:<32} {theirs * 1e6:11.3f} us {mine * 1e6:11.3f} us"
        f" {mine / theirs:8.3f} {neighbours:11.3f}",
        flush=True,
    )


print(f"{'median of one run':<32} {'Python':>14} {'this crate':>14} {'ratio':>8} {'neighbours':>11}")
for path in models():
    compare(path)
