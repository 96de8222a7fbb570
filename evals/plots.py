"""Small plots as inline SVG: they take the colours of the page, need no script and print well."""

from collections.abc import Callable, Sequence
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 340, 240, 44
Point = tuple[float, float]


def plot_reliability(bins: Sequence[dict[str, float]], title: str, *, axes: tuple[str, str]) -> str:
    """Return rightness with its interval against confidence; on the diagonal they agree."""
    xs = [found["confidence"] for found in bins]
    start = min([0.5, *xs])
    place = _scale(start, 1.0)
    marks = [_line(place((start, start)), place((1.0, 1.0)), "guide")]
    for found in bins:
        x = found["confidence"]
        marks.append(_line(place((x, found["low"])), place((x, found["high"])), "whisker"))
        cx, cy = place((x, found["right"]))
        words = f"confidence {x:.2f}: {found['right']:.2f} right of {found['count']:.0f}"
        marks.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="4"><title>{escape(words)}</title></circle>')
    return _frame(marks, title, axes, start)


def plot_curves(curves: dict[str, Sequence[Point]], title: str, *, axes: tuple[str, str]) -> str:
    """Return curves of up to three names over 0 to 1, told apart by their dashes; the last point is marked."""
    place = _scale(0.0, 1.0)
    marks, legend = [], []
    for number, (name, points) in enumerate(curves.items()):
        if not points:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, points))
        cx, cy = place(points[-1])
        marks.append(f'<polyline class="curve curve-{number}" points="{path}"/>')
        marks.append(f'<circle class="curve-{number}" cx="{cx:.1f}" cy="{cy:.1f}" r="3.5"/>')
        y = 22 + 16 * number
        legend.append(_line((_MARGIN + 12, y), (_MARGIN + 42, y), f"curve curve-{number}"))
        legend.append(f'<text x="{_MARGIN + 48}" y="{y + 4}">{escape(name)}</text>')
    return _frame([*marks, *legend], title, axes, 0.0)


def bar(value: float, low: float, high: float, limit: float | None) -> str:
    """Return a value of 0 to 1 as a bar with its interval and, where there is one, its limit."""
    width = 100
    marks = [
        f'<rect class="track" width="{width}" height="10" rx="2"/>',
        f'<rect class="bar" width="{width * value:.1f}" height="10" rx="2"/>',
        _line((width * low, 5), (width * high, 5), "whisker"),
    ]
    if limit is not None:
        marks.append(_line((width * limit, -1), (width * limit, 11), "limit"))
    return f'<svg class="inline" viewBox="-1 -2 {width + 2} 14" aria-hidden="true">{"".join(marks)}</svg>'


def _scale(start: float, end: float) -> Callable[[Point], Point]:
    def place(point: Point) -> Point:
        x, y = point
        across = (x - start) / (end - start)
        return _MARGIN + across * (_WIDTH - _MARGIN - 10), _HEIGHT - _MARGIN - y * (_HEIGHT - _MARGIN - 10)

    return place


def _line(start: Point, end: Point, kind: str) -> str:
    return f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'


def _frame(marks: Sequence[str], title: str, axes: tuple[str, str], start: float) -> str:
    place = _scale(start, 1.0)
    grid = []
    for number in range(6):
        share = number / 5
        x, y = start + share * (1 - start), share
        grid.append(_line(place((x, 0)), place((x, 1)), "grid"))
        grid.append(_line(place((start, y)), place((1, y)), "grid"))
        left, bottom = place((start, y)), place((x, 0))
        grid.append(f'<text x="{left[0] - 6:.1f}" y="{left[1] + 4:.1f}" text-anchor="end">{y:.1f}</text>')
        grid.append(f'<text x="{bottom[0]:.1f}" y="{bottom[1] + 16:.1f}" text-anchor="middle">{x:.2f}</text>')
    middle = (_HEIGHT - _MARGIN) / 2
    names = (
        f'<text x="{(_WIDTH + _MARGIN) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(axes[0])}</text>'
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">{escape(axes[1])}</text>'
    )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{escape(title)}">{"".join(grid)}{names}{"".join(marks)}</svg></figure>'
    )
