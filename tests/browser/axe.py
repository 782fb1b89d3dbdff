# SPDX-License-Identifier: GPL-3.0-or-later
"""axe: the accessibility checks of axe-core (MPL-2.0), taken from npm for these tests alone."""
import hashlib
import pathlib
import shutil
import subprocess
import tarfile

VERSION = "4.10.3"
SHA256 = "0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292"
FOLDER = pathlib.Path("build/axe-core")


def script():
    """axe.min.js; fetched once, and the same to the bit."""
    archive = FOLDER / f"axe-core-{VERSION}.tgz"
    if not archive.exists():
        assert shutil.which("npm"), "axe-core comes from npm: apt-get install npm"
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination",
                        FOLDER], check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert found == SHA256, f"{archive} is not the axe-core that was looked at: {found}"
    with tarfile.open(archive) as package:
        return package.extractfile("package/axe.min.js").read().decode()


def violations(browser):
    """What axe-core finds wrong with the page as it stands: [[impact, rule, element], …]."""
    browser.run(script())
    return browser.run_later("""
        const done = arguments[0];
        axe.run(document, {resultTypes: ['violations']}).then(result => done(
          result.violations.flatMap(rule => rule.nodes.map(node =>
            [rule.impact, rule.id, node.html.slice(0, 160)]))));""")
