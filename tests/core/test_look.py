"""The look: the council's colour, files of our own, nothing that a strict policy would stop."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.core.management import call_command

from core import brand

STATIC = Path(django_settings.BASE_DIR) / "static"
TEMPLATES = sorted((Path(django_settings.BASE_DIR) / "templates").rglob("*.html"))


def test_the_councils_colour_is_a_style_sheet_that_anybody_may_read(client, settings):
    settings.BRAND_COLOUR = "#7a1f5c"
    response = client.get("/brand.css")
    assert response["Content-Type"].startswith("text/css")
    assert response.content == b":root{--govuk-brand-colour:#7a1f5c}\n"


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("teal", "write it as #00645b"),
        ("#fff}body{display:none", "write it as #00645b"),
        ("#77c0b0", "choose a darker one"),
        ("#00645b", ""),
    ],
)
def test_a_colour_on_which_white_cannot_be_read_is_refused_at_the_start(settings, colour, words):
    settings.BRAND_COLOUR = colour
    found = [error.msg for error in run_checks() if error.id == "core.E001"]
    assert found == [] if not words else words in found[0]


def test_contrast_is_reckoned_as_wcag_does():
    assert round(brand.contrast_with_white("#000000"), 2) == 21
    assert round(brand.contrast_with_white("#767676"), 2) == 4.54


def test_the_style_sheet_asks_for_no_file():
    css = (STATIC / "css" / "app.css").read_text()
    assert "url(" not in css
    assert "GDS Transport" not in css


def test_production_can_collect_every_file_that_pages_ask_for(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = (tmp_path / "staticfiles.json").read_text()
    for template in TEMPLATES:
        for asked in re.findall(r"""\{% static ['"]([^'"]+)['"]""", template.read_text()):
            assert f'"{asked}"' in manifest, template
    for script in (STATIC / "js").glob("*.js"):
        for imported in re.findall(r'from "\./([^"]+)"', script.read_text()):
            assert (tmp_path / "js" / imported).exists(), script


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_what_the_content_security_policy_would_stop(template):
    text = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(?:src|href|action)=["']https?:""", text)
