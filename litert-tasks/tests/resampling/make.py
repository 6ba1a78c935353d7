#!/usr/bin/env python3
"""Makes expected.bin: what OpenCV and Pillow make of pictures of many sizes.

    pip install opencv-python-headless Pillow numpy
    python3 litert-tasks/tests/resampling/make.py

The pictures are computed from a formula, which the test knows too. Of each result a grid of pixels is kept:
the first two and last two rows and columns, and some between.
"""

import pathlib
import struct

import cv2
import numpy as np
from PIL import Image

SIZES = [
    ((1, 1), (1, 1)),
    ((1, 1), (7, 5)),
    ((1, 9), (4, 4)),
    ((9, 1), (4, 4)),
    ((2, 2), (1, 1)),
    ((2, 2), (5, 3)),
    ((3, 3), (2, 2)),
    ((5, 7), (7, 5)),
    ((7, 5), (3, 11)),
    ((16, 16), (16, 16)),
    ((17, 31), (16, 16)),
    ((31, 17), (64, 64)),
    ((28, 28), (224, 224)),
    ((33, 65), (65, 33)),
    ((64, 48), (32, 24)),
    ((99, 101), (100, 100)),
    ((100, 100), (99, 101)),
    ((128, 96), (224, 224)),
    ((224, 224), (192, 192)),
    ((301, 201), (127, 255)),
    ((320, 240), (300, 300)),
    ((640, 480), (257, 257)),
    ((641, 479), (320, 320)),
    ((640, 480), (96, 96)),
    ((800, 600), (17, 13)),
    ((50, 1000), (640, 64)),
    ((1280, 720), (640, 640)),
    ((1920, 1080), (640, 640)),
    ((1919, 1079), (416, 416)),
    ((3840, 2160), (320, 320)),
]


def picture(width, height):
    x = np.arange(width, dtype=np.uint32)[None, :, None]
    y = np.arange(height, dtype=np.uint32)[:, None, None]
    c = np.arange(3, dtype=np.uint32)[None, None, :]
    return (((x * 7 + y * 13 + c * 61) ^ (x * y >> 3)) & 255).astype(np.uint8)


def letterbox(pixels, size, pad):
    width, height = size
    ratio = min(width / pixels.shape[1], height / pixels.shape[0])
    inner = [min(max(1, round(side * ratio)), most)
             for side, most in ((pixels.shape[1], width), (pixels.shape[0], height))]
    resized = cv2.resize(pixels, inner, interpolation=cv2.INTER_LINEAR)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    return cv2.copyMakeBorder(resized, top, height - inner[1] - top, left, width - inner[0] - left,
                              cv2.BORDER_CONSTANT, value=(pad, pad, pad))


def grid(count):
    some = np.linspace(0, count - 1, 15).astype(int)
    return sorted({0, min(1, count - 1), max(count - 2, 0), count - 1, *map(int, some)})


def main():
    out = bytearray()
    for source, target in SIZES:
        pixels = picture(*source)
        pillow = Image.fromarray(pixels)
        results = [
            cv2.resize(pixels, target, interpolation=cv2.INTER_LINEAR),
            np.asarray(pillow.resize(target, Image.Resampling.BILINEAR)),
            np.asarray(pillow.resize(target, Image.Resampling.NEAREST)),
            letterbox(pixels, target, 114),
        ]
        out += struct.pack("<4I", *source, *target)
        rows, columns = grid(target[1]), grid(target[0])
        for lines in (rows, columns):
            out += struct.pack(f"<{len(lines) + 1}I", len(lines), *lines)
        for result in results:
            out += result[np.ix_(rows, columns)].tobytes()
    pathlib.Path(__file__).with_name("expected.bin").write_bytes(out)
    print(len(SIZES), "sizes,", len(out), "bytes")


if __name__ == "__main__":
    main()
