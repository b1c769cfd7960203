"""From one hue to a full set of NL Design System "basis" colour tokens that meets WCAG 2.2 AA.

The lightness of every step is fixed; only hue and chroma come from the house style. Contrast is almost entirely
decided by lightness, so every hue passes; `assert_contrast` proves it for each theme that is made.
"""

from __future__ import annotations

import math

# step: (OKLCH lightness, share of the chroma of the house style)
_STEPS = {
    "bg-document": (1.0, 0.0),
    "bg-subtle": (0.984, 0.10),
    "bg-default": (0.962, 0.22),
    "bg-hover": (0.935, 0.34),
    "bg-active": (0.905, 0.46),
    "border-subtle": (0.865, 0.45),
    "border-default": (0.625, 0.85),
    "border-hover": (0.545, 0.95),
    "border-active": (0.47, 1.0),
    "color-subtle": (0.505, 0.95),
    "color-default": (0.44, 1.0),
    "color-hover": (0.38, 1.0),
    "color-active": (0.32, 0.95),
    "color-document": (0.265, 0.70),
    # on a solid surface in the colour of the house style
    "inverse-bg-document": (0.31, 0.85),
    "inverse-bg-subtle": (0.27, 0.75),
    "inverse-bg-default": (0.40, 1.0),
    "inverse-bg-hover": (0.345, 1.0),
    "inverse-bg-active": (0.30, 0.95),
    "inverse-border-subtle": (0.52, 0.7),
    "inverse-border-default": (0.80, 0.4),
    "inverse-border-hover": (0.88, 0.3),
    "inverse-border-active": (0.94, 0.2),
    "inverse-color-subtle": (0.90, 0.25),
    "inverse-color-default": (1.0, 0.0),
    "inverse-color-hover": (1.0, 0.0),
    "inverse-color-active": (1.0, 0.0),
    "inverse-color-document": (1.0, 0.0),
}

# text and background (or border and background), and the least contrast between them
_PAIRS = (
    ("color-default", "bg-document", 4.5),
    ("color-default", "bg-default", 4.5),
    ("color-default", "bg-active", 4.5),
    ("color-subtle", "bg-document", 4.5),
    ("color-subtle", "bg-subtle", 4.5),
    ("color-document", "bg-active", 7.0),
    ("border-default", "bg-document", 3.0),
    ("border-default", "bg-subtle", 3.0),
    ("border-hover", "bg-document", 4.5),
    ("inverse-color-default", "border-hover", 4.5),
    ("inverse-color-default", "inverse-bg-default", 4.5),
    ("inverse-color-subtle", "inverse-bg-document", 4.5),
)

# The colours all tenants share: name, hue, chroma, hue of the lightest steps (warm paper under cool ink).
_SHARED = (
    ("default", 235, 0.018, 85),
    ("positive", 152, 0.12, None),
    ("warning", 62, 0.125, 80),
    ("negative", 25, 0.17, None),
    ("info", 250, 0.12, None),
    ("highlight", 85, 0.15, None),
)

Tokens = dict[str, str]


class TooLittleContrast(ValueError):
    """A pair of colours that must differ more."""


def _oklch_to_linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def hex_of(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour a screen can show: chroma gives way, lightness (and so contrast) is kept."""
    rgb = _oklch_to_linear_rgb(lightness, chroma, hue)
    while chroma > 0.0005 and not all(-0.0005 <= part <= 1.0005 for part in rgb):
        chroma -= 0.002
        rgb = _oklch_to_linear_rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(_gamma(part) * 255):02x}" for part in rgb)


def _gamma(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of "#rrggbb"."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ramp(name: str, hue: float, chroma: float, tint: float | None = None) -> Tokens:
    """All steps of one colour; `tint` is another hue for the lightest steps."""
    tokens = {}
    for step, (lightness, share) in _STEPS.items():
        of_step = tint if tint is not None and lightness > 0.85 else hue
        tokens[f"--basis-color-{name}-{step}"] = hex_of(lightness, chroma * share, of_step)
    return tokens


def assert_contrast(tokens: Tokens, name: str) -> None:
    """Raises TooLittleContrast when a pair that stands on a screen is not told apart well enough."""
    for front, back, least in _PAIRS:
        found = contrast(tokens[f"--basis-color-{name}-{front}"], tokens[f"--basis-color-{name}-{back}"])
        if found < least:
            raise TooLittleContrast(f"{name}: {front} op {back} is {found:.2f}:1, nodig is {least}:1")


def shared() -> Tokens:
    """The colours that do not differ per tenant: ink and paper, good, careful, wrong, news, marker."""
    tokens: Tokens = {}
    for name, hue, chroma, tint in _SHARED:
        tokens |= ramp(name, hue, chroma, tint)
        assert_contrast(tokens, name)
    return tokens


def theme(brand: tuple[float, float], action: tuple[float, float]) -> Tokens:
    """The colours of one tenant, each given as (hue, chroma)."""
    tokens: Tokens = {}
    for name, (hue, chroma) in (("accent-1", brand), ("action-1", action), ("action-2", action)):
        tokens |= ramp(name, hue, chroma)
        assert_contrast(tokens, name)
    return tokens


def css(selector: str, tokens: Tokens) -> str:
    return selector + " {\n" + "".join(f"  {name}: {value};\n" for name, value in tokens.items()) + "}\n"
