"""The pages on which someone answers, and what they fill in."""

from django.urls import reverse

from tests.make_scans import sides_of


def link(token):
    return reverse("meaning:personal_link", args=[token])


def page(scan, position=1):
    return reverse("meaning:answer_word", args=[scan.pk, position])


def filled(scan, position=1, *, own=2, guess=6, **more):
    word = scan.words.get(position=position)
    other = sides_of(scan)[1]
    scales = word.scales.all()
    return {
        **{f"own_{s.pk}": own for s in scales},
        **{f"guess_{other.pk}_{s.pk}": guess for s in scales},
        "importance": 3,
        "own_words": "wat ik bedoel",
        **more,
    }


def begin(client, token, **more):
    return client.post(link(token), more)
