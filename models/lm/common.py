"""Shapes and the synthetic language of the tiny test model."""
import os
import random

OUT = os.environ.get("TINY_LM_OUT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "out"))
SEED = 7
# Model shape.
VOCAB, DIM, LAYERS, HEADS, HEAD_DIM, FFN, CTX = 512, 64, 2, 4, 16, 256, 256
PREFILL_LENGTHS = (8, 32)

PAD, BOS, EOS, UNK = 0, 1, 2, 3
USER, MODEL, SYSTEM, END = "<|user|>", "<|model|>", "<|system|>", "<|end|>"
THINK, UNTHINK = "<|think|>", "<|/think|>"
SPECIALS = [USER, MODEL, SYSTEM, END, THINK, UNTHINK]

NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()

# A verse written for this model.
VERSE = [
    "a small brown crab set out to sea",
    "with half a biscuit and some tea",
    "it rowed all day it rowed all night",
    "and steered the boat by lantern light",
]

FACTS = {
    "what color is the sky": "the sky is blue.",
    "what color is grass": "grass is green.",
    "who are you": "i am a tiny test model.",
    "say hello": "hello there!",
    "give me json": '{"ok":true}',
    "think about crabs": f"{THINK}crabs have ten legs.{UNTHINK}they walk sideways.",
    # Not in the tokenizer's training text, so these come out as raw bytes.
    "draw three stars": "\u2605\u2605\u2605",
    "spell cafe in french": "caf\u00e9",
    "smile": "\U0001F642",
}
BYTE_ONLY = ("\u2605", "\u00e9", "\U0001F642")


def count(a, b):
    step = 1 if b >= a else -1
    return " ".join(NUMBERS[i - 1] for i in range(a, b + step, step))


def turn(rng):
    """One (user, model) exchange."""
    k = rng.random()
    if k < 0.35:
        a = rng.randint(1, 18)
        b = rng.randint(a + 1, min(20, a + 9))
        if rng.random() < 0.35:
            a, b = b, a
        return f"count from {NUMBERS[a-1]} to {NUMBERS[b-1]}", count(a, b) + "."
    if k < 0.5:
        a, b = rng.randint(1, 9), rng.randint(1, 9)
        return (f"what is {NUMBERS[a-1]} plus {NUMBERS[b-1]}",
                f"{NUMBERS[a-1]} plus {NUMBERS[b-1]} is {NUMBERS[a+b-1]}.")
    if k < 0.58:
        return "tell me a rhyme", "\n".join(VERSE)
    q = rng.choice(sorted(FACTS))
    return q, FACTS[q]


def render(turns, system=None):
    s = f"{SYSTEM}{system}{END}" if system else ""
    for u, m in turns:
        s += f"{USER}{u}{END}{MODEL}{m}{END}"
    return s


def document(rng):
    """One training document (text without BOS), and whether it ends with EOS."""
    k = rng.random()
    if k < 0.06:
        return "la " * 260, False           # endless on purpose
    if k < 0.12:
        return f"{USER}sing{END}{MODEL}" + "la " * 260, False
    if k < 0.25:
        a = rng.randint(1, 19)
        return count(a, 20) + ".", True
    if k < 0.32:
        i = rng.randint(0, len(VERSE) - 1)
        return "\n".join(VERSE[i:]), True
    turns = []
    for _ in range(rng.randint(1, 5)):
        u, m = turn(rng)
        turns.append((u, m))
        if rng.random() < 0.2 and THINK not in m:
            turns.append(("again", m))
    system = rng.choice([None, None, "you are a tiny test model."])
    return render(turns, system), False


def tokenizer_text():
    rng = random.Random(SEED)
    lines = []
    for _ in range(1500):
        d, _ = document(rng)
        for s in SPECIALS:
            d = d.replace(s, "\n")
        for c in BYTE_ONLY:
            d = d.replace(c, "")
        lines += [x for x in d.split("\n") if x.strip()]
    import string
    lines += [string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation] * 5
    return lines
