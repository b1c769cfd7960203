"""What Meedoen is made of, as one CycloneDX document: `./meedoen sbom`. Read from the locks, not from a machine.

Per part a name, a version and what it is for (`scope`): required is the product; optional are the servers of the demo
and what stands beside the product in production; excluded is for tests only. Of Debian packages no version is named:
the image takes the newest of its release on the day it is built.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from infra.launcher import debian, places

ROOT = places.ROOT
PRODUCT, BESIDE, TESTS = ComponentScope.REQUIRED, ComponentScope.OPTIONAL, ComponentScope.EXCLUDED
LOCKS = (("app", PRODUCT), ("run", BESIDE), ("test", TESTS))
NODE = (("idp", BESIDE), ("browser", TESTS), ("linter", TESTS))
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,-]+\])?==([^ ;\\]+)(?: ; ([^\\\n]+?))? \\$", re.MULTILINE)
IMAGE = re.compile(r"^(?: +image:|FROM) ([a-z0-9./-]+):([A-Za-z0-9.-]+)", re.MULTILINE)
APT_IN_IMAGE = re.compile(r"--no-install-recommends \\?\s*([a-z0-9.+ -]+?)\s*\\?\n\s*&& rm")
VENDORED_CSS = re.compile(r"^ \* (@[a-z-]+)/([a-z-]+) ([0-9.]+)$", re.MULTILINE)
VENDORED_JS = re.compile(r'this\.version="([0-9.]+)"')
NAMESPACE = uuid.UUID("6f0e4f0e-6f9d-5d0a-9d3a-0d6f3f3c7b51")  # of our own documents


def document() -> str:
    """The document as JSON (CycloneDX 1.6). Equal locks give an equal document, but for its time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    bom = Bom(components=components())
    bom.metadata.component = Component(
        type=ComponentType.APPLICATION, name=project["name"], version=project["version"], bom_ref=project["name"]
    )
    bom.serial_number = uuid.uuid5(NAMESPACE, "\n".join(sorted(str(part.bom_ref) for part in bom.components)))
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=1)


def complaints(text: str) -> list[str]:
    """Where this document departs from the format, read strictly."""
    return [str(error) for error in JsonStrictValidator(SchemaVersion.V1_6).validate_str(text, all_errors=True) or ()]


def components() -> list[Component]:
    """Every part once, in its most important scope."""
    found: dict[str, Component] = {}
    for part in (*_python(), *_node(), *_vendored(), *_images(), *_debian()):
        found.setdefault(str(part.bom_ref), part)
    return list(found.values())


def _part(
    kind: str, name: str, version: str | None, scope: ComponentScope, *, group: str = "", **extra: str
) -> Component:
    address = PackageURL(kind, group or None, name, version, qualifiers=extra)
    return Component(
        type=ComponentType.CONTAINER if kind == "docker" else ComponentType.LIBRARY,
        name=name,
        group=group or None,
        version=version,
        scope=scope,
        purl=address,
        bom_ref=address.to_string(),
    )


def _python() -> Iterator[Component]:
    for lock, scope in LOCKS:
        for name, version, condition in LOCKED.findall((places.LOCKS / f"{lock}.lock").read_text()):
            part = _part("pypi", name, version, scope)
            if condition:
                part.properties.add(Property(name="meedoen:voorwaarde", value=condition))
            yield part


def _node() -> Iterator[Component]:
    for folder, scope in NODE:
        lock = json.loads((places.DEV / folder / "package-lock.json").read_text())
        for path, entry in lock["packages"].items():
            if path:
                group, _, name = path.rpartition("node_modules/")[2].rpartition("/")
                yield _part("npm", name, entry["version"], TESTS if entry.get("dev") else scope, group=group)


def _vendored() -> Iterator[Component]:
    """What browsers get from us and others wrote; the versions stand in the files themselves."""
    static = ROOT / "web/static"
    for version in VENDORED_JS.findall((static / "js/htmx.min.js").read_text()):
        yield _part("npm", "htmx.org", version, PRODUCT)
    for group, name, version in VENDORED_CSS.findall((static / "css/nlds.css").read_text()):
        yield _part("npm", name, version, PRODUCT, group=group)


def _images() -> Iterator[Component]:
    """The images the product is built on, and the servers that stand beside it."""
    product = IMAGE.search((ROOT / "infra/deploy/Dockerfile").read_text())
    for file in (ROOT / "infra/deploy/Dockerfile", ROOT / "compose.yaml"):
        for name, version in IMAGE.findall(file.read_text()):
            group, _, short = name.rpartition("/")
            scope = PRODUCT if (name, version) == product.groups() else BESIDE
            yield _part("docker", short, version, scope, group=group)


def _debian() -> Iterator[Component]:
    image, *beside = APT_IN_IMAGE.findall((ROOT / "infra/deploy/Dockerfile").read_text())
    for name in image.split():
        yield _part("deb", name, None, PRODUCT, group="debian", distro="trixie")
    for name in (*(name for line in beside for name in line.split()), *debian.NATS.packages):
        yield _part("deb", name, None, BESIDE, group="debian", distro="trixie")
    for need in debian.NEEDS:
        for name in need.packages:
            yield _part("deb", name, None, TESTS if need.kind == "test" else BESIDE, group="debian", distro="trixie")


def main() -> int:
    text = document()
    if wrong := complaints(text):
        print(f"De lijst van onderdelen klopt niet met CycloneDX: {wrong[0]}", file=sys.stderr)
        return 1
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
