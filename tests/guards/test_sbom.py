"""`./meedoen sbom`: what we are made of, complete, valid and without an address."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from infra import sbom
from tests.guards.test_locks import LOCKS, locked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(sbom.document())


def parts(document: dict, kind: str) -> dict[str, dict]:
    """The parts of this kind by package address."""
    return {part["purl"]: part for part in document["components"] if part["purl"].startswith(f"pkg:{kind}/")}


def test_the_document_is_valid_cyclonedx(document: dict) -> None:
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert sbom.complaints(json.dumps(document)) == []


@pytest.mark.parametrize("broken", [{"bomFormat": "anders"}, {"components": [{"type": "library"}]}, {"verzonnen": 1}])
def test_the_validator_has_teeth(document: dict, broken: dict) -> None:
    assert sbom.complaints(json.dumps(document | broken))


def test_every_locked_python_package_is_in_it_with_its_version(document: dict) -> None:
    found = {(part["name"], part["version"]) for part in parts(document, "pypi").values()}
    assert found == {
        (name, version) for lock in LOCKS for name, versions in locked(lock).items() for version in versions
    }
    product = {
        (part["name"], part["version"]) for part in parts(document, "pypi").values() if part["scope"] == "required"
    }
    assert product == {(name, version) for name, versions in locked("app").items() for version in versions}


def test_every_locked_node_package_is_in_it(document: dict) -> None:
    expected = set()
    for folder in ("idp", "browser", "linter"):
        lock = json.loads((ROOT / f"infra/dev/{folder}/package-lock.json").read_text())
        expected |= {
            (path.rpartition("node_modules/")[2], entry["version"]) for path, entry in lock["packages"].items() if path
        }
    found = {(f"{p['group']}/" if "group" in p else "") + p["name"]: p for p in parts(document, "npm").values()}
    names = {
        ((f"{p['group']}/" if "group" in p else "") + p["name"], p["version"]) for p in parts(document, "npm").values()
    }
    assert expected <= names
    vendored = {name for name, _ in names - expected}
    assert {"htmx.org", "@utrecht/alert-css"} <= vendored
    assert {found[name]["scope"] for name in vendored} == {"required"}


def test_the_system_is_in_it_too(document: dict) -> None:
    images = {f"{p.get('group', '')}/{p['name']}".strip("/"): p for p in parts(document, "docker").values()}
    assert images.keys() == {"python", "node", "debian", "postgres", "nats", "valkey/valkey"}
    assert images["python"]["scope"] == "required"
    debian = {part["name"]: part["scope"] for part in parts(document, "deb").values()}
    assert debian["libpango-1.0-0"] == "required"
    assert {
        "clamav-daemon": "optional",
        "nats-server": "optional",
        "chromium-headless-shell": "excluded",
    }.items() <= debian.items()


def test_it_names_no_address_and_no_machine(document: dict) -> None:
    """Not of a registry, not of a mirror, not of the folder it was made in."""
    text = json.dumps(document)
    assert re.findall(r"https?://(?!cyclonedx\.org/schema/)", text) == []
    assert str(ROOT) not in text


def test_the_same_locks_give_the_same_document() -> None:
    one, other = json.loads(sbom.document()), json.loads(sbom.document())
    for made in (one, other):
        del made["metadata"]["timestamp"]
    assert one == other


def test_the_tool_is_not_in_the_product() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert not any("cyclonedx" in line for line in project["project"]["dependencies"])
    assert "cyclonedx-python-lib" not in locked("run")
