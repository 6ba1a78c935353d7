"""Draws `classify.svg`: a sample digit, and the scores that the int8 model gives it.

Run from anywhere: `python docs/pictures/classify.py`. It needs nothing but Python. The pixels are those
of `models/digits/samples.bin`, the scores those of `models/digits/expected.json`, which the tests hold
both engines to.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
DIGITS = HERE.parent.parent / "models" / "digits"
DIGIT = 3
SIDE, PIXEL = 16, 11
LEFT, TOP = 16, 16
BARS, WIDTH, ROW = 280, 220, 17.6


def main():
    expected = json.loads((DIGITS / "expected.json").read_text())
    samples = (DIGITS / "samples.bin").read_bytes()
    image = samples[DIGIT * SIDE * SIDE : (DIGIT + 1) * SIDE * SIDE]
    scores = expected["samples"][DIGIT]["models"]["digits_int8"]["probabilities"]
    best = scores.index(max(scores))

    edge = SIDE * PIXEL
    height = TOP * 2 + edge
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="580" height="{height}" '
        'font-family="sans-serif" font-size="13" role="img">',
        f"<title>A handwritten {DIGIT}, and the model's scores for the ten digits</title>",
        f'<rect width="580" height="{height}" rx="8" fill="#f6f8fa"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{edge}" height="{edge}" fill="#000"/>',
    ]
    for index, grey in enumerate(image):
        if grey:
            x, y = LEFT + index % SIDE * PIXEL, TOP + index // SIDE * PIXEL
            svg.append(
                f'<rect x="{x}" y="{y}" width="{PIXEL}" height="{PIXEL}" '
                f'fill="#{grey:02x}{grey:02x}{grey:02x}"/>'
            )
    middle = TOP + edge / 2
    svg.append(
        f'<path d="M208 {middle:g}h32m-8 -6l8 6l-8 6" fill="none" stroke="#57606a" stroke-width="2"/>'
    )
    for digit, score in enumerate(scores):
        y = TOP + digit * ROW
        colour = "#1a7f37" if digit == best else "#8c959f"
        text = y + ROW - 5
        svg.append(f'<text x="{BARS - 8}" y="{text:g}" text-anchor="end" fill="#24292f">{digit}</text>')
        svg.append(
            f'<rect x="{BARS}" y="{y + 2:g}" width="{max(score * WIDTH, 1):.1f}" '
            f'height="{ROW - 5:g}" fill="{colour}"/>'
        )
        after = BARS + max(score * WIDTH, 1) + 8
        svg.append(f'<text x="{after:.1f}" y="{text:g}" fill="#57606a">{score:.1%}</text>')
    svg.append("</svg>")
    (HERE / "classify.svg").write_text("\n".join(svg) + "\n")


main()
