#!/bin/sh
# Makes everything below out/ anew, in about five minutes on two cores. Files of the same versions of the
# packages are the same byte for byte.
#   python3.11 -m venv v && v/bin/pip install -r requirements.txt && PY=v/bin/python sh make_all.sh
set -e
cd "$(dirname "$0")"
PY=${PY:-python3}
$PY train.py      # tokenizer.model, weights.npz
$PY export.py     # tiny_lm.tflite
$PY pack.py       # tokenizer.json, llm_metadata.pb, tiny_lm.litertlm, tiny_lm_hf.litertlm, tiny_lm.task
$PY drive.py      # the .tflite by hand, with both engines
$PY expected.py   # expected.json
$PY embed.py      # tiny_embed.litertlm, expected_embed.json
