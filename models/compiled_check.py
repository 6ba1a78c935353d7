"""Runs one recorded model through LiteRT's CompiledModel and says whether it agrees.

`make_tiny.py` starts this file in a process of its own, because a wrong guess about the size of an
output makes that engine write past the end of a buffer. It speaks to the C library that the Python
package carries: the package's own wrapper knows no strings and no float16.
"""

import ctypes
import json
import sys
from pathlib import Path

import ai_edge_litert
import numpy as np

HERE = Path(__file__).resolve().parent
ELEMENT_TYPES = {"float32": 1, "int32": 2, "uint8": 3, "string": 5, "bool": 6, "int8": 9}
ELEMENT_TYPES["float16"] = 10
HOST_MEMORY = 1
CPU = 1
READ, WRITE = 0, 1
# Nothing says beforehand how long the strings of an output will be.
STRING_ROOM = 4096
# Outputs are filled with this, to see whether anything was written to them at all.
UNTOUCHED = b"\xa5"

Handle = ctypes.c_void_p
Size = ctypes.c_size_t


class Layout(ctypes.Structure):
    _fields_ = [
        ("rank", ctypes.c_uint32),
        ("dimensions", ctypes.c_int32 * 8),
        ("strides", ctypes.c_uint32 * 8),
    ]

    def shape(self):
        return list(self.dimensions[: self.rank & 0x7F])


class TensorType(ctypes.Structure):
    _fields_ = [("element_type", ctypes.c_int32), ("layout", Layout)]


class Failed(Exception):
    """A call that did not return 0."""


class Library:
    """The C library; a call that fails becomes an exception, and so ends the check."""

    def __init__(self):
        folder = Path(ai_edge_litert.__file__).parent
        (path,) = [p for p in folder.iterdir() if p.stem == "libLiteRt"]
        self.handle = ctypes.CDLL(str(path))

    def __getattr__(self, name):
        def call(*arguments):
            status = getattr(self.handle, "LiteRt" + name)(*arguments)
            if status != 0:
                raise Failed(f"LiteRt{name} returned {status}")

        return call

    def get(self, name, *arguments, kind=Handle):
        """Calls a function whose last parameter receives the result."""
        result = kind()
        getattr(self, name)(*arguments, ctypes.byref(result))
        return result


lib = Library()


def encode(tensor):
    """The bytes of a recorded tensor, strings in TFLite's own packing."""
    if tensor["dtype"] == "string":
        words = [word.encode() for word in tensor["data"]]
        ends = np.cumsum([0] + [len(word) for word in words]) + 4 * (len(words) + 2)
        return np.int32([len(words), *ends]).tobytes() + b"".join(words)
    return np.array(tensor["data"], tensor["dtype"]).tobytes()


def matches(data, tensor, tolerance):
    """Whether the bytes that came back are the recorded tensor."""
    if tensor["dtype"] == "string":
        expected = encode(tensor)
        return data[: len(expected)] == expected
    actual = np.frombuffer(data, tensor["dtype"]).astype(np.float64)
    expected = np.array(tensor["data"], np.float64)
    return actual.shape == expected.shape and bool((abs(actual - expected) <= tolerance).all())


def new_buffer(env, tensor, room=None):
    kind = TensorType(ELEMENT_TYPES[tensor["dtype"]])
    kind.layout.rank = len(tensor["shape"])
    for axis, extent in enumerate(tensor["shape"]):
        kind.layout.dimensions[axis] = extent
    size = Size(room or max(len(encode(tensor)), 1))
    return lib.get("CreateManagedTensorBuffer", env, HOST_MEMORY, ctypes.byref(kind), size)


def write(buffer, data):
    address = Handle()
    lib.LockTensorBuffer(buffer, ctypes.byref(address), WRITE)
    ctypes.memmove(address, data, len(data))
    lib.UnlockTensorBuffer(buffer)


def read(buffer, size):
    address = Handle()
    lib.LockTensorBuffer(buffer, ctypes.byref(address), READ)
    data = ctypes.string_at(address, size)
    lib.UnlockTensorBuffer(buffer)
    return data


def names(signature, side):
    """Input or output names in the order in which buffers are passed."""
    count = lib.get(f"GetNumSignature{side}s", signature, kind=Size).value
    every = range(count)
    get = f"GetSignature{side}Name"
    return [lib.get(get, signature, Size(i), kind=ctypes.c_char_p).value.decode() for i in every]


class Checked:
    """One compiled model and its signatures."""

    def __init__(self, path):
        data = path.read_bytes()
        # The library wants the model at an aligned address and does not copy it.
        self.memory = np.zeros(len(data) + 64, np.uint8)
        start = -self.memory.ctypes.data % 64
        self.memory[start : start + len(data)] = np.frombuffer(data, np.uint8)
        self.env = lib.get("CreateEnvironment", 0, None)
        address = Handle(self.memory.ctypes.data + start)
        self.model = lib.get("CreateModelFromBuffer", self.env, address, Size(len(data)))
        options = lib.get("CreateOptions")
        lib.SetOptionsHardwareAccelerators(options, CPU)
        self.compiled = lib.get("CreateCompiledModel", self.env, self.model, options)
        self.signatures = {}
        for index in range(lib.get("GetNumModelSignatures", self.model, kind=Size).value):
            signature = lib.get("GetModelSignature", self.model, Size(index))
            key = lib.get("GetSignatureKey", signature, kind=ctypes.c_char_p).value.decode()
            self.signatures[key] = (index, names(signature, "Input"), names(signature, "Output"))

    def layouts(self, index, count):
        """What the engine says about its outputs after it was asked to update its mind."""
        layouts = (Layout * count)()
        update = ctypes.c_bool(True)
        lib.GetCompiledModelOutputTensorLayouts(
            self.compiled, Size(index), Size(count), layouts, update
        )
        return [layout.shape() for layout in layouts]

    def step(self, step, tolerance):
        """Runs one step; returns the outputs whose shape the engine stated wrongly before it."""
        index, inputs, outputs = self.signatures[step["signature"]]
        given = [step["inputs"][name] for name in inputs]
        wanted = [step["outputs"][name] for name in outputs]
        for position, tensor in enumerate(given):
            current = Layout()
            at = (self.compiled, Size(index), Size(position))
            lib.GetCompiledModelInputTensorLayout(*at, ctypes.byref(current))
            if current.shape() != tensor["shape"]:
                shape = (ctypes.c_int * len(tensor["shape"]))(*tensor["shape"])
                lib.CompiledModelResizeInputTensor(*at, shape, Size(len(shape)))
        stated = self.layouts(index, len(wanted))
        wrong = [
            f"{name}: said {said}, was {tensor['shape']}"
            for name, said, tensor in zip(outputs, stated, wanted)
            if said != tensor["shape"]
        ]
        # Sizes come from the recorded shapes, which are right, and not from what was stated.
        ins = [new_buffer(self.env, tensor) for tensor in given]
        rooms = [STRING_ROOM if t["dtype"] == "string" else len(encode(t)) for t in wanted]
        outs = [new_buffer(self.env, tensor, room) for tensor, room in zip(wanted, rooms)]
        for buffer, tensor in zip(ins, given):
            write(buffer, encode(tensor))
        for buffer, room in zip(outs, rooms):
            write(buffer, UNTOUCHED * room)
        lib.RunCompiledModel(
            self.compiled,
            Size(index),
            Size(len(ins)),
            (Handle * len(ins))(*[b.value for b in ins]),
            Size(len(outs)),
            (Handle * len(outs))(*[b.value for b in outs]),
        )
        for name, buffer, tensor, room in zip(outputs, outs, wanted, rooms):
            data = read(buffer, room)
            if data == UNTOUCHED * room:
                raise Failed(f"LiteRtRunCompiledModel returned 0 but left {name} untouched")
            if not matches(data, tensor, tolerance):
                raise Failed(f"{name} differs from the interpreter's")
        return wrong


def main():
    """Reads one model's record from standard input, writes a verdict for each case."""
    record = json.load(sys.stdin)
    verdicts = []
    for case in record["cases"]:
        verdict = {"compiled_model": "ok"}
        wrong, number = [], 0
        try:
            checked = Checked(HERE / "tiny" / record["file"])
            for number, step in enumerate(case["steps"]):
                stated = checked.step(step, record["tolerance"])
                wrong += [f"step {number}, {text}" for text in stated]
        except Failed as error:
            verdict["compiled_model"] = f"step {number}: {error}"
        if wrong:
            verdict["compiled_model_wrong_output_layouts"] = wrong
        verdicts.append(verdict)
    # On a line of its own, since the library writes to the standard output as well.
    print("\nVERDICTS " + json.dumps(verdicts), flush=True)


if __name__ == "__main__":
    main()
