"""Python websockets as a client of an echo: sends, checks what comes back, and prints a line for each.

Use: echo.py URL plain|deflate [CA_FILE]
"""

import asyncio
import ssl
import sys

import websockets

LARGE = 70 * 1024
MESSAGES = [
    "hello", "", "Grüße, 世界 🌍", "x" * LARGE,
    bytes([0, 1, 254, 255]), b"", bytes(i % 251 for i in range(LARGE)),
]


async def main(url, compression, ca_file=None):
    options = {"compression": "deflate" if compression == "deflate" else None}
    if ca_file:
        options["ssl"] = ssl.create_default_context(cafile=ca_file)
    async with websockets.connect(url, **options) as socket:
        print("extensions", ", ".join(extension.name for extension in socket.extensions) or "none")
        for message in MESSAGES:
            await socket.send(message)
            received = await socket.recv()
            assert received == message, f"sent {message[:50]!r}, received {received[:50]!r}"
            is_text = isinstance(received, str)
            print("text" if is_text else "binary", len(received.encode() if is_text else received))
        await socket.close(4001, "bye")
        print("closed", socket.close_code)


asyncio.run(main(*sys.argv[1:]))
