"""A headless Chromium that tests and pictures drive, by the WebDriver protocol and nothing but the standard library."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"tab": "\ue004", "space": "\ue00d", "enter": "\ue007", "down": "\ue015", "right": "\ue014", "shift": "\ue008"}


class Browser:
    """One window. Use it in a `with`, which ends it; files that the page saves come in `downloads`."""

    def __init__(self, downloads: Path, width: int = 1200, height: int = 900, *, dark: bool = False) -> None:
        self.downloads = downloads
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._url = f"http://127.0.0.1:{port}"
        driver = shutil.which("chromedriver")
        assert driver is not None
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen([driver, f"--port={port}", "--allowed-ips="], stdout=quiet, stderr=quiet)
        options = {
            "binary": shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                f"--window-size={width},{height}", "--force-prefers-reduced-motion",
                *(["--blink-settings=preferredColorScheme=0", "--force-dark-mode"] if dark else []),
            ],
            "prefs": {"download.default_directory": str(downloads), "download.prompt_for_download": False},
        }  # fmt: skip
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"},
                  "unhandledPromptBehavior": "accept"}  # fmt: skip
        try:
            self._await_driver()
            made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        except BaseException:
            self._process.terminate()
            raise
        self._session = f"/session/{made['sessionId']}"

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("DELETE", self._session)
        finally:
            self._process.terminate()
            self._process.wait()

    def _await_driver(self) -> None:
        for _ in range(300):
            try:
                self._ask("GET", "/status")
            except URLError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("chromedriver does not answer")

    def _ask(self, method: str, path: str, data: object = None) -> Any:
        body = None if method != "POST" else json.dumps(data or {}).encode()
        request = Request(self._url + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from error

    def open(self, page: Path) -> None:
        """Show a file."""
        self._ask("POST", f"{self._session}/url", {"url": page.absolute().as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """What a script in the page gives; a promise is waited for."""
        wrapped = f"return (async () => {{ {script} }})()" if "await" in script else script
        return self._ask("POST", f"{self._session}/execute/sync", {"script": wrapped, "args": list(arguments)})

    def find(self, css: str) -> str:
        """The element that a selector means."""
        found = self._ask("POST", f"{self._session}/element", {"using": "css selector", "value": css})
        return str(found[ELEMENT])

    def click(self, css: str) -> None:
        """Click in the middle of an element."""
        self._ask("POST", f"{self._session}/element/{self.find(css)}/click")

    def type_in(self, css: str, text: str) -> None:
        """Type into a field."""
        self._ask("POST", f"{self._session}/element/{self.find(css)}/value", {"text": text})

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their name in KEYS or as the sign itself, wherever the focus is."""
        made = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", f"{self._session}/actions", {"actions": [{"type": "key", "id": "keys", "actions": made}]})

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen, or the whole page."""
        if whole:
            size = self._cdp("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            data = self._cdp("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        else:
            data = self._ask("GET", f"{self._session}/screenshot")
        path.write_bytes(base64.b64decode(data))

    def emulate(self, width: int, height: int, *, dark: bool) -> None:
        """Take the width of a device and light or dark colours."""
        self._cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._cdp("Emulation.setEmulatedMedia", features=features)

    def _cdp(self, command: str, **parameters: object) -> Any:
        return self._ask("POST", f"{self._session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def log(self) -> list[str]:
        """What the page complained of since the last call."""
        found = self._ask("POST", f"{self._session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in found]

    def downloaded(self) -> Path:
        """The file that the page has just saved, when all of it is there."""
        for _ in range(600):
            found = [path for path in self.downloads.iterdir() if path.suffix in (".toml", ".age")]
            if found and not list(self.downloads.glob("*.crdownload")):
                return max(found, key=lambda path: path.stat().st_mtime_ns)
            time.sleep(0.05)
        raise TimeoutError("nothing was saved")
