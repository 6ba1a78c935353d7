"""The tiny test models: each function builds one `.tflite` file that shows one thing.

Each returns `Tiny(about, model, cases)`. A case is a list of steps for one fresh interpreter, and a
step names a signature and its inputs; what comes out is measured by `make_tiny.py`.

All weights and float inputs are small multiples of 1/16. Sums and products of such numbers are
exact in float32, in whatever order a kernel adds them up, so the float results can be compared
exactly on every processor.
"""

import contextlib
import io
import tempfile
from typing import NamedTuple

from common import load_tensorflow

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from metadata import pack

tf = load_tensorflow()
Spec = tf.TensorSpec


class Tiny(NamedTuple):
    about: str
    model: bytes
    cases: dict


def grid(*shape, start=0):
    """Multiples of 1/16 between -1 and 1 that look irregular and are the same everywhere."""
    count = int(np.prod(shape))
    numbers = (np.arange(start, start + count) * 7 + 3) % 33 - 16
    return (numbers.reshape(shape) / 16).astype(np.float32)


def f32(*values):
    return np.array(values, np.float32)


def i32(*values):
    return np.array(values, np.int32)


def scalar(value, dtype=np.float32):
    return np.array(value, dtype)


def function(*specs):
    return tf.function(input_signature=specs)


def convert(signatures, owner=None, representative=None, configure=None):
    """Converts `{signature key: function}`; `owner` holds the variables the functions use."""
    module = owner or tf.Module()
    module.functions = list(signatures.values())
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(module, folder, signatures=signatures)
        converter = tf.lite.TFLiteConverter.from_saved_model(
            folder, signature_keys=list(signatures)
        )
        if representative is not None:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.representative_dataset = lambda: ([value] for value in representative)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        if configure:
            configure(converter)
        return converter.convert()


def with_input_order(model, order):
    """Fixes the order in which each subgraph lists its inputs: `{signature key: [names]}`."""
    tree = schema.ModelT.InitFromObj(schema.Model.GetRootAs(model))
    for signature in tree.signatureDefs:
        tensors = {item.name.decode(): item.tensorIndex for item in signature.inputs}
        names = order[signature.signatureKey.decode()]
        tree.subgraphs[signature.subgraphIndex].inputs = [tensors[name] for name in names]
    return pack(tree)


def add():
    @function(Spec([2, 3], tf.float32, name="x"), Spec([2, 3], tf.float32, name="y"))
    def run(x, y):
        return {"sum": x + y}

    inputs = {"x": grid(2, 3), "y": grid(2, 3, start=6)}
    return Tiny(
        "x + y, float32, fixed shapes: the smallest useful model.",
        with_input_order(convert({"serving_default": run}), {"serving_default": ["x", "y"]}),
        {"plain": [("serving_default", inputs)]},
    )


def multi_signature():
    @function(Spec([2], tf.float32, name="zeta"), Spec([3], tf.float32, name="alpha"))
    def join(zeta, alpha):
        return {"whole": tf.concat([zeta, alpha], 0), "first": zeta - 1.0}

    @function(Spec([4], tf.float32, name="minuend"), Spec([4], tf.float32, name="by"))
    def subtract(minuend, by):
        return {"difference": minuend - by}

    # Sorted names are what the file's signatures list; positions go another way on purpose.
    order = {"join": ["zeta", "alpha"], "subtract": ["minuend", "by"]}
    model = with_input_order(convert({"join": join, "subtract": subtract}), order)
    first = {"zeta": f32(1, 2), "alpha": f32(10, 20, 30)}
    second = {"minuend": f32(9, 8, 7, 6), "by": f32(1, 0.5, -1, 6)}
    return Tiny(
        "Two signatures; names are listed in another order than the positions of the tensors.",
        model,
        {
            "join": [("join", first)],
            "subtract": [("subtract", second)],
            "both_in_turn": [("join", first), ("subtract", second), ("join", first)],
        },
    )


def dynamic():
    kernel, bias = grid(4, 3), f32(0.5, -0.25, 0)

    @function(Spec([None, 4], tf.float32, name="rows"))
    def run(rows):
        return {"scores": tf.nn.relu(tf.matmul(rows, kernel) + bias)}

    def rows(count):
        return ("serving_default", {"rows": grid(count, 4, start=count)})

    return Tiny(
        "Open batch dimension (-1), output shape known as soon as the input's is.",
        convert({"serving_default": run}),
        {"one": [rows(1)], "five": [rows(5)], "grow_and_shrink": [rows(2), rows(7), rows(1)]},
    )


def keras_flatten():
    tf.keras.utils.set_random_seed(0)
    layers = tf.keras.layers
    network = tf.keras.Sequential(
        [layers.Input((2, 3, 1), name="image"), layers.Flatten(), layers.Dense(2)],
        name="flatten",
    )
    network.layers[-1].set_weights([grid(6, 2), f32(1, -1)])
    with contextlib.redirect_stdout(io.StringIO()):
        model = tf.lite.TFLiteConverter.from_keras_model(network).convert()

    def images(count):
        return ("serving_default", {"image": grid(count, 2, 3, 1, start=count)})

    return Tiny(
        "Open batch dimension and Keras `Flatten`: the shape of the reshape is computed while the "
        "model runs, as in most Keras networks.",
        model,
        {"one": [images(1)], "three": [images(3)], "grow_and_shrink": [images(2), images(4)]},
    )


def strings():
    @function(Spec([None], tf.string, name="words"), Spec([None], tf.int32, name="index"))
    def pick(words, index):
        return {"picked": tf.gather(words, index), "is_yes": tf.equal(words, "yes")}

    words = np.array(["yes", "", "Grüße", "no", "日本"], object)
    words = np.array([word.encode() for word in words], object)
    order = {"pick": ["words", "index"]}
    return Tiny(
        "String tensors in and out, by builtin operators; one word is empty, two are not ASCII.",
        with_input_order(convert({"pick": pick}), order),
        {
            "some": [("pick", {"words": words, "index": i32(2, 0, 4)})],
            "empty_word": [("pick", {"words": words[:2], "index": i32(1)})],
        },
    )


def per_channel_int8():
    # Filters of very different size: one scale for all of them would lose the small ones.
    kernel = grid(3, 3, 2, 4) * f32(1, 0.125, 4, 0.03125)
    bias = f32(0.5, 0, -2, 0.0625)

    @function(Spec([1, 5, 5, 2], tf.float32, name="image"))
    def run(image):
        return {"features": tf.nn.conv2d(image, kernel, 1, "VALID") + bias}

    def int8_ends(converter):
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8

    samples = [grid(1, 5, 5, 2, start=start) for start in range(16)]
    model = convert({"serving_default": run}, representative=samples, configure=int8_ends)
    image = (np.arange(50) * 11 % 256 - 128).astype(np.int8).reshape(1, 5, 5, 2)
    return Tiny(
        "Convolution with int8 weights that have one scale for each output channel; int8 ends.",
        model,
        {"plain": [("serving_default", {"image": image})]},
    )


def uint8_quantized():
    kernel, bias = grid(6, 3), f32(0.25, -0.5, 1)

    @function(Spec([1, 6], tf.float32, name="x"))
    def run(x):
        return {"y": tf.nn.relu(tf.matmul(x, kernel) + bias)}

    def uint8_ends(converter):
        converter.inference_input_type = tf.uint8
        converter.inference_output_type = tf.uint8

    samples = [grid(1, 6, start=start) for start in range(33)]
    model = convert({"serving_default": run}, representative=samples, configure=uint8_ends)
    return Tiny(
        "Fully quantized dense layer with uint8 input and output.",
        model,
        {"plain": [("serving_default", {"x": np.array([[0, 50, 100, 150, 200, 255]], np.uint8)})]},
    )


def float16_weights():
    kernel, bias = grid(8, 4), f32(0.5, -0.25, 0, 1)

    @function(Spec([1, 8], tf.float32, name="x"))
    def run(x):
        return {"y": tf.matmul(x, kernel) + bias}

    def half_weights(converter):
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_types = [tf.float16]

    return Tiny(
        "Weights stored as float16; input and output are float32.",
        convert({"serving_default": run}, configure=half_weights),
        {"plain": [("serving_default", {"x": grid(1, 8, start=5)})]},
    )


def float16_io():
    @function(Spec([4], tf.float16, name="x"))
    def run(x):
        return {"y": tf.cast(tf.cast(x, tf.float32) * 2.0 + 0.25, tf.float16)}

    return Tiny(
        "float16 input and output: y = 2x + 0.25.",
        convert({"serving_default": run}),
        {"plain": [("serving_default", {"x": np.array([0, -1.5, 1024, 0.125], np.float16)})]},
    )


def control_flow():
    @function(Spec([], tf.int32, name="times"), Spec([2], tf.float32, name="x"))
    def repeat(times, x):
        limit = tf.minimum(times, 10)
        rounds, y = tf.while_loop(
            lambda i, _: i < limit, lambda i, y: (i + 1, y * 2.0 + 1.0), (tf.constant(0), x)
        )
        return {"rounds": rounds, "y": y}

    def times(count):
        return [("serving_default", {"times": scalar(count, np.int32), "x": f32(1, -0.5)})]

    return Tiny(
        "A while loop: y becomes 2y + 1 as often as `times` says, ten times at most.",
        with_input_order(convert({"serving_default": repeat}), {"serving_default": ["times", "x"]}),
        {"three": times(3), "never": times(0), "bounded": times(99)},
    )


def resource_variables():
    owner = tf.Module()
    owner.total = tf.Variable(100.0, dtype=tf.float32)

    @function(Spec([], tf.float32, name="value"))
    def start(value):
        before = owner.total.read_value()
        owner.total.assign(value)
        return {"change": value - before}

    @function(Spec([], tf.float32, name="by"))
    def increment(by):
        total = owner.total.read_value() + by
        owner.total.assign(total)
        return {"now": total}

    @function()
    def read():
        # The variable itself as an output, computed by nothing, and no inputs at all.
        return {"now": owner.total.read_value()}

    def resources(converter):
        converter.experimental_enable_resource_variables = True

    signatures = {"start": start, "increment": increment, "read": read}
    model = convert(signatures, owner, configure=resources)
    add_up = ("increment", {"by": scalar(2.5)})
    restart = ("start", {"value": scalar(-1)})
    return Tiny(
        "A counter that lives in the interpreter between runs and that all signatures share; it "
        "begins at 100. The signature `read` has no inputs and gives out the variable itself.",
        model,
        {
            "first_value": [add_up, add_up],
            "started": [restart, add_up, add_up],
            "read": [("read", {})],
            "read_after": [add_up, ("read", {}), add_up, ("read", {})],
        },
    )


ALL = (
    add,
    multi_signature,
    dynamic,
    keras_flatten,
    strings,
    per_channel_int8,
    uint8_quantized,
    float16_weights,
    float16_io,
    control_flow,
    resource_variables,
)
