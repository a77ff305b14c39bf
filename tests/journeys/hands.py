"""Two hands on a keyboard: all that is done on a page, with nothing but keys, and counted."""

import pytest
from django.utils import translation

MOST_STOPS = 90  # nobody should have to press Tab more often on one page
# One field or button that is chosen, and one key: Card, Moran and Newell (1980), seconds.
THINK, KEY = 1.35, 0.28
FOCUSED = """() => {
  const here = document.activeElement;
  return {
    text: (here.textContent || "").replace(/\\s+/g, " ").trim(),
    label: [...(here.labels || [])].map((each) => each.textContent.trim()).join(" "),
    type: here.type || "", tag: here.tagName,
  };
}"""


class Hands:
    """A page in a language, and the keys that are pressed on it."""

    def __init__(self, page, language, check=None):
        self.page, self.language = page, language
        self.check = check or (lambda _page: None)
        self.keys, self.choices, self.screens = 0, 0, 1

    @property
    def seconds(self):
        """What this takes someone who knows what to do, as the keystroke model has it."""
        return self.choices * THINK + self.keys * KEY

    def say(self, text, **values):
        """A sentence of ours as its reader sees it."""
        with translation.override(self.language):
            said = translation.gettext(text)
        return said % values if values else said

    def go(self, address):
        self.page.goto(address)
        self.look()

    def look(self):
        """A new page lies before us."""
        self.page.wait_for_load_state()
        self.check(self.page)
        self.screens += 1

    def stops(self):
        """Every stop of the Tab key, from where it is."""
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            self.keys += 1
            focused = self.page.evaluate(FOCUSED)
            if focused["tag"] == "BODY":
                break
            yield focused
        pytest.fail(f"no key leads there on {self.page.url}")

    def find(self, said, of="text"):
        """Press Tab until the focus is on what says this."""
        for focused in self.stops():
            if focused[of].startswith(said):
                self.choices += 1
                return

    def press(self, text, **values):
        """A link or a button, with Enter."""
        self.find(self.say(text, **values))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.keys += 1
        self.look()

    def unfold(self, text):
        """What is folded away under these words."""
        self.find(self.say(text))
        self.page.keyboard.press("Enter")
        self.keys += 1

    def fill(self, label, text, **values):
        """A field, by its label."""
        self.find(self.say(label, **values), of="label")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.keys += len(text) + 1

    def tick(self, label, **values):
        self.find(self.say(label, **values), of="label")
        self.page.keyboard.press("Space")
        self.keys += 1

    def tick_all(self, *labels):
        """Boxes with these labels, in the order in which they stand."""
        left = set(labels)
        for focused in self.stops():
            if focused["label"] in left:
                self.page.keyboard.press("Space")
                self.keys, self.choices = self.keys + 1, self.choices + 1
                left.remove(focused["label"])
            if not left:
                return

    def choose_on_every_line(self, right, button):
        """A point on each line, `right` steps from the first; then on with the button."""
        said = self.say(button)
        for focused in self.stops():
            if focused["type"] == "radio":
                for key in ("Space", *["ArrowRight"] * right):
                    self.page.keyboard.press(key)
                self.keys, self.choices = self.keys + 1 + right, self.choices + 1
            elif focused["text"] == said:
                break
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.keys += 1
        self.look()
