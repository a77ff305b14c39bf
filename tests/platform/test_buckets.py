"""Files in a store that speaks S3: signed as its maker documents, and gone once they are read."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.platform import uploads
from samenspel.platform.buckets import EMPTY, Bucket, BucketFault, Keys, _read, signed
from samenspel.platform.checkup import findings

# From “Signature Calculations for the Authorization Header” in the Amazon S3 API Reference; its
# name stands here in two parts, for what looks like a real key may not be in the tree.
NAME = "IOSFODNN7EXAMPLE"
KEYS = Keys(f"AKIA{NAME}", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
AT = datetime(2013, 5, 24, tzinfo=UTC)
SITE = "https://examplebucket.s3.amazonaws.com"
DOCUMENTED = [
    ("GET", "/test.txt", {"Range": "bytes=0-9"}, EMPTY,
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
    ("PUT", "/test%24file.text",
     {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
     "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
     "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
    ("GET", "/?lifecycle=", {}, EMPTY,
     "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    ("GET", "/?max-keys=2&prefix=J", {}, EMPTY,
     "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "known", "signature"), DOCUMENTED)
def test_the_signature_is_that_of_the_documentation(method, path, headers, known, signature):
    said = signed(method, SITE + path, headers, known=known, keys=KEYS, at=AT)
    assert said["authorization"].endswith(f"Signature={signature}")


BUCKET = "kelder"


class Store(ThreadingHTTPServer):
    """A store of one bucket that only answers what is signed; a list comes one name at a time."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.kept: dict[str, tuple[bytes, datetime]] = {}

    def url(self, secret=KEYS.secret):
        return (
            f"s3://{KEYS.name}:{quote(secret, '')}@127.0.0.1:{self.server_port}/{BUCKET}?tls=false"
        )


class Asked(BaseHTTPRequestHandler):
    def log_message(self, *_said):
        """Say nothing."""

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if hashlib.sha256(body).hexdigest() != self.headers["x-amz-content-sha256"]:
            self.say(400)
        elif self.known():
            self.server.kept[self.named] = (body, datetime.now(UTC))
            self.say(200)

    def do_DELETE(self):
        if self.known():
            self.server.kept.pop(self.named, None)
            self.say(204)

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        if not self.known():
            return None
        if "list-type" in query:
            return self.say(200, self.listed(query))
        found = self.server.kept.get(self.named)
        return self.say(200, found[0]) if found else self.say(404)

    @property
    def named(self):
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}/")

    def known(self):
        at = datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        url = f"http://{self.headers['Host']}{self.path}"
        known = self.headers["x-amz-content-sha256"]
        mine = signed(self.command, url, {}, known=known, keys=KEYS, at=at)
        return mine["authorization"] == self.headers["authorization"] or self.say(403)

    def listed(self, query):
        prefix, after = query["prefix"][0], query.get("continuation-token", [""])[0]
        names = sorted(n for n in self.server.kept if n.startswith(prefix) and n > after)
        told = "".join(
            f"<Contents><Key>{n}</Key><LastModified>{self.server.kept[n][1]:%Y-%m-%dT%H:%M:%S.000Z}"
            "</LastModified></Contents>"
            for n in names[:1]
        )
        more = f"<NextContinuationToken>{names[0]}</NextContinuationToken>" if names[1:] else ""
        return (
            f'<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{told}{more}'
            f"<IsTruncated>{str(bool(names[1:])).lower()}</IsTruncated></ListBucketResult>"
        ).encode()

    def say(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def store(settings):
    with Store() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.FILES_URL = server.url()
        yield server
        server.shutdown()


@pytest.fixture
def machine(settings, tmp_path):
    """`machine("b")`: from now on we are that machine, with a folder of its own."""

    def become(name):
        settings.UPLOADS = tmp_path / name

    become("a")
    return become


def file(content=b"a;b"):
    return SimpleUploadedFile("Antwoorden van ons.csv", content)


def test_one_machine_takes_a_file_in_and_another_reads_and_deletes_it(store, machine):
    uploads.keep(file(), key="een")
    uploads.keep(file(b"other"), key="twee")
    assert sorted(store.kept) == ["uploads/een/answers.csv", "uploads/twee/answers.csv"]
    machine("b")
    assert uploads.path_of("een").read_bytes() == b"a;b"
    uploads.discard("een")
    assert (uploads.path_of("een"), sorted(store.kept)) == (None, ["uploads/twee/answers.csv"])


def test_where_there_is_a_bucket_a_machine_keeps_a_file_for_an_hour_only(store, settings):
    assert uploads.kept_here_for() == timedelta(hours=1)
    settings.FILES_URL = ""
    assert uploads.kept_here_for() == timedelta(days=1)


def test_what_does_not_arrive_in_the_bucket_stays_nowhere(store, machine, settings):
    settings.FILES_URL = store.url(secret="another")
    with pytest.raises(BucketFault, match="403"):
        uploads.keep(file(), key="een")
    assert list(settings.UPLOADS.glob("*")) == []


def test_what_nobody_reads_any_more_goes_after_a_day(store, machine):
    for key in ("een", "twee", "drie"):
        uploads.keep(file(), key=key)
    old = datetime.now(UTC) - timedelta(days=2)
    for key in ("een", "drie"):
        store.kept[f"uploads/{key}/answers.csv"] = (b"a", old)
    assert uploads.purge_elsewhere(datetime.now(UTC)) == 2
    assert list(store.kept) == ["uploads/twee/answers.csv"]


def test_a_backup_takes_along_what_lies_in_the_bucket_and_puts_it_there_again(
    store, machine, settings
):
    uploads.keep(file(), key="een")
    machine("b")
    uploads.bring_here()
    assert (settings.UPLOADS / "een" / "answers.csv").read_bytes() == b"a;b"
    store.kept.clear()
    uploads.share_all()
    assert list(store.kept) == ["uploads/een/answers.csv"]


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


def test_a_list_that_defines_words_of_its_own_is_not_read():
    with pytest.raises(BucketFault):
        _read(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
