"""Writes a model with an operator that no runtime has, for the example `custom_op`.

Run from anywhere: `python models/make_custom_op.py`. It writes `models/custom_op/soft_clip.tflite`:
twice the input, and that through the custom operator `SoftClip`, whose options are its limit as a
little-endian float. TensorFlow is not needed.
"""

import struct

from common import HERE

import flatbuffers
from ai_edge_litert import schema_py_generated as schema

OUT = HERE / "custom_op"
LIMIT = 2.0


def tensor(name):
    table = schema.TensorT()
    table.name, table.type = name, schema.TensorType.FLOAT32
    table.shape, table.shapeSignature = [1, 4], [-1, 4]
    return table


def code(number, name=None):
    table = schema.OperatorCodeT()
    table.builtinCode = table.deprecatedBuiltinCode = number
    table.customCode, table.version = name, 1
    return table


def operator(index, inputs, outputs):
    table = schema.OperatorT()
    table.opcodeIndex, table.inputs, table.outputs = index, inputs, outputs
    return table


def main():
    add = operator(0, [0, 0], [1])
    add.builtinOptionsType = schema.BuiltinOptions.AddOptions
    add.builtinOptions = schema.AddOptionsT()
    clip = operator(1, [1], [2])
    clip.customOptions = list(struct.pack("<f", LIMIT))

    graph = schema.SubGraphT()
    graph.tensors = [tensor(name) for name in ("x", "twice", "clipped")]
    graph.inputs, graph.outputs, graph.operators = [0], [2], [add, clip]

    model = schema.ModelT()
    model.version, model.description = 3, "twice the input, softly clipped"
    model.buffers, model.subgraphs = [schema.BufferT()], [graph]
    builtin = schema.BuiltinOperator
    model.operatorCodes = [code(builtin.ADD), code(builtin.CUSTOM, "SoftClip")]

    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    OUT.mkdir(exist_ok=True)
    (OUT / "soft_clip.tflite").write_bytes(bytes(builder.Output()))


if __name__ == "__main__":
    main()
