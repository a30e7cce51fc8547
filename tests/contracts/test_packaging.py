"""What is shipped and what is installed."""

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions

import pytest
from packaging.metadata import Metadata

from casestudies import __version__

from .tree import ROOT, modules, write

LOCKS = ("requirements/wagtail-7.4.txt", "requirements/wagtail-8.0.txt")
PIN = re.compile(r"^([\w.-]+)==(\S+)")


def lock_breaches(root, lock):
    """Every line a pin with hashes or a comment; no address of a package index."""
    text = (root / lock).read_text("utf-8")
    breaches = [
        f"{lock}:{number}: {line}"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"://|index-url|find-links|(?<![\w.])/\w", line)
        or not re.match(r"[\w.-]+==|\s+--hash=sha256:[0-9a-f]{64}|\s*#", line)
    ]
    for requirement in re.split(r"\n(?=\w)", text):
        pin = PIN.match(requirement)
        if pin and "--hash=" not in requirement:
            breaches.append(f"{lock}: {pin[1]} has no hash")
    return breaches


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_are_pinned_and_name_no_index(lock):
    assert lock_breaches(ROOT, lock) == []


@pytest.mark.parametrize(
    ("lock", "release", "djangos"),
    # The newest Django asks for a newer Python than the oldest we support.
    [(LOCKS[0], "7.4", ["5.2"]), (LOCKS[1], "8.0", ["5.2", "6.1"])],
)
def test_locks_hold_the_wagtail_they_are_named_for(lock, release, djangos):
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    pins = [pin.groups() for line in lines if (pin := PIN.match(line))]
    releases = [
        (name, version.rpartition(".")[0])
        for name, version in pins
        if name in ("django", "wagtail")
    ]
    assert releases == [*(("django", each) for each in djangos), ("wagtail", release)]


def test_locks_hold_every_requirement():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["host"],
        *project["dependency-groups"]["dev"],
    ]
    names = {_name(line) for line in wanted}
    for lock in LOCKS:
        pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        assert names - pinned == set()


def undeclared(root, folder):
    """Packages that the folder imports and ``pyproject.toml`` of the root does not require."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {_name(line) for line in project["dependencies"]}
    distributions = packages_distributions()
    return sorted(
        name
        for name in _imported(root, folder) - sys.stdlib_module_names - {folder}
        if not declared & {_name(each) for each in distributions.get(name, [name])}
    )


def _name(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def _imported(root, folder):
    return {
        name.partition(".")[0]
        for _path, tree in modules(root, under=(folder,))
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }


def test_what_the_plugin_imports_is_declared():
    assert undeclared(ROOT, "casestudies") == []


def test_an_import_of_what_nobody_declares_is_told(tmp_path):
    write(tmp_path, "pyproject.toml", '[project]\ndependencies = ["Django>=5.2", "modelsearch"]\n')
    write(
        tmp_path,
        "plugin/deep/reading.py",
        "import json\nfrom . import near\nimport plugin.near\nimport django.db\n"
        "def late():\n    from taggit.models import Tag\n    import nowhere, PIL.Image\n",
    )
    assert undeclared(tmp_path, "plugin") == ["PIL", "nowhere", "taggit"]


def test_no_bound_takes_a_newer_release_from_a_host():
    """Pip goes back to an older one without a word where a bound asks for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bounded = [line for line in project["dependencies"] if re.search(r"<|==|~=", line)]
    assert bounded == ["wagtail>=7.4,<9"]


def test_a_loose_lock_fails(tmp_path):
    digest = "0" * 64
    write(
        tmp_path,
        "lock.txt",
        f"--index-url https://mirror.example/simple\nruff==1 \\\n    --hash=sha256:{digest}\n"
        "django>=5.2\nuv==2\n",
    )
    assert lock_breaches(tmp_path, "lock.txt") == [
        "lock.txt:1: --index-url https://mirror.example/simple",
        "lock.txt:4: django>=5.2",
        "lock.txt: uv has no hash",
    ]


def _build(root, folder):
    """Build both kinds from ``root``; return the wheel and the source distribution."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,), (sources,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sources


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return _build(ROOT, tmp_path_factory.mktemp("dist"))


def _metadata(wheel):
    """What a package index reads; raises where it would refuse it."""
    name = f"wagtail_casestudies-{__version__}.dist-info/METADATA"
    return Metadata.from_email(zipfile.ZipFile(wheel).read(name), validate=True)


def test_the_wheel_holds_the_plugin_and_nothing_else(built):
    wheel, _sources = built
    assert wheel.name.startswith(f"wagtail_casestudies-{__version__}-")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {
        "casestudies",
        f"wagtail_casestudies-{__version__}.dist-info",
    }
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "casestudies").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert source - set(names) == set()
    assert [
        name for name in names if re.search(r"(^|/)(tests?|conftest|test_\w*)(/|\.|$)", name)
    ] == []
    wanted = {
        "locale/zh_Hans/LC_MESSAGES/django.mo",
        "migrations/0001_initial.py",
        "py.typed",
        "chinese_search/README.md",
        "chinese_search/locale/zh_Hans/LC_MESSAGES/django.mo",
        "chinese_search/migrations/0001_analysis_index.py",
        "chinese_search/templates/chinese_search/stale_index.html",
        "chinese_search/traditional.txt",
    }
    assert {f"casestudies/{name}" for name in wanted} - set(names) == set()
    for folder in ("static", "templates"):
        assert any(name.startswith(f"casestudies/{folder}/casestudies/") for name in names)


def test_the_wheel_is_the_same_byte_for_byte_wherever_it_is_built(built, tmp_path):
    """From the source distribution, unpacked elsewhere and at another time."""
    wheel, sources = built
    with tarfile.open(sources) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    for path in unpacked.rglob("*"):
        os.utime(path, (1_800_000_000, 1_800_000_000))
    again, _sources = _build(unpacked, tmp_path / "dist")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_a_package_index_takes_what_the_wheel_says_of_itself(built):
    metadata = _metadata(built[0])
    assert (metadata.name, str(metadata.version)) == ("wagtail-casestudies", __version__)
    assert "\n" not in metadata.summary
    assert metadata.description_content_type == "text/markdown"
    assert "Typing :: Typed" in metadata.classifiers
    # The owner's to say; a word here would be invented.
    said = (metadata.license, metadata.license_expression, metadata.author, metadata.project_urls)
    assert [each for each in said if each] == []


def leaning(text):
    """Links of a page that lead nowhere without the files beside it."""
    targets = re.findall(r"\]\(\s*<?([^)\s>]+)|(?:href|src)=[\"']([^\"']+)", text)
    targets += re.findall(r"^\s*\[[^\]]+\]:\s*(\S+)()", text, re.MULTILINE)
    return [each or other for each, other in targets if not (each or other).startswith("https://")]


def test_the_page_of_the_wheel_stands_alone(built):
    page = _metadata(built[0]).description
    assert leaning(page) == []
    assert "pip install" in page
    assert "No licence has been chosen yet" in page
    with tarfile.open(built[1]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    told = set(re.findall(r"`(docs[\w./]*|[A-Z]+\.md)`", page))
    assert "docs/install.md" in told
    assert {
        each for each in told if not any(f"{name}/".startswith(f"{each}/") for name in held)
    } == (set())


def test_a_link_that_leans_on_files_is_told():
    page = "[a](https://a.example/) [b](b.md) ![c](<c.png>) <img src='d.png'>\n[e]: e.md\n[f](#f)"
    assert leaning(page) == ["b.md", "c.png", "d.png", "#f", "e.md"]


def test_the_changelog_tells_of_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
