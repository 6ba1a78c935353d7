"""Writes the tiny test models and what the official runtime says about them.

Run from anywhere: `python models/make_tiny.py`. Everything goes to `models/tiny/`.
"""

import json
import subprocess
import sys

from common import HERE, file_facts, plain, versions, write_json

import numpy as np
from ai_edge_litert import schema_py_generated as schema

import tiny_models

from ai_edge_litert.interpreter import Interpreter, OpResolverType  # noqa: E402

OUT = HERE / "tiny"
# Ways to run the same model that must agree, apart from the default one.
KERNELS = ("BUILTIN_REF", "BUILTIN_WITHOUT_DEFAULT_DELEGATES")


def names_by_value(kind):
    """Turns one of the schema's lists of constants around."""
    return {value: name for name, value in vars(kind).items() if isinstance(value, int)}


OPERATORS = names_by_value(schema.BuiltinOperator)
TENSOR_TYPES = names_by_value(schema.TensorType)


def tensor_facts(tree, subgraph, index):
    """What the file says about one tensor."""
    tensor = tree.subgraphs[subgraph].tensors[index]
    shape = [] if tensor.shape is None else tensor.shape
    signature = shape if tensor.shapeSignature is None else tensor.shapeSignature
    facts = {
        "tensor": int(index),
        "tensor_name": tensor.name,
        "dtype": TENSOR_TYPES[tensor.type].lower(),
        "shape": shape,
        "shape_signature": signature,
    }
    quantization = tensor.quantization
    if quantization is not None and quantization.scale is not None:
        facts["scales"] = np.array(quantization.scale, np.float32)
        facts["zero_points"] = quantization.zeroPoint
        if len(quantization.scale) > 1:
            facts["quantized_dimension"] = quantization.quantizedDimension
    return facts


def signature_facts(tree, signature):
    """Inputs and outputs by position, and the order in which the file lists their names."""
    subgraph = tree.subgraphs[signature.subgraphIndex]

    def side(listed, positions):
        by_tensor = {item.tensorIndex: item.name.decode() for item in listed}
        return [
            {
                "name": by_tensor[int(index)],
                **tensor_facts(tree, signature.subgraphIndex, int(index)),
            }
            for index in positions
        ]

    return {
        "key": signature.signatureKey,
        "subgraph": signature.subgraphIndex,
        "inputs": side(signature.inputs, subgraph.inputs),
        "outputs": side(signature.outputs, subgraph.outputs),
        "inputs_as_listed": [item.name for item in signature.inputs],
        "outputs_as_listed": [item.name for item in signature.outputs],
    }


def model_facts(data):
    tree = schema.ModelT.InitFromObj(schema.Model.GetRootAs(data))
    codes = [max(code.builtinCode, code.deprecatedBuiltinCode) for code in tree.operatorCodes]
    used = {OPERATORS[codes[op.opcodeIndex]] for graph in tree.subgraphs for op in graph.operators}
    constants = []
    for index, graph in enumerate(tree.subgraphs):
        for number, tensor in enumerate(graph.tensors):
            stored = tree.buffers[tensor.buffer].data is not None
            facts = tensor_facts(tree, index, number)
            if stored and ("scales" in facts or facts["dtype"] == "float16"):
                constants.append({"subgraph": index, **facts})
    facts = {
        "operators": sorted(used),
        "subgraphs": len(tree.subgraphs),
        "signatures": [signature_facts(tree, s) for s in tree.signatureDefs],
    }
    if constants:
        facts["constants_of_note"] = constants
    return facts


def tensor_value(value):
    """A tensor as JSON. float16 also as its bits: many languages have no such type."""
    array = np.asarray(value)
    strings = array.dtype == object
    record = {
        "dtype": "string" if strings else array.dtype.name,
        "shape": list(array.shape),
        "data": array.reshape(-1),
    }
    if array.dtype == np.float16:
        record["bits"] = array.reshape(-1).view(np.uint16)
    return record


def run_case(data, steps, **options):
    """Runs all steps on one fresh interpreter; a list of outputs by name for each step."""
    interpreter = Interpreter(model_content=data, **options)
    results = []
    for signature, inputs in steps:
        outputs = interpreter.get_signature_runner(signature)(**inputs)
        # A copy, because the interpreter's memory is used again in the next step.
        results.append({name: np.array(value) for name, value in outputs.items()})
    return results


def largest_difference(one, other):
    """Over all outputs of all steps; None if something other than a number differs."""
    largest = 0.0
    for left, right in zip(one, other):
        for name in left:
            a, b = left[name], right[name]
            if a.shape != b.shape or a.dtype != b.dtype:
                return None
            if a.dtype == object or a.dtype == bool:
                if not np.array_equal(a, b):
                    return None
            elif a.size:
                largest = max(largest, float(abs(a.astype(np.float64) - b).max()))
    return largest


def golden(name, data, cases):
    """All cases with their measured outputs, and how far other kernels are from them."""
    records, tolerance = [], 0.0
    for case, steps in cases.items():
        results = run_case(data, steps)
        for kernels in KERNELS:
            resolver = OpResolverType[kernels]
            other = run_case(data, steps, experimental_op_resolver_type=resolver)
            difference = largest_difference(results, other)
            if difference is None:
                sys.exit(f"{name}, case {case}: {kernels} gives something else")
            tolerance = max(tolerance, difference)
        recorded = [
            {
                "signature": signature,
                "inputs": {key: tensor_value(value) for key, value in inputs.items()},
                "outputs": {key: tensor_value(value) for key, value in sorted(result.items())},
            }
            for (signature, inputs), result in zip(steps, results)
        ]
        records.append({"id": case, "steps": recorded})
    return tolerance, records


def compiled_verdicts(record):
    """Asks CompiledModel in a process of its own; a crash is an answer, too."""
    child = subprocess.run(
        [sys.executable, str(HERE / "compiled_check.py")],
        input=json.dumps(plain(record)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    for line in child.stdout.splitlines():
        if line.startswith("VERDICTS "):
            return json.loads(line.removeprefix("VERDICTS "))
    if child.returncode > 0:
        sys.exit(f"{record['id']}: the check itself failed\n{child.stderr}")
    died = {"compiled_model": f"the process died of signal {-child.returncode}"}
    return [died] * len(record["cases"])


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    records = []
    for make in tiny_models.ALL:
        name = make.__name__
        tiny = make()
        path = OUT / f"{name}.tflite"
        path.write_bytes(tiny.model)
        tolerance, cases = golden(name, tiny.model, tiny.cases)
        record = {
            "id": name,
            "about": tiny.about,
            **file_facts(path),
            **model_facts(tiny.model),
            "interpreter": "ok",
            "tolerance": tolerance,
            "cases": cases,
        }
        verdicts = compiled_verdicts(record)
        bad = [v["compiled_model"] for v in verdicts if v["compiled_model"] != "ok"]
        record["compiled_model"] = bad[0] if bad else "ok"
        # The steps are long; they read better after the verdict.
        record["cases"] = [
            {"id": case["id"], **verdict, "steps": case["steps"]}
            for case, verdict in zip(record.pop("cases"), verdicts)
        ]
        records.append(record)
        print(f"{name}: {len(tiny.model)} bytes, compiled model {record['compiled_model']}")
    write_json(
        OUT / "tiny.json",
        {
            "generated_with": versions("ai-edge-litert", "keras", "numpy", "tensorflow"),
            "measured_by": "ai_edge_litert Interpreter, default settings",
            "models": records,
        },
    )


if __name__ == "__main__":
    main()
