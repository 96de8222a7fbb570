"""Small plots as inline SVG: they take the colours of the page, need no script and print well."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _MARGIN = 340, 240, 44
Point = tuple[float, float]


def plot_reliability(bins: Sequence[dict[str, float]], title: str, *, axes: tuple[str, str]) -> str:
    """Return, by bin of confidence, how often answers were right; a dashed tick shows how sure they were.

    Bins stand side by side, for they are equally full and most answers are very sure.
    """
    marks, ticks = [], []
    for number, found in enumerate(bins):
        x, reach = (number + 0.5) / len(bins), 0.3 / len(bins)
        marks.append(_line(_place((x - reach, found["confidence"])), _place((x + reach, found["confidence"])), "guide"))
        marks.append(_line(_place((x, found["low"])), _place((x, found["high"])), "whisker"))
        cx, cy = _place((x, found["right"]))
        words = f"from {found['from']:.2f} on: {found['right']:.2f} right of {found['count']:.0f}"
        marks.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="4"><title>{escape(words)}</title></circle>')
        ticks.append((x, f"{found['from']:.3f}"))
    return _frame(marks, title, axes, ticks)


def plot_curves(curves: dict[str, Sequence[Point]], title: str, *, axes: tuple[str, str]) -> str:
    """Return curves of up to three names over 0 to 1, told apart by their dashes; the last point is marked."""
    marks, legend = [], []
    for number, (name, points) in enumerate(curves.items()):
        if not points:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(_place, points))
        cx, cy = _place(points[-1])
        marks.append(f'<polyline class="curve curve-{number}" points="{path}"/>')
        marks.append(f'<circle class="curve-{number}" cx="{cx:.1f}" cy="{cy:.1f}" r="3.5"/>')
        y = 22 + 16 * number
        legend.append(_line((_MARGIN + 12, y), (_MARGIN + 42, y), f"curve curve-{number}"))
        legend.append(f'<text x="{_MARGIN + 48}" y="{y + 4}">{escape(name)}</text>')
    return _frame([*marks, *legend], title, axes, [(share / 5, f"{share / 5:.1f}") for share in range(6)])


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


def _place(point: Point) -> Point:
    x, y = point
    return _MARGIN + x * (_WIDTH - _MARGIN - 10), _HEIGHT - _MARGIN - y * (_HEIGHT - _MARGIN - 10)


def _line(start: Point, end: Point, kind: str) -> str:
    return f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'


def _frame(marks: Sequence[str], title: str, axes: tuple[str, str], ticks: Sequence[tuple[float, str]]) -> str:
    grid = []
    for number in range(6):
        left = _place((0, number / 5))
        grid.append(_line(left, _place((1, number / 5)), "grid"))
        grid.append(f'<text x="{left[0] - 6:.1f}" y="{left[1] + 4:.1f}" text-anchor="end">{number / 5:.1f}</text>')
    for x, name in ticks:
        bottom = _place((x, 0))
        grid.append(f'<text x="{bottom[0]:.1f}" y="{bottom[1] + 16:.1f}" text-anchor="middle">{escape(name)}</text>')
    middle = (_HEIGHT - _MARGIN) / 2
    names = (
        f'<text x="{(_WIDTH + _MARGIN) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(axes[0])}</text>'
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">{escape(axes[1])}</text>'
    )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{escape(title)}">{"".join(grid)}{names}{"".join(marks)}</svg></figure>'
    )
