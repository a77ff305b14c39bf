"""Take the picture of the README from the finished example scan of a running Samenspel.

Start it with `make run`, then: .venv/bin/python scripts/picture.py (needs Debian's chromium).
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parents[1] / "docs" / "images" / "scan.png"
HEIGHT = 1180  # the agenda: what a reader sees first


def main(address: str) -> None:
    """Open the example and keep its first screen."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1040, "height": HEIGHT}, locale="nl-NL")
        page.goto(f"{address}/voorbeeld/")
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
