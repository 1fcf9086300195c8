"""Figures as inline SVG whose colours follow the page, light or dark."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

# Colours to draw with, replaced by the page's own in the SVG.
INK, MUTED, ACCENT, SECOND, SURFACE = "#010101", "#020202", "#030303", "#040404", "#050505"
_PAGE_COLOURS = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    ACCENT: "var(--accent)",
    SECOND: "var(--second)",
    SURFACE: "var(--surface)",
}


def _figure(width: float, height: float) -> tuple[Any, Any]:
    """A figure of `width` by `height` inches and its axes, without a display."""
    import matplotlib
    from matplotlib.figure import Figure

    # Text stays text, so that the page's font and search work; a fixed salt gives the same ids.
    matplotlib.rcParams["svg.fonttype"] = "none"
    matplotlib.rcParams["svg.hashsalt"] = "assistant"
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    figure.patch.set_alpha(0)
    axes.patch.set_alpha(0)
    axes.tick_params(colors=INK, labelsize=10, length=3)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_color(MUTED)
    return figure, axes


def _svg(figure: Any, label: str) -> str:
    """The figure as an SVG element, named for people who do not see it."""
    from html import escape

    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    for drawn, shown in _PAGE_COLOURS.items():
        text = text.replace(drawn, shown)
    text = re.sub(r"font: ([\d.]+px)[^;\"]*", r"font: \1 var(--font)", text)
    prefix = re.sub(r"\W+", "", label)[:24]
    text = re.sub(r'(id="|url\(#|href="#)', rf"\1{prefix}-", text)
    return text.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)


def _percent_axis(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")


def curve(lines: Mapping[str, Mapping[int, float]], label: str, *, axis: str) -> str:
    """Shares from 0 to 1 by a whole number, one line for each name."""
    figure, axes = _figure(6.2, 3.2)
    for (name, points), colour, style in zip(
        lines.items(), (ACCENT, SECOND), ("o-", "s--"), strict=False
    ):
        axes.plot(list(points), list(points.values()), style, color=colour, label=name)
        for x, y in points.items():
            if name == next(iter(lines)):
                axes.annotate(f"{100 * y:.0f}", (x, y), xytext=(0, 7), color=INK, fontsize=9,
                              textcoords="offset points", ha="center")  # fmt: skip
    axes.set_ylim(0, 1.12)
    axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_xticks(sorted({x for points in lines.values() for x in points}))
    axes.set_xlabel(axis, color=INK)
    axes.grid(axis="y", color=MUTED, alpha=0.3)
    axes.legend(frameon=False, labelcolor=INK, loc="lower right")
    _percent_axis(axes.yaxis)
    return _svg(figure, label)


def matrix(rows: Mapping[str, Mapping[str, int]], columns: Sequence[str], label: str) -> str:
    """Counts by row and column; the darker a cell, the larger its share of the row."""
    figure, axes = _figure(7.2, 1.0 + 0.42 * len(rows))
    for y, counts in enumerate(rows.values()):
        total = sum(counts.values()) or 1
        for x, column in enumerate(columns):
            count = counts.get(column, 0)
            share = count / total
            axes.barh(y, 0.96, left=x - 0.48, height=0.9, color=ACCENT, alpha=0.45 * share)
            colour = INK if count else MUTED
            axes.text(x, y, str(count), ha="center", va="center", color=colour, fontsize=10)
    axes.set_xticks(range(len(columns)), [name.replace(" ", "\n", 1) for name in columns])
    axes.set_yticks(range(len(rows)), list(rows))
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.invert_yaxis()
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return _svg(figure, label)


def bars(shares: Mapping[str, tuple[float, int]], label: str) -> str:
    """A horizontal bar for each name: a share from 0 to 1, with the number behind it."""
    figure, axes = _figure(7.2, 0.7 + 0.3 * len(shares))
    for y, (share, count) in enumerate(shares.values()):
        axes.barh(y, 1, height=0.62, color=MUTED, alpha=0.18)
        axes.barh(y, share, height=0.62, color=ACCENT)
        axes.text(1.015, y, f"{100 * share:.0f} % ({count})", va="center", color=INK, fontsize=9.5)
    axes.set_yticks(range(len(shares)), list(shares))
    axes.set_xlim(0, 1.2)
    axes.set_xticks([0, 0.5, 1])
    axes.invert_yaxis()
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _percent_axis(axes.xaxis)
    return _svg(figure, label)


def histogram(values: Sequence[float], label: str, *, axis: str, count_axis: str) -> str:
    """How many values lie where."""
    figure, axes = _figure(6.2, 2.6)
    axes.hist(values, bins=min(30, max(5, len(values) // 5)), color=ACCENT, edgecolor=SURFACE)
    axes.set_xlabel(axis, color=INK)
    axes.set_ylabel(count_axis, color=INK)
    axes.locator_params(axis="x", nbins=6)
    axes.yaxis.get_major_locator().set_params(integer=True)
    return _svg(figure, label)


def growth(
    lines: Mapping[str, Mapping[int, float]], label: str, *, axis: str, value_axis: str
) -> str:
    """Values by size, both on logarithmic axes."""
    figure, axes = _figure(6.2, 3.4)
    styles = ("o-", "s--", "^:", "d-.")
    for (name, points), style in zip(lines.items(), styles, strict=False):
        colour = ACCENT if style in styles[:2] else SECOND
        axes.plot(list(points), list(points.values()), style, color=colour, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    for scaled in (axes.xaxis, axes.yaxis):
        scaled.set_major_formatter(lambda value, _: f"{value:,g}".replace(",", "\u00a0"))
    axes.set_xlabel(axis, color=INK)
    axes.set_ylabel(value_axis, color=INK)
    axes.grid(color=MUTED, alpha=0.3)
    axes.legend(frameon=False, labelcolor=INK)
    return _svg(figure, label)
