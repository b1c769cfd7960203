"""One browser for all browser tests; a fresh window per test; the world built once."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from infra.settings import settings
from tests.browser.wereld import Wereld, bouwen
from tests.stack import Stack


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def wereld(stack: Stack) -> Wereld:
    return await bouwen(stack)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def platen() -> Path:
    """Where the pictures of the screens are kept, for a person to look at."""
    map = settings().var / "schermen"
    map.mkdir(parents=True, exist_ok=True)
    return map
