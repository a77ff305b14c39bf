"""A backup of a million answers, and putting it back, with a database of its own.

On SQLite; `DATABASE_URL` of an empty PostgreSQL database measures that one.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from benchmarks.row import Row, apart, told

PEOPLE, WORDS, POINTS = 20_000, 10, 5  # 1,000,000 answers
AT_ONCE = 5_000


def rows() -> Iterator[Row]:
    """The measurements, in a process of its own: its settings are not those of others here."""
    return apart("backup")


def measured() -> Iterator[Row]:
    """Fill a database, take a backup, empty the database and put the backup back."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder,
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _fill()
        target = Path(folder) / "backup.zip"
        said = f"of {PEOPLE * WORDS * POINTS:,} answers"
        yield Row(f"backup {said}", _timed(lambda: _backup(target)), "30 s")
        size = f"{target.stat().st_size / 1e6:.0f} MB"
        yield Row(f"restore {said} ({size})", _timed(lambda: _restore(target)), "60 s")


def _backup(target: Path) -> None:
    from samenspel.platform import backup

    backup.write(target)


def _restore(target: Path) -> None:
    from samenspel.platform import backup

    backup.read(target, overwrite=True)


def _timed(work: Callable[[], None]) -> str:
    began, cpu = time.monotonic(), time.process_time()
    work()
    return f"{time.monotonic() - began:.1f} s ({time.process_time() - cpu:.1f} s of processor)"


def _fill() -> None:
    from samenspel.meaning.models import Answer, Respondent, WordAnswer
    from tests.make import make_party
    from tests.make_scans import make_draft, sides_of

    scan = make_draft(make_party("Ons"), make_party("Zij"))
    side, _other = sides_of(scan)
    chance = random.Random(1)  # noqa: S311 names, not secrets
    words = [scan.words.create(position=100 + n, name_nl=f"woord {n}") for n in range(WORDS)]
    scales = {
        each.pk: [
            each.scales.create(position=n, pole_low_nl="laag", pole_high_nl="hoog")
            for n in range(POINTS)
        ]
        for each in words
    }

    def name() -> UUID:
        return UUID(int=chance.getrandbits(128), version=4)

    for _part in range(PEOPLE * WORDS // AT_ONCE):
        people = [
            Respondent(pk=name(), side=side, consent_version="1") for _ in range(AT_ONCE // WORDS)
        ]
        said = [WordAnswer(pk=name(), respondent=p, word=w, importance=2, own_words="welzijn")
                for p in people for w in words]  # fmt: skip
        points = [Answer(pk=name(), word_answer=s, scale=scale, points=chance.randint(1, 7))
                  for s in said for scale in scales[s.word_id]]  # fmt: skip
        Respondent.objects.bulk_create(people)
        WordAnswer.objects.bulk_create(said)
        Answer.objects.bulk_create(points)


if __name__ == "__main__":
    told(measured())
