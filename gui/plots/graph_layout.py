"""Where the nodes of a graph go: linked ones near each other, none over another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROUNDS = 120
GOLDEN = np.pi * (3 - 5**0.5)
NEAR = 2.0
"""Times the usual distance, within which nodes push each other away; farther, parts of a graph would end at the walls."""

MANY = 4
"""Nodes, from which on they use the whole room."""

PUSHES = 80
TOUCHING = 1e-6


def arranged(count: int, links: NDArray[np.intp], across: float, down: float) -> NDArray[np.float64]:
    """Places float64 (count, 2) in a room of `across` × `down`, for links (m, 2) between nodes 0 … count − 1.

    The forces of Fruchterman and Reingold (1991), from a spiral of the nodes in the order of their links; nodes that all
    have many links pull each other less, or they would end in a heap.
    O(rounds · count²); the same for the same graph.
    """
    pulled = np.zeros((count, count))
    pulled[links[:, 0], links[:, 1]] = pulled[links[:, 1], links[:, 0]] = 1.0
    degree = pulled.sum(axis=1)
    order = _walk(pulled)
    pulled /= np.maximum(np.minimum(degree[:, None], degree[None]), 1.0) ** 0.75
    usual = 0.75 * float(np.sqrt(across * down / max(count, 1)))
    turn, far = GOLDEN * np.arange(count), np.sqrt(np.arange(count) / max(count, 1)) / 2
    places = np.empty(count, dtype=np.complex128)
    places[order] = far * (across * np.cos(turn) + 1j * down * np.sin(turn))
    for heat in np.linspace(0.15, 0.005, ROUNDS) * max(across, down):
        apart = places[:, None] - places[None]
        length = np.maximum(np.abs(apart), 0.01 * usual)
        force = np.where(length < NEAR * usual, (usual / length) ** 2, 0.0) - pulled * length / usual
        move = (force * apart).sum(axis=1)
        size = np.maximum(np.abs(move), 1e-9)
        places = places + move / size * np.minimum(size, heat)
        places = np.clip(places.real, -across / 2, across / 2) + 1j * np.clip(places.imag, -down / 2, down / 2)
    found, room = np.column_stack([places.real, places.imag]), np.array([across, down])
    if not count:
        return found
    low, extent = found.min(axis=0), np.ptp(found, axis=0)
    if count >= MANY and extent.all():
        return np.asarray((found - low) / extent * room)
    return np.asarray(found - low + (room - extent) / 2)


def spread(boxes: NDArray[np.float64], across: float, down: float) -> NDArray[np.float64]:
    """How far (n, 2) to move boxes (n, 4: left, top, right, bottom) for them to be apart, inside the room if they fit."""
    room, size = np.array([across, down]), boxes[:, 2:] - boxes[:, :2]
    most = np.maximum(room - size, 0.0)
    corner = np.clip(boxes[:, :2], 0.0, most)
    one, other = np.triu_indices(len(boxes), 1)
    both, middles = (size[one] + size[other]) / 2, size[one] - size[other]
    for _ in range(PUSHES):
        apart = corner[one] - corner[other] + middles / 2
        common = both - np.abs(apart)
        over = np.flatnonzero(common.min(axis=1, initial=np.inf) > TOUCHING)
        if not len(over):
            break
        way = np.where(apart[over] < 0, -1.0, 1.0)
        axis = common[over].argmin(axis=1)
        rows, first, second = np.arange(len(over)), one[over], other[over]
        push = np.zeros((len(over), 2))
        push[rows, axis] = 0.55 * common[over, axis] * way[rows, axis]
        ends, pushes = np.r_[first, second], np.vstack([push, -push])
        times = np.maximum(np.bincount(ends, minlength=len(boxes)), 1)
        moves = [np.bincount(ends, pushes[:, side], len(boxes)) / times for side in (0, 1)]
        corner = np.clip(corner + np.column_stack(moves), 0.0, most)
    return corner - boxes[:, :2]


def _walk(linked: NDArray[np.float64]) -> NDArray[np.intp]:
    """All nodes, each beside those it is linked to: the part with the most links first, breadth first."""
    left = np.ones(len(linked), dtype=bool)
    order: list[int] = []
    ahead: list[int] = []
    most = linked.sum(axis=1)
    while left.any():
        node = ahead.pop(0) if ahead else int(np.argmax(np.where(left, most, -1.0)))
        if left[node]:
            left[node] = False
            order.append(node)
            ahead += np.flatnonzero((linked[node] > 0) & left).tolist()
    return np.array(order, dtype=np.intp)
