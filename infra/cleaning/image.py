"""A picture as pixels only: read, turned as the camera was held, written anew without a word on where or when."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from infra.cleaning.refuse import Refused

# Three octets each, a copy to turn it, and room to write: together within the memory of the process.
PIXELS = 40_000_000
SIDE = 30_000
QUALITY = 90
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
# Known beforehand: nothing can be looked up once the fences stand.
Image.init()
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and told apart
assert JpegImagePlugin and PngImagePlugin


def clean(data: bytes, mediatype: str) -> bytes:
    """The picture in the same format. Raises Refused: `te_veel_pixels`, `kapot`."""
    soort = FORMATS[mediatype]
    with _opened(data, soort) as picture:
        if picture.width * picture.height > PIXELS or max(picture.size) > SIDE:
            raise Refused("te_veel_pixels")
        try:
            picture.load()
            upright = ImageOps.exif_transpose(picture)
        except MemoryError:
            raise
        except Exception:
            raise Refused("kapot") from None
    upright = _plain(upright, soort)
    out = io.BytesIO()
    if soort == "JPEG":
        upright.save(out, "JPEG", quality=QUALITY, optimize=False)
    else:
        upright.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _opened(data: bytes, soort: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=[soort])
    except MemoryError:
        raise
    except Exception:
        raise Refused("kapot") from None


def _plain(picture: Image.Image, soort: str) -> Image.Image:
    """Only modes that everybody shows, and nothing beside the pixels."""
    if soort == "JPEG":
        modes = {"L": "L"}
        wanted = modes.get(picture.mode, "RGB")
    else:
        clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        wanted = "RGBA" if clear else "L" if picture.mode in ("1", "L", "I", "I;16", "F") else "RGB"
    if picture.mode in ("I", "I;16", "F"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode != wanted:
        picture = picture.convert(wanted)
    picture.info = {}
    return picture
