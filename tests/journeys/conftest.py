"""A real browser: Debian's chromium, and axe on what it shows."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BROWSER = "chromium-headless-shell"  # the same pages for a quarter less of the processor
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--disable-background-networking"]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which(os.environ.get("CHROMIUM", BROWSER)) or shutil.which("chromium")
    if program is None:
        pytest.fail(f"chromium is not here: apt-get install {BROWSER}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


class Faults(list[str]):
    """What went wrong in the browser, apart from what axe does itself."""

    are_heard = True

    def hear(self, fault: str) -> None:
        if self.are_heard:
            self.append(fault)


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Nothing may go wrong in the browser, and nothing may be asked elsewhere."""
    heard = Faults()
    yield heard
    assert heard == []


@pytest.fixture
def visit(browser: Browser, live_server, faults: Faults) -> Iterator[Callable[..., Page]]:
    """`visit(width=390, dark=True)`: a new visitor on the front page."""
    contexts: list[BrowserContext] = []

    def arrive(
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        home: str = "",
        language: str = "nl",
    ) -> Page:
        site = home or live_server.url
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale={"nl": "nl-NL", "en": "en-GB"}[language],
            java_script_enabled=script,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.hear(said.text))
        page.on("pageerror", lambda error: faults.hear(str(error)))
        page.on("request", lambda request: _stays_here(request.url, site, faults))
        page.on("response", lambda answer: _is_there(answer.status, answer.url, faults))
        page.goto("/")
        return page

    yield arrive
    for context in contexts:
        context.close()


def _stays_here(url: str, home: str, faults: Faults) -> None:
    if not url.startswith((home, "data:", "blob:")):
        faults.hear(f"asked elsewhere: {url}")


def _is_there(status: int, url: str, faults: Faults) -> None:
    if status >= 400:
        faults.hear(f"{status} {url}")


@pytest.fixture
def accessible(faults: Faults) -> Callable[[Page], None]:
    """`accessible(page)`: axe finds nothing, and nothing sticks out of the screen."""

    def check(page: Page) -> None:
        faults.are_heard = False  # axe tries styles that our policy refuses
        page.wait_for_load_state()  # a click comes back when the next page has only begun
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"],
                   "preload": False}  # fmt: skip
        found = Axe().run(page, options=options)
        page.wait_for_timeout(100)  # until the last of them was heard
        faults.are_heard = True
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert page.evaluate(STICKS_OUT) == [], page.url

    return check


STICKS_OUT = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((element) => element.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
}"""
