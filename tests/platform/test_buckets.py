"""Files in a store that speaks S3, against one that does: asked by its own signature."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction

from samenspel.platform import audit, buckets, uploads
from samenspel.platform.buckets import Bucket, BucketFault
from samenspel.platform.checkup import findings
from samenspel.platform.models import AuditEvent
from tests import s3
from tests.make import make_person

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def server():
    with s3.running() as running:
        yield running


@pytest.fixture
def store(server, settings):
    settings.FILES_URL = server.url()
    yield server
    server.empty()


@pytest.fixture
def machine(settings, tmp_path):
    """`machine("b")`: from now on we are that machine, with a folder of its own."""

    def become(name):
        settings.DATA_DIR = tmp_path / name
        settings.UPLOADS = settings.DATA_DIR / "uploads"
        settings.UPLOADS.mkdir(parents=True)

    become("a")
    return become


def file(content=b"a;b"):
    return SimpleUploadedFile("Antwoorden van ons.csv", content)


def test_one_machine_takes_a_file_in_and_another_reads_and_deletes_it(store, machine):
    uploads.keep(file(), key="een")
    uploads.keep(file(b"other"), key="twee")
    assert store.kept() == ["uploads/een/answers.csv", "uploads/twee/answers.csv"]
    machine("b")
    assert uploads.path_of("een").read_bytes() == b"a;b"
    uploads.discard("een")
    assert (uploads.path_of("een"), store.kept()) == (None, ["uploads/twee/answers.csv"])


def test_a_name_and_a_large_file_come_back_as_they_went(store, tmp_path):
    source, target = tmp_path / "weg", tmp_path / "terug"
    source.write_bytes(bytes(range(256)) * 4 * 1024 * 3)
    bucket = Bucket.at(store.url())
    bucket.put("map/één + twee & 50%.csv", source)
    assert bucket.fetch("map/één + twee & 50%.csv", target)
    assert target.read_bytes() == source.read_bytes()
    assert [each.name for each in bucket.listed("map/")] == ["map/één + twee & 50%.csv"]
    assert not bucket.fetch("map/nooit", tmp_path / "niets")
    assert not (tmp_path / "niets").exists()


def test_a_long_list_comes_whole(store, tmp_path, monkeypatch):
    client = buckets._client(f"http://127.0.0.1:{store.port}", Bucket.at(store.url()).keys)
    asked = client.list_objects_v2
    monkeypatch.setattr(
        client, "list_objects_v2", lambda **given: asked(**given, MaxKeys=2), raising=False
    )  # as a store does after a thousand
    (tmp_path / "x").write_bytes(b"x")
    names = [f"lijst/{each}" for each in "abcde"]
    for name in names:
        Bucket.at(store.url()).put(name, tmp_path / "x")
    assert [each.name for each in Bucket.at(store.url()).listed("lijst/")] == names


def test_where_there_is_a_bucket_a_machine_keeps_a_file_for_an_hour_only(store, settings):
    assert uploads.kept_here_for() == HOUR
    settings.FILES_URL = ""
    assert uploads.kept_here_for() == timedelta(days=1)


def test_what_does_not_arrive_in_the_bucket_stays_nowhere(store, machine, settings):
    settings.FILES_URL = store.url(secret="another/secret+of=ours")
    with pytest.raises(BucketFault, match="403 SignatureDoesNotMatch") as refused:
        uploads.keep(file(), key="een")
    assert "another" not in str(refused.value)
    assert list(settings.UPLOADS.glob("*")) == []


def test_a_store_that_does_not_answer_says_so_without_its_address(machine, settings, monkeypatch):
    monkeypatch.setattr(buckets, "TRIES", 1)
    settings.FILES_URL = "s3://k:geheim@127.0.0.1:9/kelder?tls=false"
    with pytest.raises(BucketFault, match=r"^EndpointConnectionError$"):
        uploads.keep(file(), key="een")


def test_what_nobody_reads_any_more_goes_after_a_day(store, machine):
    now = datetime.now(UTC)
    for key in ("een", "twee"):
        uploads.keep(file(), key=key)
    assert uploads.purge_elsewhere(now + 23 * HOUR) == 0
    assert (uploads.purge_elsewhere(now + 25 * HOUR), store.kept()) == (2, [])


@pytest.mark.django_db(transaction=True)
def test_a_backup_takes_along_what_lies_in_the_bucket_and_puts_it_there_again(
    store, machine, tmp_path
):
    uploads.keep(file(), key="een")
    machine("b")  # which makes the backup, and never saw the file
    call_command("backup", str(tmp_path / "alles.zip"))
    store.empty()
    machine("c")
    call_command("restore", str(tmp_path / "alles.zip"), "--overwrite")
    assert store.kept() == ["uploads/een/answers.csv"]


@pytest.mark.django_db(transaction=True)
def test_a_backup_in_the_bucket_comes_back_on_another_machine(store, machine, settings):
    with transaction.atomic():
        person = make_person()
        audit.record("people.person_added", subject=person, by=None, at=datetime.now(UTC))
    tip = audit.verify().tip
    call_command("backup", "bucket:maandag.zip")
    assert store.kept() == ["backups/maandag.zip"]
    assert list(settings.DATA_DIR.glob("tmp*")) == []
    with pytest.raises(CommandError, match="--overwrite"):
        call_command("backup", "bucket:maandag.zip")
    call_command("flush", interactive=False, verbosity=0)
    machine("b")
    call_command("restore", "bucket:maandag.zip")
    assert (AuditEvent.objects.count() > 0, audit.verify().tip) == (True, tip)
    for named, says in (
        ("bucket:nooit.zip", "is er niet"),
        ("bucket:../x.zip", "zonder map"),
        ("bucket:", "zonder map"),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("restore", named, "--overwrite")
    settings.FILES_URL = ""
    with pytest.raises(CommandError, match="FILES_URL"):
        call_command("backup", "bucket:dinsdag.zip")


@pytest.mark.parametrize(
    "url", ["https://host/bucket", "s3://host/bucket", "s3://k:s@host", "s3://k:s@host/a/b"]
)
def test_an_address_that_is_none_is_refused_and_said(url, settings):
    with pytest.raises(ValueError, match="bucket"):
        Bucket.at(url)
    settings.FILES_URL = url
    found = [each.setting for each in findings(datetime.now(UTC)) if each.is_unsafe]
    assert "FILES_URL" in found


def test_the_secret_of_a_bucket_is_not_told_and_going_unencrypted_is(settings):
    settings.FILES_URL = "s3://k:geheim@host/bucket?tls=false"
    assert "geheim" not in repr(Bucket.at(settings.FILES_URL))
    said = [str(each.sentence) for each in findings(datetime.now(UTC))]
    assert [each for each in said if "versleuteling" in each and "bucket" in each] != []


def test_without_the_library_a_check_says_how_it_comes(settings, machine, monkeypatch):
    find = buckets.find_spec
    monkeypatch.setattr(
        buckets, "find_spec", lambda name: None if name == "botocore" else find(name)
    )
    settings.FILES_URL = "s3://k:geheim@elders.example/bucket"
    said = [str(each.sentence) for each in findings(datetime.now(UTC))]
    assert [each for each in said if "sh scripts/dev setup s3" in each] != []
    with pytest.raises(BucketFault, match="setup s3"):
        uploads.keep(file(), key="een")
