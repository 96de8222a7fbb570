"""Photographs and scans: the words that can be seen in a picture."""

import logging
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import UnreadableDocumentError
from assistant.extraction.blocks import Block, Extract, join_lines

_MOST_PIXELS = 60_000_000
# Letters of a photograph stay readable at this width, and the time stays bounded.
_LONGEST_SIDE = 2200
_SUREST_GUESS = 0.5


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def extract_image(path: Path) -> Extract:
    """Read a photograph or a scan; one without words raises UnreadableDocumentError."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadableDocumentError(
                    f"{path}: the picture has {picture.width * picture.height / 1e6:.0f} megapixels; "
                    f"at most {_MOST_PIXELS / 1e6:.0f} are read. Make it smaller.",
                    zh=f"{path}：图片有{picture.width * picture.height / 1e4:.0f}万像素，"
                    f"最多读{_MOST_PIXELS / 1e4:.0f}万，请缩小。",
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise UnreadableDocumentError(
            f"{path}: the picture is damaged and cannot be opened.", zh=f"{path}：图片已损坏，打不开。"
        ) from None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    lines = read_lines(np.asarray(upright))
    if not lines:
        raise UnreadableDocumentError(
            f"{path}: no words were found in the picture. Take a sharper, brighter one.",
            zh=f"{path}：图片里没有认出文字，请拍得清楚、明亮一些。",
        )
    return Extract("image", tuple(Block(text) for text in join_lines(lines)))


def read_lines(picture: Any) -> list[str]:
    """Return the lines of words in a picture (rows of RGB pixels), from top to bottom."""
    found = _engine()(picture[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return []
    words = [
        (float(box[:, 1].mean()), float(box[:, 0].min()), float(np.ptp(box[:, 1])), text)
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= _SUREST_GUESS and text.strip()
    ]
    lines: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(words):
        if lines and abs(word[0] - lines[-1][0][0]) < 0.5 * max(word[2], 1.0):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(text for _, _, _, text in sorted(line, key=lambda word: word[1])) for line in lines]
