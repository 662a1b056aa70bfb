"""Has Python's chanx write a client of each document, and imports all of it. A document's YAML must say the same.

python clients.py FOLDER DOCUMENT…
"""

import importlib
import json
import pkgutil
import sys
from pathlib import Path

import yaml
from chanx.client_generator.generator import ClientGenerator


def made(package: str, document: dict) -> int:
    """Makes a client of each channel, which is where pydantic looks at its messages."""
    count = 0
    for channel in document["channels"].values():
        module = importlib.import_module(f"{package}.{channel['title']}.client")
        (client,) = (
            value
            for name, value in vars(module).items()
            if name.endswith("Client") and name != "BaseClient"
        )
        client.discriminator_field = channel["x-chanx"]["tag"]
        params = {name: "1" for name in channel.get("parameters", {})}
        url = client("ws://localhost:8000", path_params=params).url
        assert "{" not in url, url
        count += 1
    return count


folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))
for file in sys.argv[2:]:
    package = "client_" + "".join(letter if letter.isalnum() else "_" for letter in Path(file).stem)
    ClientGenerator(file, str(folder / package)).generate()
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        importlib.import_module(module.name)
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    assert yaml.safe_load(Path(file).with_suffix(".yaml").read_text(encoding="utf-8")) == document
    count = made(package, document)
    print(f"{file}: {count} clients")
