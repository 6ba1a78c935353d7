"""Compares how pictures get into tensors here with OpenCV, Pillow and NumPy.

Each side runs on one thread, in rounds that alternate, on pictures of the same size. Times are the thread's, so that other
programs on the machine matter little. Prints the medians, and the median of the ratios of neighbouring
rounds (this crate's time to Python's).

    pip install opencv-python-headless Pillow numpy
    python benches/tasks/ratios.py [CASE ...]
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

import cv2
import numpy as np
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROUNDS = int(os.environ.get("ROUNDS", 40))
SLICE = 0.03  # seconds that one side runs in one round

cv2.setNumThreads(1)


class Rust:
    """The other program, told how often to run."""

    def __init__(self, case):
        binary = os.environ.get("TASKS_BENCH")
        command = [binary] if binary else "cargo bench -q -p litert-tasks --bench tasks --".split()
        self.process = subprocess.Popen([*command, "--serve", case], cwd=ROOT, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.run(1)

    def run(self, count):
        """Seconds of one run, over `count` of them."""
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline()) / count

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Python:
    def __init__(self, work):
        self.work = work

    def run(self, count):
        start = time.thread_time()
        for _ in range(count):
            self.work()
        return (time.thread_time() - start) / count


def noise(*shape):
    return np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)


def letterbox(pixels):
    height, width = pixels.shape[:2]
    inner = round(height * 640 / width)
    resized = cv2.resize(pixels, (640, inner), interpolation=cv2.INTER_LINEAR)
    top = (640 - inner) // 2
    return cv2.copyMakeBorder(resized, top, 640 - inner - top, 0, 0, cv2.BORDER_CONSTANT,
                              value=(114, 114, 114))


TENSOR = np.zeros((640, 640, 3), np.uint8)
FLOATS = np.zeros((3, 640, 640), np.float32)


def into_int8(pixels):
    np.bitwise_xor(letterbox(pixels), 128, out=TENSOR)


def into_float(pixels):
    np.multiply(letterbox(pixels).transpose(2, 0, 1), np.float32(1 / 255), out=FLOATS)


def opencv_int8(width, height):
    pixels = noise(height, width, 3)
    return lambda: into_int8(pixels)


def opencv_float(width, height):
    pixels = noise(height, width, 3)
    return lambda: into_float(pixels)


def pillow(width, height):
    picture = Image.fromarray(noise(height, width, 3))
    # The resizing alone: no border, no tensor.
    return lambda: picture.resize((640, round(height * 640 / width)), Image.Resampling.BILINEAR)


def opencv_nv12(width, height):
    pixels = noise(height * 3 // 2, width)
    return lambda: into_int8(cv2.cvtColor(pixels, cv2.COLOR_YUV2RGB_NV12))


CASES = {
    "letterbox-i8": opencv_int8(1920, 1080),
    "letterbox-i8-720p": opencv_int8(1280, 720),
    "letterbox-i8-1366": opencv_int8(1366, 768),
    "letterbox-f32": opencv_float(1920, 1080),
    "letterbox-f32-1366": opencv_float(1366, 768),
    "antialias-i8": pillow(1920, 1080),
    "nv12-i8": opencv_nv12(1920, 1080),
}

print(f"{'median of one picture':<24} {'Python':>12} {'this crate':>12} {'ratio':>8}")
for name in sys.argv[1:] or CASES:
    rust, python = Rust(name), Python(CASES[name])
    count = max(1, int(SLICE / python.run(3)))
    rust.run(count)
    times = {"rust": [], "python": []}
    for turn in range(ROUNDS):
        sides = [("rust", rust), ("python", python)]
        for which, side in sides if turn % 2 else reversed(sides):
            times[which].append(side.run(count))
    rust.close()
    mine, theirs = statistics.median(times["rust"]), statistics.median(times["python"])
    ratio = statistics.median(a / b for a, b in zip(times["rust"], times["python"]))
    print(f"{name:<24} {theirs * 1e6:9.0f} us {mine * 1e6:9.0f} us {ratio:8.2f}", flush=True)
