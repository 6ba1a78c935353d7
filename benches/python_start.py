"""From the start of a process to its first result, beside the official Python package.

Starts `benches/start.rs` and the same program in Python in turns, and prints the medians of the time, of
the processor time and of the peak memory, and their ratios (this crate's to Python's). On a busy machine
the processor time tells more. For development; needs
`pip install ai-edge-litert==2.3.0` in a virtual environment.

    python benches/python_start.py [--interpreter] [model.tflite]

The model has float inputs of 6 elements; the add model unless told.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENGINE = "interpreter" if "--interpreter" in sys.argv[1:] else "compiled"
MODEL = next((it for it in sys.argv[1:] if it != "--interpreter"), ROOT / "models/tiny/add.tflite")
ROUNDS = int(os.environ.get("ROUNDS", 20))

COMPILED = """
import sys
import numpy
from ai_edge_litert.compiled_model import CompiledModel
model = CompiledModel.from_file(sys.argv[1])
inputs, outputs = model.create_input_buffers(0), model.create_output_buffers(0)
for buffer in inputs:
    buffer.write(numpy.full(6, 1.5, numpy.float32))
model.run_by_index(0, inputs, outputs)
print(outputs[0].read(6, numpy.float32).sum())
"""

INTERPRETER = """
import sys
import numpy
from ai_edge_litert.interpreter import Interpreter
model = Interpreter(sys.argv[1], num_threads=1)
model.allocate_tensors()
for tensor in model.get_input_details():
    model.set_tensor(tensor["index"], numpy.full(tensor["shape"], 1.5, numpy.float32))
model.invoke()
print(model.get_tensor(model.get_output_details()[0]["index"]).sum())
"""


def program():
    build = ["cargo", "bench", "--bench", "start", "--no-run", "--message-format", "json"]
    built = subprocess.run(build, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = map(json.loads, built.stdout.splitlines())
    return [it["executable"] for it in messages if it.get("executable")][-1]


def start(command):
    """Seconds, those of the processor, and the peak of the memory in MB."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    result = float(child.stdout.read())
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - begun
    assert status == 0 and result == 18, (command[0], status, result)
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


rust = [os.environ.get("START") or program(), str(MODEL), ENGINE]
python = [sys.executable, "-c", COMPILED if ENGINE == "compiled" else INTERPRETER, str(MODEL)]
times = {"rust": [], "python": []}
for turn in range(ROUNDS + 1):
    sides = [("rust", rust), ("python", python)]
    for name, command in sides if turn % 2 else reversed(sides):
        measured = start(command)
        # In the first round nothing is in the system's cache.
        if turn:
            times[name].append(measured)
median = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in times.items()}
print(f"{'':<8} {'time':>11} {'processor':>11} {'memory':>11}")
for name, (seconds, processor, memory) in median.items():
    print(f"{name:<8} {seconds * 1e3:8.1f} ms {processor * 1e3:8.1f} ms {memory:8.1f} MB")
ratios = [mine / theirs for mine, theirs in zip(*median.values())]
print("ratio   " + "".join(f" {ratio:8.3f}   " for ratio in ratios))
