"""The door of the web server."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
application = get_wsgi_application()

# Who holds the pen of the database must not wait long for a turn of the interpreter.
sys.setswitchinterval(0.0005)
# What was loaded stays; looking through it for what can go costs a tenth of every page.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
