"""Trains a small classifier of handwritten digits and writes it in three forms, with its facts.

Run from anywhere: `python models/make_digits.py`. Everything goes to `models/digits/`; what each
file is stands in `models/README.md`. Takes about a minute on one processor core.
"""

import contextlib
import io
import sys

from common import HERE, file_facts, load_tensorflow, versions, write_json

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import metadata

tf = load_tensorflow()

from ai_edge_litert.compiled_model import CompiledModel  # noqa: E402
from ai_edge_litert.interpreter import Interpreter, OpResolverType  # noqa: E402

OUT = HERE / "digits"
SIZE = 16  # the models look at 16x16 pixels
PICTURE = 128  # the sample pictures are 128x128
SPLIT_SEED = 1
TRAIN_SEED = 0
EPOCHS = 20
BATCH = 64

# The limits below are what the Rust tests lean on. They compare predicted classes exactly, on
# processors and kernels that round differently, so no held-out sample may be close to a tie.
MIN_ACCURACY = 0.97
MIN_MARGIN = 0.1
MIN_SAMPLE_PROBABILITY = 0.95

LICENCE = "Weights: Apache-2.0 OR MIT. Training data: UCI handwritten digits, CC BY 4.0."


def resize_from_8x8(pixels, side):
    """Upscales 8x8 bytes smoothly, so that a picture shows a stroke and not blocks."""
    return np.asarray(Image.fromarray(pixels).resize((side, side), Image.Resampling.BICUBIC))


def area(picture):
    """Shrinks 128x128 bytes to 16x16: each pixel is the mean of an 8x8 block, halves round up.

    Written out in whole numbers so that another program can do exactly the same.
    """
    step = PICTURE // SIZE
    blocks = picture.reshape(SIZE, step, SIZE, step).astype(np.uint32).sum(axis=(1, 3))
    return ((blocks + step * step // 2) // (step * step)).astype(np.uint8)


def load_data():
    """The data set as bytes at the sizes needed, and the indices of both parts of the split."""
    digits = load_digits()
    # Sixteen grey steps in the data set; a half rounds up.
    small = np.floor(digits.images * 255 / 16 + 0.5).astype(np.uint8)
    direct = np.stack([resize_from_8x8(image, SIZE) for image in small])
    pictures = np.stack([resize_from_8x8(image, PICTURE) for image in small])
    train, heldout = train_test_split(
        np.arange(len(small)), test_size=0.2, stratify=digits.target, random_state=SPLIT_SEED
    )
    return direct, pictures, digits.target.astype(np.uint8), train, heldout


def shifted(images, dy, dx):
    """The same images moved by some pixels, with black moving in."""
    out = np.zeros_like(images)
    h, w = images.shape[1:]
    out[:, max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = images[
        :, max(-dy, 0) : h + min(-dy, 0), max(-dx, 0) : w + min(-dx, 0)
    ]
    return out


def train_model(direct, pictures, labels, train):
    """A plain Keras network: three convolutions, a pooling, `Flatten`, a dense layer.

    `Flatten` is there on purpose. With an open batch dimension it becomes a reshape whose target is
    computed while the model runs, as in most networks that people bring along.
    """
    tf.keras.utils.set_random_seed(TRAIN_SEED)
    layers = tf.keras.layers
    network = tf.keras.Sequential(
        [
            layers.Input((SIZE, SIZE, 1), name="image"),
            layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(10, activation="softmax"),
        ],
        name="digits",
    )
    # Moved copies, and copies shrunk from the large pictures, so that neither a pixel to the side
    # nor another resize filter changes the answer.
    moves = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    images = [shifted(direct[train], *move) for move in moves]
    images.append(np.stack([area(picture) for picture in pictures[train]]))
    x = as_float(np.concatenate(images))
    y = np.concatenate([labels[train]] * len(images))
    steps = -(-len(x) // BATCH) * EPOCHS
    rate = tf.keras.optimizers.schedules.CosineDecay(3e-3, steps)
    network.compile(tf.keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    network.fit(x, y, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return network


def as_float(pixels):
    """Bytes to what the float models want: 0.0 to 1.0, with a channel at the end."""
    return pixels[..., None].astype(np.float32) / np.float32(255)


def convert(network, kind, representative=None):
    """One `.tflite` file: `float32`, `dynrange` (int8 weights only) or `int8` (everything)."""
    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    if kind != "float32":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if kind == "int8":
        converter.representative_dataset = lambda: ([image[None]] for image in representative)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
    # Keras tells the standard output where it put its temporary files; nobody needs to know.
    with contextlib.redirect_stdout(io.StringIO()):
        return converter.convert()


def single(network):
    """The same network for exactly one image at a time."""
    image = tf.keras.Input(batch_shape=(1, SIZE, SIZE, 1), name="image")
    return tf.keras.Model(image, network(image), name="digits_single")


class Classifier:
    """The official interpreter around one model file, fed with bytes."""

    def __init__(self, path, **options):
        self.interpreter = Interpreter(str(path), **options)
        self.interpreter.allocate_tensors()
        self.input = self.interpreter.get_input_details()[0]
        self.output = self.interpreter.get_output_details()[0]

    def prepare(self, pixels):
        if self.input["dtype"] == np.float32:
            return as_float(pixels)
        # Scale 1/255 and zero point -128: the quantized value is the byte minus 128.
        return (pixels[..., None].astype(np.int16) - 128).astype(np.int8)

    def run(self, pixels):
        """Raw outputs for N images, run in one batch or one after the other."""
        values = self.prepare(pixels)
        if self.input["shape_signature"][0] == 1 and len(values) > 1:
            return np.concatenate([self.run(image[None]) for image in pixels])
        if tuple(self.interpreter.get_input_details()[0]["shape"]) != values.shape:
            self.interpreter.resize_tensor_input(self.input["index"], values.shape)
            self.interpreter.allocate_tensors()
        self.interpreter.set_tensor(self.input["index"], values)
        self.interpreter.invoke()
        return self.interpreter.get_tensor(self.output["index"])

    def one_by_one(self, pixels):
        return np.concatenate([self.run(image[None]) for image in pixels])

    def probabilities(self, raw):
        if raw.dtype == np.float32:
            return raw
        scale, zero = self.output["quantization"]
        return ((raw.astype(np.int32) - zero) * np.float32(scale)).astype(np.float32)


def top2_margin(probabilities):
    """Distance between the best and the second best class of each row."""
    ordered = np.sort(probabilities, axis=1)
    return ordered[:, -1] - ordered[:, -2]


def compiled_predictions(path, classifier, pixels):
    """The same through the other official engine, one image at a time."""
    model = CompiledModel.from_file(str(path))
    inputs, outputs = model.create_input_buffers(0), model.create_output_buffers(0)
    rows = []
    for image in pixels:
        inputs[0].write(classifier.prepare(image[None]))
        model.run_by_index(0, inputs, outputs)
        rows.append(outputs[0].read(10, classifier.output["dtype"]))
    return np.stack(rows).argmax(axis=1)


def measure(path, pixels, labels):
    """Accuracy and predictions, and a check that no choice of kernels changes a prediction."""
    main = Classifier(path)
    raw = main.one_by_one(pixels)
    probabilities = main.probabilities(raw)
    predictions = raw.argmax(axis=1)
    others = {
        "one batch": Classifier(path).run(pixels).argmax(axis=1),
        "two threads": Classifier(path, num_threads=2).one_by_one(pixels).argmax(axis=1),
        "compiled model": compiled_predictions(path, main, pixels),
    }
    for name in ("BUILTIN_REF", "BUILTIN_WITHOUT_DEFAULT_DELEGATES"):
        kernels = Classifier(path, experimental_op_resolver_type=OpResolverType[name])
        others[name.lower()] = kernels.one_by_one(pixels).argmax(axis=1)
    for name, other in others.items():
        if not np.array_equal(predictions, other):
            sys.exit(f"{path.name}: {name} predicts other classes; choose another seed")
    margin = top2_margin(probabilities)
    accuracy = float((predictions == labels).mean())
    if accuracy < MIN_ACCURACY or margin.min() < MIN_MARGIN:
        sys.exit(f"{path.name}: accuracy {accuracy}, margin {margin.min()}; choose another seed")
    return main, {
        "correct": int((predictions == labels).sum()),
        "count": len(labels),
        "accuracy": accuracy,
        "min_top2_margin": margin.min(),
        "same_predictions_with": list(others),
        "wrong": [int(i) for i in np.flatnonzero(predictions != labels)],
        "predictions": predictions,
    }


def tensor_facts(details, shape):
    scale, zero_point = details["quantization"]
    facts = {"dtype": np.dtype(details["dtype"]).name, "shape": shape}
    if scale:
        facts["scale"] = np.float32(scale)
        facts["zero_point"] = zero_point
    return facts


def choose_samples(pictures, labels, heldout, classifiers):
    """For each digit the first held-out picture that everybody reads right, with any filter."""
    filters = ("BOX", "BILINEAR", "HAMMING", "BICUBIC", "LANCZOS", "NEAREST")
    chosen = []
    for digit in range(10):
        for position, source in enumerate(heldout):
            if labels[source] != digit:
                continue
            image = Image.fromarray(pictures[source])
            views = [np.asarray(image.resize((SIZE, SIZE), Image.Resampling[f])) for f in filters]
            views = np.stack([area(pictures[source]), *views])
            if all(
                c.probabilities(c.one_by_one(views))[:, digit].min() >= MIN_SAMPLE_PROBABILITY
                for c in classifiers.values()
            ):
                chosen.append((digit, position, source))
                break
        else:
            sys.exit(f"no sample for the digit {digit}; choose another seed")
    return chosen


def write_samples(chosen, pictures, classifiers):
    """PNG files, their exact 16x16 tensors, and what each model says about those."""
    folder = OUT / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    tensors = np.stack([area(pictures[source]) for _, _, source in chosen])
    (OUT / "samples.bin").write_bytes(tensors.tobytes())
    rows = []
    for i, (digit, position, source) in enumerate(chosen):
        name = f"samples/{digit}_a.png"
        Image.fromarray(pictures[source]).save(OUT / name, optimize=True)
        row = {"file": name, "label": digit, "heldout_index": position, "models": {}}
        for model, classifier in classifiers.items():
            raw = classifier.run(tensors[i : i + 1])[0]
            answer = {"predicted": int(raw.argmax())}
            if raw.dtype != np.float32:
                answer["raw"] = raw
            answer["probabilities"] = classifier.probabilities(raw)
            row["models"][model] = answer
        rows.append(row)
    return rows


def main():
    direct, pictures, labels, train, heldout = load_data()
    network = train_model(direct, pictures, labels, train)

    OUT.mkdir(parents=True, exist_ok=True)
    names = "".join(f"{digit}\n" for digit in range(10))
    (OUT / "labels.txt").write_text(names, encoding="utf-8")
    about = metadata.classifier_metadata(
        "digits", "Handwritten digit, 0 to 9.", LICENCE, 0.0, 255.0, "labels.txt"
    )
    # Float and dynamic-range models keep the open batch dimension that Keras gives them; the
    # full-integer one is fixed to one image, as compilers for accelerators want it.
    representative = as_float(direct[train])
    forms = {
        "digits_float32": convert(network, "float32"),
        "digits_dynrange": convert(network, "dynrange"),
        "digits_int8": convert(single(network), "int8", representative),
    }

    pixels, truth = direct[heldout], labels[heldout]
    (OUT / "heldout.bin").write_bytes(pixels.tobytes())
    write_json(
        OUT / "heldout.json",
        {
            "file": "heldout.bin",
            "layout": "uint8, sample after sample, row after row",
            "shape": pixels.shape,
            "labels": truth,
            "dataset_indices": heldout,
        },
    )

    models, classifiers = {}, {}
    for name, model in forms.items():
        path = OUT / f"{name}.tflite"
        path.write_bytes(metadata.attach(model, about, {"labels.txt": names}))
        classifier, facts = measure(path, pixels, truth)
        classifiers[name] = classifier
        quantized = classifier.input["dtype"] == np.int8
        models[name] = {
            **file_facts(path),
            "input": tensor_facts(classifier.input, classifier.input["shape_signature"]),
            "output": tensor_facts(classifier.output, classifier.output["shape_signature"]),
            "preprocess": "int8 = byte - 128" if quantized else "float32 = byte / 255",
            "heldout": facts,
        }
        print(f"{name}: {models[name]['bytes']} bytes, accuracy {facts['accuracy']:.4f},", end=" ")
        print(f"smallest margin {facts['min_top2_margin']:.4f}")
    assert models["digits_int8"]["input"]["scale"] == np.float32(1 / 255)
    assert models["digits_int8"]["input"]["zero_point"] == -128

    samples = write_samples(
        choose_samples(pictures, labels, heldout, classifiers), pictures, classifiers
    )
    write_json(
        OUT / "expected.json",
        {
            "generated_with": versions(),
            "measured_by": "ai_edge_litert Interpreter, default settings, one image at a time",
            "seeds": {"split": SPLIT_SEED, "train": TRAIN_SEED},
            "signature": {"key": "serving_default", "input": "image", "output": "output_0"},
            "tie_rule": "first maximum",
            "models": models,
            "sample_tensors": {
                "file": "samples.bin",
                "layout": "uint8, sample after sample, row after row",
                "shape": [len(samples), SIZE, SIZE],
                "resize": "each pixel = (sum of its 8x8 block in the PNG + 32) / 64, rounded down",
            },
            "samples": samples,
        },
    )


if __name__ == "__main__":
    main()
