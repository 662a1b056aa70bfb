"""Has Python's chanx write a client of a running server's own document, and talks by it with the server.

python talk.py FOLDER ADDRESS
"""

import asyncio
import importlib
import sys
import urllib.request
from pathlib import Path

import yaml
from chanx.client_generator.generator import ClientGenerator

folder, address = Path(sys.argv[1]), sys.argv[2]


def served(form: str) -> bytes:
    with urllib.request.urlopen(f"http://{address}/asyncapi.{form}") as answer:
        return answer.read()


document = folder / "live.json"
document.write_bytes(served("json"))
assert yaml.safe_load(served("yaml")) == yaml.safe_load(document.read_text(encoding="utf-8"))
ClientGenerator(str(document), str(folder / "client_live")).generate()
sys.path.insert(0, str(folder))
echo = importlib.import_module("client_live.echo")


class Talk(echo.EchoClient):
    """Says something, then something that the server refuses."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.heard = []
        self.errors = []

    async def send_init_message(self):
        await self.send_message(echo.EchoMessage(payload="hi"))
        await self.send_json({"action": "echo", "payload": 5})

    async def handle_message(self, message):
        self.heard.append(message)
        if message.action == "error":
            await self.disconnect()

    async def handle_invalid_message(self, frame):
        self.errors.append(frame)
        await self.disconnect()

    async def handle_error(self, error):
        self.errors.append(error)
        await self.disconnect()


talk = Talk(address)
asyncio.run(asyncio.wait_for(talk.handle(), timeout=30))
assert talk.errors == [], talk.errors
assert [message.action for message in talk.heard] == ["authentication", "echo", "error"], talk.heard
assert talk.heard[0].payload.status_code == 200
assert isinstance(talk.heard[1], echo.EchoMessage) and talk.heard[1].payload == "hi"
print(f"{address}: {talk.heard}")
