"""Code 128 as bar widths, so that a scanner reads the simulator's labels (ISO/IEC 15417)."""

from __future__ import annotations

# Widths of bar, space, bar ... of the values 0 to 106; each symbol is 11 modules wide, the stop symbol 13.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_SYMBOLS = tuple(_WIDTHS.split(" "))
_START_B, _START_C, _STOP = 104, 105, 106


def code128(text: str) -> list[int]:
    """Widths in modules, bar first. Pairs of digits take one symbol; characters outside ASCII become a question mark."""
    if len(text) % 2 == 0 and text.isascii() and text.isdigit():
        values = [_START_C, *(int(text[at : at + 2]) for at in range(0, len(text), 2))]
    else:
        values = [_START_B, *(ord(each) - 32 if 32 <= ord(each) < 127 else ord("?") - 32 for each in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    return [int(width) for value in (*values, check, _STOP) for width in _SYMBOLS[value]]
