"""Adds `TFLITE_METADATA` and a labels file to a classifier.

Many published image classifiers carry these two things: a small flatbuffer that says how pixels
become numbers and which file names the classes, and that file itself in a ZIP archive after the
model's own bytes. The numbers below are positions of fields in that format (identifier `M001`).
"""

import io
import zipfile

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

METADATA_NAME = b"TFLITE_METADATA"

# Union tags and enum values of the format.
IMAGE_PROPERTIES = 2
FEATURE_PROPERTIES = 1
GRAYSCALE = 2
NORMALIZATION_OPTIONS = 1
TENSOR_AXIS_LABELS = 2


class _Builder:
    """A flatbuffer builder that takes a table as `{field position: (kind, value)}`."""

    def __init__(self):
        self.fb = flatbuffers.Builder(1024)

    def text(self, value):
        return self.fb.CreateString(value)

    def refs(self, offsets):
        self.fb.StartVector(4, len(offsets), 4)
        for offset in reversed(offsets):
            self.fb.PrependUOffsetTRelative(offset)
        return self.fb.EndVector()

    def floats(self, values):
        self.fb.StartVector(4, len(values), 4)
        for value in reversed(values):
            self.fb.PrependFloat32(value)
        return self.fb.EndVector()

    def table(self, fields):
        self.fb.StartObject(max(fields, default=-1) + 1)
        for position, (kind, value) in sorted(fields.items()):
            if kind == "ref":
                self.fb.PrependUOffsetTRelativeSlot(position, value, 0)
            else:
                self.fb.PrependUint8Slot(position, value, 0)
        return self.fb.EndObject()


def classifier_metadata(name, description, licence, mean, std, labels_file):
    """The metadata of a model with one grey image in and one list of class probabilities out."""
    b = _Builder()

    normalization = b.table({0: ("ref", b.floats([mean])), 1: ("ref", b.floats([std]))})
    unit = b.table({0: ("byte", NORMALIZATION_OPTIONS), 1: ("ref", normalization)})
    image = b.table({0: ("byte", GRAYSCALE)})
    image_content = b.table({0: ("byte", IMAGE_PROPERTIES), 1: ("ref", image)})
    image_stats = b.table(
        {0: ("ref", b.floats([(255.0 - mean) / std])), 1: ("ref", b.floats([(0.0 - mean) / std]))}
    )
    tensor_in = b.table(
        {
            0: ("ref", b.text("image")),
            1: ("ref", b.text("Grey picture, bright strokes on a dark ground.")),
            3: ("ref", image_content),
            4: ("ref", b.refs([unit])),
            5: ("ref", image_stats),
        }
    )

    labels = b.table(
        {
            0: ("ref", b.text(labels_file)),
            1: ("ref", b.text("One class name a line.")),
            2: ("byte", TENSOR_AXIS_LABELS),
        }
    )
    feature_content = b.table({0: ("byte", FEATURE_PROPERTIES), 1: ("ref", b.table({}))})
    tensor_out = b.table(
        {
            0: ("ref", b.text("probabilities")),
            1: ("ref", b.text("Probability of each digit.")),
            3: ("ref", feature_content),
            5: ("ref", b.table({0: ("ref", b.floats([1.0])), 1: ("ref", b.floats([0.0]))})),
            6: ("ref", b.refs([labels])),
        }
    )

    subgraph = b.table({2: ("ref", b.refs([tensor_in])), 3: ("ref", b.refs([tensor_out]))})
    root = b.table(
        {
            0: ("ref", b.text(name)),
            1: ("ref", b.text(description)),
            3: ("ref", b.refs([subgraph])),
            5: ("ref", b.text(licence)),
            7: ("ref", b.text("1.0.0")),
        }
    )
    b.fb.Finish(root, file_identifier=b"M001")
    return bytes(b.fb.Output())


def attach(model, metadata, files):
    """Puts `metadata` into the flatbuffer and `files` into a ZIP archive behind it."""
    tree = schema.ModelT.InitFromObj(schema.Model.GetRootAs(model))
    buffer = schema.BufferT()
    buffer.data = np.frombuffer(metadata, np.uint8)
    tree.buffers.append(buffer)
    entry = schema.MetadataT()
    entry.name = METADATA_NAME
    entry.buffer = len(tree.buffers) - 1
    tree.metadata = (tree.metadata or []) + [entry]
    return append_zip(pack(tree), files)


def pack(tree):
    """Writes a model tree as a flatbuffer."""
    builder = flatbuffers.Builder(1024)
    builder.Finish(tree.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def append_zip(model, files):
    """Appends uncompressed files as a ZIP archive; readers find it from the end of the file."""
    stream = io.BytesIO(model)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            # A fixed date: the same input must give the same bytes.
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            archive.writestr(info, text)
    return stream.getvalue()
