"""Hold the description of the API against the NLGov API Design Rules with Spectral.

`python scripts/api_rules.py [RULES...]`: each a rule file or its address; without them the one that
developer.overheid.nl publishes. Needs npx, which comes with npm. Ends with 1 if a rule is broken.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

RULES = "https://static.developer.overheid.nl/adr/ruleset.yaml"
SPECTRAL = "@stoplight/spectral-cli@6.16.3"
SITE, CONTACT = "https://samenspel.example", "info@samenspel.example"


def main(rules: list[str]) -> int:
    """What Spectral says of the description, as it would be for a site of its own."""
    npx = shutil.which("npx")
    if npx is None:
        print("npx is not here: install npm first.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    import django

    django.setup()
    from samenspel.config.api import api
    from samenspel.config.openapi import described

    with TemporaryDirectory() as folder:
        document = Path(folder) / "openapi.json"
        document.write_text(json.dumps(described(api, site=SITE, contact=CONTACT)))
        command = [npx, "--yes", SPECTRAL, "lint", str(document), "--ruleset"]
        return max(subprocess.run([*command, each], check=False).returncode for each in rules)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [RULES]))
