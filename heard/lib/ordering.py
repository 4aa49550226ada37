"""Fractional keys: a row moves by changing one short text, so two people never collide.

A key is a non-empty string over `DIGITS`, compared as text, that never ends in the lowest digit.
Between any two keys there is always another.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LOWEST = DIGITS[0]


def key_between(before: str | None, after: str | None) -> str:
    """The shortest key strictly between two neighbours; `None` stands for either end."""
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError("the keys are not in order")
    key = ""
    position = 0
    while True:
        low_digit = DIGITS.index(low[position]) if position < len(low) else 0
        high_digit = (
            DIGITS.index(high[position])
            if high is not None and position < len(high)
            else len(DIGITS)
        )
        if high_digit - low_digit > 1:
            return key + DIGITS[(low_digit + high_digit) // 2]
        key += DIGITS[low_digit]
        if high_digit > low_digit:
            # One digit apart: whatever follows is free upwards, so the far end no longer binds.
            high = None
        position += 1


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Several in order between two neighbours, as short as halving makes them."""
    if count == 0:
        return []
    middle = key_between(before, after)
    half = count // 2
    return [
        *keys_between(before, middle, half),
        middle,
        *keys_between(middle, after, count - half - 1),
    ]


def keys_after(last: str | None, count: int) -> list[str]:
    """Keys for several rows added at the end, in order."""
    keys: list[str] = []
    for _ in range(count):
        last = key_after(last)
        keys.append(last)
    return keys


def key_after(last: str | None) -> str:
    """A key behind the last one that grows slowly: counting up, not halving towards the end."""
    if not last:
        return "i"
    for position in range(len(last) - 1, -1, -1):
        digit = DIGITS.index(last[position])
        if digit < len(DIGITS) - 1:
            return last[:position] + DIGITS[digit + 1]
    return last + "1"
