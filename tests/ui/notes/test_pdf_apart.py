"""Pages of a PDF are drawn by another process, and whatever becomes of that, nothing else stops."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from counsellor_desk import app
from counsellor_desk.domain.page_files import FileHasTooManyPages, PageFileDamaged, PdfLocked
from counsellor_desk.ui import pdf_apart, pdf_pages
from tests.handwriting import pdf


def _for_ever() -> bytes:
    """A tree of pages whose only branch is itself: its reader goes round in it without end."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 3>>")
    made, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    begins = b"xref\n0 3\n0000000000 65535 f \n" + table
    return made + begins + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)


class Stopped(Exception):
    """What Cancel raises."""


def _wanted() -> None:
    pass


def test_it_draws_what_would_be_drawn_here() -> None:
    assert app.DRAW_PDF == pdf_apart.COMMAND
    apart, here = pdf_apart.pages_of(pdf(2), _wanted), pdf_pages.pages_of(pdf(2))
    assert apart.count == here.count == 2
    assert list(apart.rasters) == list(here.rasters)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (pdf(1, "secret"), PdfLocked),
        (pdf(300), FileHasTooManyPages),
        (b"%PDF-1.7 and then nothing", PageFileDamaged),
    ],
    ids=["locked", "300 pages", "nothing"],
)
def test_what_it_cannot_draw_is_told(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        pdf_apart.pages_of(content, _wanted)


def test_one_that_never_ends_is_cancelled() -> None:
    asked: list[int] = []

    def wanted() -> None:
        asked.append(1)
        if len(asked) > 20:
            raise Stopped

    with pytest.raises(Stopped):
        pdf_apart.pages_of(_for_ever(), wanted)


def test_one_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "_GLANCE", 1)
    monkeypatch.setattr(pdf_apart, "_STARTS_WITHIN", 20_000)
    with pytest.raises(PageFileDamaged):
        pdf_apart.pages_of(_for_ever(), _wanted)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it goes after ten minutes")
def test_it_goes_with_the_program_even_where_that_is_killed() -> None:
    given, way_in = os.pipe()
    starts = f"""
import subprocess, sys, time
words = [sys.executable, "-P", "-m", "counsellor_desk", "{pdf_apart.COMMAND}"]
drawing = subprocess.Popen(words, stdin={given})
time.sleep(60)
"""
    words = [sys.executable, "-c", starts]
    with subprocess.Popen(words, pass_fds=[given], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.read(6) == b"pages "
        program.kill()
        assert program.stdout.read() == b"", "whoever wrote there is gone"
    os.close(given)
    os.close(way_in)
