"""Collects what the engine really does with the packed model into expected.json."""
import ctypes, hashlib, json, os
import litert_lm
from litert_lm import *
from common import *
import drive, pack, prompts

litert_lm.set_min_log_severity(litert_lm.LogSeverity.FATAL)
SP, HF = os.path.join(OUT, "tiny_lm.litertlm"), os.path.join(OUT, "tiny_lm_hf.litertlm")
lib = None


def last_error():
    return {"code": lib.litert_lm_get_last_error_code(), "message": (lib.litert_lm_get_last_error_message() or b"").decode().split("\n")[0]}


def open_engine(path, **k):
    global lib
    e = Engine(path, Backend.CPU(thread_count=1), cache_dir=":nocache", enable_benchmark=True, **k)
    lib = e._lib
    lib.litert_lm_get_last_error_message.restype = ctypes.c_char_p
    lib.litert_lm_get_last_error_code.restype = ctypes.c_int
    return e


def turns(b):
    g = lambda k: [getattr(lib, f"litert_lm_benchmark_info_get_{k}_token_count_at")(b, i)
                   for i in range(getattr(lib, f"litert_lm_benchmark_info_get_num_{k}_turns")(b))]
    r = {"prefill": g("prefill"), "decode": g("decode")}
    lib.litert_lm_benchmark_info_delete(b)
    return r


def send(c, p, **k):
    """The raw JSON answer of the C function."""
    r = lib.litert_lm_conversation_send_message(c._ptr, json.dumps({"role": "user", "content": p}), "{}", None)
    if not r:
        return {"error": last_error()}
    s = lib.litert_lm_json_response_get_string(r)
    lib.litert_lm_json_response_delete(r)
    return json.loads(s)


def sha(n):
    d = open(os.path.join(OUT, n), "rb").read()
    return {"file": n, "bytes": len(d), "sha256": hashlib.sha256(d).hexdigest()}


X = {"files": [sha(n) for n in ("tiny_lm.litertlm", "tiny_lm_hf.litertlm", "tiny_lm.task", "tiny_lm.tflite", "tokenizer.model", "tokenizer.json")]}
X["generated_with"] = {"litert-lm-api": "0.18.1", "litert-lm-builder": "0.18.1", "ai-edge-litert": "2.3.0",
                       "backend": "cpu", "threads": 1, "cache_dir": ":nocache", "platform": "linux x86_64"}
X["shape"] = dict(vocab=VOCAB, dim=DIM, layers=LAYERS, heads=HEADS, head_dim=HEAD_DIM, ffn=FFN, context=CTX, prefill_lengths=PREFILL_LENGTHS)
it, cm = drive.WithInterpreter(), drive.WithCompiledModel()
X["signatures"] = {s: {w: {k: [list(map(int, d[k]["shape"])), d[k]["dtype"].__name__] for k in sorted(d)}
                       for w, d in (("inputs", it.it.get_signature_runner(s).get_input_details()), ("outputs", it.it.get_signature_runner(s).get_output_details()))}
                   for s in it.it.get_signature_list()}
m = pack.metadata()
X["metadata"] = {"start_token_ids": [BOS], "stop_token_ids": [[EOS], [drive.tok.piece_to_id(END)]], "pad_token_id": PAD,
                 "sampler": {"type": "TOP_P", "top_k": 1, "top_p": 0.95, "temperature": 1.0, "seed": 0},
                 "prompt_templates": {r: [getattr(m.prompt_templates, r).prefix, getattr(m.prompt_templates, r).suffix] for r in ("system", "user", "model")},
                 "jinja_prompt_template": m.jinja_prompt_template, "channels": [["thought", THINK, UNTHINK]],
                 "special_pieces": {s: drive.tok.piece_to_id(s) for s in ["<pad>", "<s>", "</s>", "<unk>"] + SPECIALS}}
with ModelInfo(SP) as i:
    X["model_info"] = {"model_type": "LLM", "max_context_tokens": i.max_context_tokens, "is_dynamic_context": i.is_dynamic_context,
                       "min_runtime_version": i.min_runtime_version, "max_vision_token_budget": i.max_vision_token_budget,
                       "modalities": {"text": i.input_modalities.text, "vision": i.input_modalities.vision, "audio": i.input_modalities.audio, "video": i.input_modalities.video},
                       "text_backends": i.supported_backends_for_modality(LiteRtLmModality.TEXT),
                       "supports_thinking": i.llm.supports_thinking(), "supports_function_calling": i.llm.supports_function_calling(),
                       "speculative_decoding": i.llm.has_speculative_decoding_support()}

TEXTS = prompts.PROMPTS + prompts.RAW + ["caf\u00e9 \u2605 \U0001F642", "", " ", "  two  spaces", "<|user|>hi<|end|>", "line\nbreak", "\u6f22\u5b57"]
e, h = open_engine(SP), open_engine(HF)
X["tokenize"] = [{"text": t, "ids": e.tokenize(t), "same_with_hf": h.tokenize(t) == e.tokenize(t),
                  "detokenize": e.detokenize(e.tokenize(t)) if t else None, "detokenize_hf": h.detokenize(h.tokenize(t)) if t else None} for t in TEXTS]

X["session"] = []
for p in prompts.PROMPTS:
    r = {"prompt": p, "prompt_ids": [BOS] + drive.tok.encode(f"{USER}{p}{END}{MODEL}")}
    r["output_ids"] = drive.generate(it, r["prompt_ids"], CTX, drive.stops())
    assert drive.generate(cm, r["prompt_ids"], CTX, drive.stops()) == r["output_ids"]
    for name, en in (("", e), ("_hf", h)):
        with en.create_session() as s:
            s.run_prefill([p])
            r["text" + name] = s.run_decode().texts[0]
            r["turns" + name] = turns(lib.litert_lm_session_get_benchmark_info(s._ptr))
        with en.create_session() as s:
            s.run_prefill([p])
            r["stream" + name] = [c.texts[0] for c in s.run_decode_async()]
        assert "".join(r["stream" + name]) == r["text" + name]
    assert r["text"] == r["text_hf"] == drive.tok.decode([t for t in r["output_ids"] if t not in drive.stops()]), r
    del r["text_hf"]
    if r.pop("turns_hf") != r["turns"]:
        print("turns differ", p)
    X["session"].append(r)

X["raw_session"] = []
for p in prompts.RAW:
    ids = [BOS] + drive.tok.encode(p)
    o = drive.generate(it, ids, CTX, drive.stops())
    with e.create_session(apply_prompt_template=False) as s:
        s.run_prefill([p])
        t = s.run_decode().texts[0]
        tn = turns(lib.litert_lm_session_get_benchmark_info(s._ptr))
    assert t == drive.tok.decode([x for x in o if x not in drive.stops()])
    X["raw_session"].append({"prompt": p, "prompt_ids": ids, "output_ids": o, "text": t, "turns": tn})

X["conversation"] = []
for p in prompts.PROMPTS:
    with e.create_conversation() as c:
        rendered = lib.litert_lm_conversation_render_message_to_string(c._ptr, json.dumps({"role": "user", "content": p}))
        X["conversation"].append({"prompt": p, "rendered": rendered.decode() if isinstance(rendered, bytes) else rendered, "message": send(c, p), "token_count": c.token_count})
with e.create_conversation(system_message="you are a tiny test model.") as c:
    X["chat"] = {"system_message": "you are a tiny test model.", "turns": []}
    for p in prompts.CHAT:
        X["chat"]["turns"].append({"prompt": p, "message": send(c, p), "token_count": c.token_count})
    X["chat"]["benchmark_turns"] = turns(lib.litert_lm_conversation_get_benchmark_info(c._ptr))

with e.create_session() as s:
    s.run_prefill(["sing"])
    t = s.run_decode().texts[0]
    X["endless"] = {"prompt": "sing", "text_is": "la repeated, separated by spaces", "words": len(t.split()), "bytes": len(t), "all_la": set(t.split()) == {"la"}, "turns": turns(lib.litert_lm_session_get_benchmark_info(s._ptr))}
with e.create_session() as s:
    s.run_prefill(["sing"])
    X["endless"]["stream_chunks"] = sum(1 for _ in s.run_decode_async())
X["endless"]["words_by_max_num_tokens"] = {}
for n in (16, 64, 1000):
    with open_engine(SP, max_num_tokens=n) as e2, e2.create_session() as s:
        s.run_prefill(["sing"])
        X["endless"]["words_by_max_num_tokens"][n] = len(s.run_decode().texts[0].split())
with e.create_session(max_output_tokens=3) as s:
    s.run_prefill(["count from three to nine"])
    X["max_output_tokens_3"] = {"prompt": "count from three to nine", "text": s.run_decode().texts[0]}

X["scoring"] = {"prompt": "what color is grass", "tolerance": 1e-3, "targets": []}
for t in ("grass is green.", "grass is blue."):
    with e.create_session() as s:
        s.run_prefill([X["scoring"]["prompt"]])
        r = s.run_text_scoring([t], True)
        X["scoring"]["targets"].append({"text": t, "score": round(r.scores[0], 4), "token_length": r.token_lengths[0], "token_scores": [round(v, 4) for v in r.token_scores[0]]})

X["constraints"] = []
for ty, pat, p in (("regex", "(four|two)!", "say hello"), ("regex", "[0-9]{4}", "say hello"), ("json_schema", '{"type":"boolean"}', "say hello"),
                   ("json_schema", '{"enum":["red","blue"]}', "say hello"),
                   ("json_schema", '{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}', "give me json")):
    with e.create_conversation(constrained_decoding_config=ConstrainedDecodingConfig(enable=True, provider=LiteRtLmConstraintProviderType.LL_GUIDANCE)) as c:
        ty_ = ResponseFormat.Type.REGEX if ty == "regex" else ResponseFormat.Type.JSON_OBJECT
        X["constraints"].append({"type": ty, "pattern": pat, "prompt": p, "text": str(c.send_message(p, response_format=ResponseFormat(type=ty_, schema_or_pattern=pat)))})

X["errors"] = []
def err(what, f):
    lib.litert_lm_clear_last_error()
    try:
        f()
        X["errors"].append({"what": what, "ok": True})
    except RuntimeError:
        X["errors"].append({"what": what, **last_error()})
def gen(p, **k):
    with e.create_session(**k) as s:
        s.run_prefill([p])
        return s.run_decode()
err("session: prompt of 300 words (la), longer than the context", lambda: gen("la " * 300))
def two():
    with e.create_session() as s:
        s.run_prefill(["what color is grass"])
        s.run_text_scoring(["grass is green.", "grass is blue."], True)
err("session: scoring of two targets at once", two)
def dec():
    with e.create_session() as s:
        s.run_decode()
err("session: decode without prefill", dec)
json.dump(X, open(os.path.join(OUT, "expected.json"), "w"), indent=1, ensure_ascii=False)
print(json.dumps(X["errors"], indent=1), json.dumps(X["constraints"], indent=1), json.dumps(X["chat"]), json.dumps(X["endless"]), X["conversation"][-1], X["session"][-1])
