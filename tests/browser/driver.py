# SPDX-License-Identifier: GPL-3.0-or-later
"""driver: a headless Chromium, steered over chromedriver's HTTP protocol (W3C WebDriver).

Only what tests/run_browser needs, with Python's own library alone."""
import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

START_SECONDS = 60
ANSWER_SECONDS = 120  # of a busy machine


class Browser:
    """One page at a time; what it logs, asks of the network and saves is kept for the tests."""

    def __init__(self, downloads):
        program = shutil.which("chromedriver")
        browser = shutil.which("chromium")
        if program is None or browser is None:
            raise SystemExit("No browser to test the page in: "
                             "apt-get install chromium chromium-driver\n0 passed, 1 failed")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.root = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([program, f"--port={port}"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.session = ""
        try:
            self._wait()
            self._open(browser, downloads)
        except BaseException:
            self.close()
            raise

    def _wait(self):
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                self._ask("GET", "/status")
                return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _open(self, browser, downloads):
        options = {
            "binary": browser,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--hide-scrollbars", "--force-prefers-reduced-motion"],
            "prefs": {"download.default_directory": downloads},
        }
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.session = "/session/" + answer["sessionId"]
        self._do("POST", "/timeouts", {"script": 1000 * ANSWER_SECONDS})

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def _do(self, method, path, body=None):
        return self._ask(method, self.session + path, body)

    def close(self):
        if self.session:
            self._do("DELETE", "")
        self.process.terminate()
        self.process.wait()

    def open(self, path):
        self._do("POST", "/url", {"url": "file://" + path})

    def command(self, name, **parameters):
        """One command of the DevTools protocol."""
        return self._do("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def resize(self, width, height):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=False)
        time.sleep(0.3)  # the page draws its charts again a little after a change

    def run(self, script, *arguments):
        """What the body of a function returns."""
        return self._do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script, *arguments):
        """What the body of a function hands to its last argument."""
        return self._do("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def find(self, selector):
        found = self._do("POST", "/element", {"using": "css selector", "value": selector})
        return next(iter(found.values()))

    def click(self, selector):
        self._do("POST", f"/element/{self.find(selector)}/click", {})

    def press(self, selector, keys):
        self._do("POST", f"/element/{self.find(selector)}/value", {"text": keys})

    def log(self, kind):
        """What was logged since the last call: "browser" or "performance"."""
        return self._do("POST", "/se/log", {"type": kind})

    def print(self, width, height):
        """The page as a PDF; its paper in centimetres, on its side."""
        page = {"width": width, "height": height}
        return base64.b64decode(self._do("POST", "/print", {"page": page, "background": True}))
