"""Writes models that compute shapes, and what shapes the official runtime gives their outputs.

Run from anywhere: `python models/make_shapes.py`. Everything goes to `models/shapes/`. The models
are put together operator by operator, so TensorFlow is not needed.

`shapes.txt` has one line for each model and shape of its input: `model | input | output | ...`.
A scalar has an empty shape. Where no shape follows from the file without guessing, it says `?`.
"""

import sys

from common import HERE

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from flatbuffers import flexbuffers

OUT = HERE / "shapes"
DEFAULT, PLAIN = OpResolverType.AUTO, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
VERSIONS = {"BROADCAST_TO": 2, "FULLY_CONNECTED": 5, "GATHER": 5}
TYPES = {"float32": 0, "int32": 2, "int64": 4, "bool": 6}


class Graph:
    """One graph under construction. Tensors are numbers."""

    def __init__(self, owner):
        self.owner = owner
        self.constants = {}
        self.table = schema.SubGraphT()
        for field in ("tensors", "inputs", "outputs", "operators"):
            setattr(self.table, field, [])

    def tensor(self, kind="float32", shape=(), signature=None, buffer=0):
        """By default a scalar: what the file says about computed tensors should not matter."""
        tensor = schema.TensorT()
        tensor.shape, tensor.type, tensor.buffer = list(shape), TYPES[kind], buffer
        tensor.shapeSignature = signature
        self.table.tensors.append(tensor)
        return len(self.table.tensors) - 1

    def input(self, *signature):
        shape = [max(size, 1) for size in signature]
        self.table.inputs.append(self.tensor("float32", shape, list(signature)))
        return self.table.inputs[-1]

    def constant(self, values, kind="int32"):
        array = np.array(values, kind)
        key = (kind, array.shape, array.tobytes())
        if key not in self.constants:
            buffer = schema.BufferT()
            buffer.data = list(array.tobytes())
            self.owner.buffers.append(buffer)
            number = len(self.owner.buffers) - 1
            self.constants[key] = self.tensor(kind, array.shape, buffer=number)
        return self.constants[key]

    def op(self, name, *inputs, out="float32", outs=None, options=None, **fields):
        """Adds an operator. Lists among the inputs become constants."""
        operator = schema.OperatorT()
        operator.opcodeIndex = self.owner.code(name)
        operator.inputs = [self.constant(i) if isinstance(i, list) else i for i in inputs]
        operator.outputs = outs or [self.tensor(out)]
        if options:
            operator.builtinOptions = getattr(schema, options + "T")()
            operator.builtinOptionsType = getattr(schema.BuiltinOptions, options)
            vars(operator.builtinOptions).update(fields)
        self.table.operators.append(operator)
        return operator.outputs[0] if len(operator.outputs) == 1 else operator.outputs

    def int(self, name, *inputs, **fields):
        return self.op(name, *inputs, out="int32", **fields)

    def shape(self, of):
        return self.int("SHAPE", of, options="ShapeOptions", outType=TYPES["int32"])

    def strided(self, of, begin, end, step=None, **masks):
        step = step or [1] * len(begin)
        of_kind = self.table.tensors[of].type
        kind = next(name for name, code in TYPES.items() if code == of_kind)
        inputs = (of, begin, end, step)
        return self.op("STRIDED_SLICE", *inputs, out=kind, options="StridedSliceOptions", **masks)

    def pack(self, *inputs, axis=0, kind="int32"):
        fields = {"options": "PackOptions", "valuesCount": len(inputs), "axis": axis}
        return self.op("PACK", *inputs, out=kind, **fields)

    def scalar(self, value, kind="int32"):
        return self.constant(value, kind)


class Model(schema.ModelT):
    def __init__(self):
        super().__init__()
        self.version, self.description = 3, ""
        self.buffers, self.operatorCodes, self.subgraphs = [schema.BufferT()], [], []

    def graph(self):
        graph = Graph(self)
        self.subgraphs.append(graph.table)
        return graph

    def code(self, name):
        number = getattr(schema.BuiltinOperator, name)
        codes = [code.builtinCode for code in self.operatorCodes]
        if number not in codes:
            code = schema.OperatorCodeT()
            code.builtinCode, code.version = number, VERSIONS.get(name, 1)
            code.deprecatedBuiltinCode = min(number, 127)
            self.operatorCodes.append(code)
            codes.append(number)
        return codes.index(number)

    def bytes(self):
        builder = flatbuffers.Builder(1024)
        builder.Finish(self.Pack(builder), file_identifier=b"TFL3")
        return bytes(builder.Output())


def arithmetic():
    """Targets of reshapes and fills, computed from the shape of the input."""
    model = Model()
    g = model.graph()
    x = g.input(-1, 6, -1)
    shape = g.shape(x)
    batch = g.strided(shape, [0], [1], shrinkAxisMask=1)
    tail = g.strided(shape, [1], [0], endMask=1)
    area = g.int("REDUCE_PROD", tail, [0], options="ReducerOptions")
    flat = g.op("RESHAPE", x, g.pack(batch, area))
    rows = g.int("MUL", batch, g.scalar(6), options="MulOptions")
    table = g.op("RESHAPE", x, g.pack(rows, g.scalar(-1)))
    turned = g.int("GATHER", shape, [2, 0, 1], options="GatherOptions", axis=0)
    one = g.scalar(1, "float32")
    filled = g.op("FILL", turned, one)
    longer = g.int("EXPAND_DIMS", batch, g.scalar(0))
    longer = g.int("CONCATENATION", tail, longer, [2], options="ConcatenationOptions", axis=-1)
    stretched = g.op("BROADCAST_TO", one, longer)
    half = g.int("ADD", area, g.scalar(1), options="AddOptions")
    half = g.int("FLOOR_DIV", half, g.scalar(2))
    counted = g.int("RANGE", g.scalar(0), half, g.scalar(1))
    parts = [g.tensor("int32") for _ in range(3)]
    g.op("UNPACK", shape, outs=parts, options="UnpackOptions", num=3, axis=0)
    times = g.int("MAXIMUM", parts[2], g.scalar(2))
    less = g.int("SUB", parts[0], g.scalar(1), options="SubOptions")
    tiled = g.op("TILE", x, g.pack(times, g.scalar(1), less))
    last = g.tensor("int32", [1], [-1])
    g.op("SLICE", shape, [1], [-1], outs=[last])
    wide = g.int("SQUEEZE", last, options="SqueezeOptions", squeezeDims=[])
    wide = g.op("CAST", wide, out="int64")
    zeros = g.op("FILL", wide, one)
    g.table.outputs = [flat, table, filled, stretched, counted, tiled, zeros]
    return model, [(2, 6, 1), (3, 6, 5), (7, 6, 2)]


def pictures():
    """What happens to height and width."""
    model = Model()
    g = model.graph()
    x = g.input(-1, -1, -1, 4)
    ones = [g.constant(np.ones(shape), "float32") for shape in ((2, 3, 3, 4), (1, 3, 2, 4))]
    zeros = [g.constant(np.zeros(size), "float32") for size in (2, 4)]
    same, valid = 0, 1

    def step(width, height, padding, **more):
        return {"strideW": width, "strideH": height, "padding": padding, **more}

    conv = {"options": "Conv2DOptions"}
    wide = step(1, 1, valid, dilationWFactor=2, dilationHFactor=1)
    deep = {"options": "DepthwiseConv2DOptions", "depthMultiplier": 1}
    back = {"options": "TransposeConvOptions"}
    pool = {"options": "Pool2DOptions", "filterWidth": 2, "filterHeight": 3}
    sides = g.strided(g.shape(x), [1], [3])
    double = g.int("MUL", sides, g.scalar(2), options="MulOptions")
    n = g.strided(g.shape(x), [0], [1])
    target = g.int("CONCATENATION", n, double, [2], options="ConcatenationOptions", axis=0)
    g.table.outputs = [
        g.op("CONV_2D", x, ones[0], zeros[0], **conv, **step(2, 3, same)),
        g.op("CONV_2D", x, ones[0], zeros[0], **conv, **wide),
        g.op("DEPTHWISE_CONV_2D", x, ones[1], zeros[1], **deep, **step(1, 2, valid)),
        g.op("AVERAGE_POOL_2D", x, **pool, **step(2, 1, same)),
        g.op("MAX_POOL_2D", x, **pool, **step(1, 2, valid)),
        g.op("RESIZE_BILINEAR", x, double, options="ResizeBilinearOptions"),
        g.op("TRANSPOSE_CONV", target, ones[0], x, **back, **step(2, 2, same)),
        g.op("PAD", x, [[0, 0], [1, 2], [3, 0], [0, 1]]),
        g.op("SPACE_TO_DEPTH", x, options="SpaceToDepthOptions", blockSize=2),
        g.op("DEPTH_TO_SPACE", x, options="DepthToSpaceOptions", blockSize=2),
        g.op("MEAN", x, [1, -2], options="ReducerOptions", keepDims=False),
        g.op("REDUCE_MAX", x, [1, -2], options="ReducerOptions", keepDims=True),
    ]
    return model, [(1, 6, 6, 4), (3, 8, 6, 4), (2, 12, 10, 4)]


def axes():
    """What moves, joins and picks axes."""
    model = Model()
    g = model.graph()
    x = g.input(-1, 3, 4)
    ones = {size: g.constant(np.ones(size), "float32") for size in ((5, 4), (2, 1, 4), (3, 1))}
    parts = [[g.tensor() for _ in range(2)] for _ in range(2)]
    g.op("SPLIT", g.scalar(-1), x, outs=parts[0], options="SplitOptions", numSplits=2)
    g.op("SPLIT_V", x, [1, -1], g.scalar(1), outs=parts[1], options="SplitVOptions", numSplits=2)
    best = [g.tensor(), g.tensor("int32")]
    g.op("TOPK_V2", x, g.scalar(2), outs=best)
    top = g.int("ARG_MAX", x, g.scalar(-1), options="ArgMaxOptions", outputType=TYPES["int32"])
    hot = (g.scalar(7), g.scalar(1, "float32"), g.scalar(0, "float32"))
    dense = {"options": "FullyConnectedOptions"}
    lookup = {"options": "GatherOptions", "axis": 2, "batchDims": 0}
    g.table.outputs = [
        g.op("TRANSPOSE", x, [2, 0, -2]),
        g.strided(x, [0, 0, -1], [0, 0, -4], [1, 1, -2], ellipsisMask=1, newAxisMask=2),
        g.strided(x, [0, 1, 1], [0, 0, 9], [1, 1, 2], beginMask=1, endMask=1, shrinkAxisMask=2),
        g.op("FULLY_CONNECTED", x, ones[5, 4], -1, **dense, keepNumDims=True),
        g.op("FULLY_CONNECTED", x, ones[5, 4], -1, **dense, keepNumDims=False),
        g.op("BATCH_MATMUL", x, x, options="BatchMatMulOptions", adjX=True),
        g.op("ADD", g.op("EXPAND_DIMS", x, g.scalar(-3)), ones[2, 1, 4], options="AddOptions"),
        g.op("PRELU", x, ones[3, 1]),
        g.op("GATHER", x, [[0, 1, 3]], **lookup),
        g.op("ONE_HOT", top, *hot, options="OneHotOptions", axis=1),
        g.op("SELECT_V2", g.op("LESS", x, ones[3, 1], out="bool"), ones[2, 1, 4], x),
        g.op("SQUEEZE", parts[1][0], options="SqueezeOptions", squeezeDims=[-2]),
        parts[0][1], parts[1][1], best[1],
    ]  # fmt: skip
    return model, [(1, 3, 4), (2, 3, 4)]


def unknown():
    """What cannot be known: it depends on values, or kernels leave what the file says as it is."""
    model = Model()
    g = model.graph()
    x = g.input(-1, 4)
    stale = g.tensor("float32", [1, 2])
    g.op("SLICE", x, [0, 0], [-1, 2], outs=[stale])
    count = g.int("ARG_MAX", x, g.scalar(0), options="ArgMaxOptions", outputType=TYPES["int32"])
    one = g.scalar(1, "float32")
    filled = g.op("FILL", count, one)
    alike = g.tensor("float32", [1, 1])
    g.op("SELECT_V2", g.scalar(True, "bool"), one, one, outs=[alike])
    known = g.op("TANH", x)
    g.table.outputs = [stale, filled, alike, known]
    return model, [(3, 4)]


def composites():
    """Each graph but the last runs the next one three times, and so on."""
    model = Model()
    graphs = [model.graph() for _ in range(5)]
    for number, graph in enumerate(graphs):
        last = graph.input(-1, 4)
        for _ in range(3):
            if graph is graphs[-1]:
                last = graph.op("TANH", last)
                continue
            last = graph.op("STABLEHLO_COMPOSITE", last)
            operator = graph.table.operators[-1]
            operator.builtinOptions2 = schema.StableHLOCompositeOptionsT()
            operator.builtinOptions2.name = "again"
            operator.builtinOptions2.compositeAttributes = list(flexbuffers.Dumps({}))
            operator.builtinOptions2.decompositionSubgraphIndex = number + 1
            operator.builtinOptions2Type = schema.BuiltinOptions2.StableHLOCompositeOptions
        graph.table.outputs = [last]
    return model, [(1, 4), (3, 4)]


def measured(data, shape, kernels):
    """The shapes of the outputs after a run with kernels of some kind."""
    interpreter = Interpreter(model_content=data, experimental_op_resolver_type=kernels)
    interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], shape)
    interpreter.allocate_tensors()
    interpreter.invoke()
    details = interpreter.get_output_details()
    return [interpreter.get_tensor(output["index"]).shape for output in details]


def main():
    OUT.mkdir(exist_ok=True)
    lines = []
    for build in (arithmetic, pictures, axes, composites, unknown):
        model, inputs = build()
        data = model.bytes()
        (OUT / f"{build.__name__}.tflite").write_bytes(data)
        for shape in inputs:
            if build is unknown:
                shapes = [None] * (len(model.subgraphs[0].outputs) - 1) + [shape]
            else:
                shapes = measured(data, shape, DEFAULT)
                if shapes != measured(data, shape, PLAIN):
                    sys.exit(f"{build.__name__} {shape}: the kernels do not agree")
            listed = ["?" if s is None else ",".join(map(str, s)) for s in (shape, *shapes)]
            lines.append(" | ".join([build.__name__, *listed]))
        print(build.__name__, len(data))
    (OUT / "shapes.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
