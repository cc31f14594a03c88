"""Puts the first page of every sheet in a folder into one picture, in the order of their names: what a couple sees of them from
two metres.

    wall.py FOLDER PICTURE.png
"""

import pathlib
import sys

import pymupdf
from PIL import Image

COLUMNS, WIDTH, GAP = 14, 132, 6
GROUND = (112, 112, 112)


def page(path):
    """The page, drawn at twice its size so that thin lines keep their weight."""
    first = pymupdf.open(path)[0]
    scale = 2 * WIDTH / first.rect.width
    drawn = first.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    large = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
    return large.resize((WIDTH, round(WIDTH * first.rect.height / first.rect.width)), Image.Resampling.LANCZOS)


def main(folder, picture):
    pages = [page(path) for path in sorted(pathlib.Path(folder).glob("*.pdf"))]
    if not pages:
        sys.exit(f"there is no sheet in {folder}")
    height = max(own.height for own in pages)
    rows = -(-len(pages) // COLUMNS)
    wall = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for n, own in enumerate(pages):
        row, column = divmod(n, COLUMNS)
        wall.paste(own, (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP)))
    wall.save(picture, optimize=True)
    print(f"{len(pages)} sheets in {picture}: {pathlib.Path(picture).stat().st_size // 1000} KB")


main(*sys.argv[1:])
