"""The locks: complete, without addresses, and each a part of the next; the page of dependencies names them all."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("app", "run", "test")
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def lock_text(name: str) -> str:
    return (ROOT / f"locks/{name}.lock").read_text()


def locked(name: str) -> dict[str, set[str]]:
    """The packages of a lock with their versions (more than one when it depends on the platform)."""
    found: dict[str, set[str]] = {}
    for package, version in REQUIREMENT.findall(lock_text(name)):
        found.setdefault(package, set()).add(version)
    return found


def asked() -> dict[str, list[str]]:
    """What pyproject.toml asks directly: the product under "app", and each dependency group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lists = {"app": project["project"]["dependencies"], **project["dependency-groups"]}
    return {name: [NAME.match(line)[0] for line in lines] for name, lines in lists.items()}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_a_hash_for_every_package_and_no_address(name: str) -> None:
    text = lock_text(name)
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_each_lock_is_part_of_the_next() -> None:
    """The demo runs the very versions that the tests try, and production too."""
    for small, large in (("app", "run"), ("run", "test")):
        assert locked(small).items() <= locked(large).items()


def test_locks_hold_what_pyproject_asks() -> None:
    wanted = asked()
    assert set(wanted["app"]) <= locked("app").keys()
    assert set(wanted["servers"]) <= locked("run").keys()
    assert set(wanted["test"]) <= locked("test").keys()


@pytest.mark.parametrize("folder", ["idp", "browser", "linter"])
def test_node_lock_has_no_address_and_checks_every_package(folder: str) -> None:
    lock = json.loads((ROOT / f"infra/dev/{folder}/package-lock.json").read_text())
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert len(packages) > 10
    assert [path for path, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []


def test_page_of_dependencies_says_why_for_each_and_names_no_other() -> None:
    page = (ROOT / "docs/dependencies.md").read_text()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    named = {row[0]: row[1] for row in rows if not row[0].startswith(("package", "lock", "`", "---"))}
    assert named.keys() == {package for packages in asked().values() for package in packages}
    assert [package for package, why in named.items() if not why] == []
