"""Python websockets against servers that misbehave: says to each what it is told to, and prints as JSON what a program sees of it.

Use: faults.py SECONDS < TARGETS      TARGETS: [ { "url": "ws://…", "does": "talk" | "close" | "ping" } ]
"""

import asyncio
import json
import os
import sys
from importlib.metadata import version

import websockets


async def meet(target, patience):
    seen = {"isOpen": False, "messages": [], "waits": False}
    talk = asyncio.create_task(converse(target, seen))
    seen["waits"] = not (await asyncio.wait([talk], timeout=patience))[0]
    return dict(seen)


async def converse(target, seen):
    does = target["does"]
    keep_alive = {"ping_interval": 1, "ping_timeout": 2} if does == "ping" else {}
    try:
        socket = await websockets.connect(target["url"], **keep_alive)
        seen["isOpen"] = True
        if does != "ping":
            await socket.send("goodbye" if does == "close" else "hello")
        while True:
            message = await socket.recv()
            seen["messages"].append(message if isinstance(message, str) else message.decode())
            if message == "after":
                await socket.close(1000)
    except websockets.ConnectionClosed as error:
        seen["code"] = socket.close_code
        if not isinstance(error, websockets.ConnectionClosedOK):
            seen["error"] = str(error)
    except Exception as error:
        seen["error"] = str(error) or type(error).__name__


async def main(patience):
    seen = await asyncio.gather(*(meet(target, patience) for target in json.load(sys.stdin)))
    print(json.dumps({"version": version("websockets"), "seen": seen}), flush=True)
    os._exit(0)  # those that still wait are left to it


asyncio.run(main(float(sys.argv[1])))
