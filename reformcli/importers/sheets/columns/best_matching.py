"""The best whole assignment: each column at most one meaning, each meaning of one column only."""

from collections.abc import Mapping, Sequence


def best(weights: Sequence[Mapping[str, float]], shared: Mapping[str, bool]) -> list[str | None]:
    """For each column the meaning that makes the sum of weights the largest; None where it is best left without.

    `weights` holds for each column what its meanings weigh; those that do not weigh more than 0 are not considered.
    A meaning that is `shared` may be that of several columns, any other of one.
    """
    unshared = [_alone(column, shared) for column in weights]
    # Most columns of a wide sheet can only be what several may be: they stay out of the matrix.
    rivals = [
        at for at, column in enumerate(weights) if any(w > 0 and not shared.get(key) for key, w in column.items())
    ]
    keys = sorted({key for at in rivals for key, weight in weights[at].items() if weight > 0 and not shared.get(key)})
    # A column's own slot stands for its best shared meaning, or for none: the method needs a full matrix.
    cost = [
        [-weights[at][key] if weights[at].get(key, 0.0) > 0 else 1.0 for key in keys]
        + [-unshared[at][1] if other == at else 1.0 for other in rivals]
        for at in rivals
    ]
    chosen = [key for key, _weight in unshared]
    for at, slot in zip(rivals, _hungarian(cost), strict=True):
        if slot < len(keys):
            chosen[at] = keys[slot]
    return chosen


def _alone(column: Mapping[str, float], shared: Mapping[str, bool]) -> tuple[str | None, float]:
    chosen = [(weight, key) for key, weight in column.items() if weight > 0 and shared.get(key)]
    weight, key = max(chosen, default=(0.0, ""))
    return key or None, weight


def _hungarian(cost: Sequence[Sequence[float]]) -> list[int]:
    """For each row of a matrix with at least as many columns the column that makes the sum of costs the least.

    Kuhn's method with potentials (Kuhn 1955, Munkres 1957), cubic in the number of rows.
    """
    rows, columns = len(cost), len(cost[0]) if cost else 0
    infinity = float("inf")
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, before = [infinity] * (columns + 1), [0] * (columns + 1)
        visited = [False] * (columns + 1)
        while owner[at]:
            visited[at] = True
            current, step, following = owner[at], infinity, 0
            for column in range(1, columns + 1):
                if visited[column]:
                    continue
                reduced = cost[current - 1][column - 1] - row_price[current] - column_price[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if visited[column]:
                    row_price[owner[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = following
        while at:
            owner[at], at = owner[before[at]], before[at]
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            chosen[owner[column] - 1] = column - 1
    return chosen
