"""A client of a shop: places orders over one WebSocket. This is the code under test."""

import asyncio
import itertools
import json

import websockets


class Refused(Exception):
    """The shop does not take the order; the message says why."""


class Shop:
    """One connection to the shop. Use it as `async with await Shop.open(url) as shop`."""

    def __init__(self, socket):
        self._socket = socket
        self._refs = itertools.count(1)
        self._answers = {}
        self._shipped = asyncio.Queue()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, url, attempts=3):
        """Connects, and comes again where the shop asks for it (close code 1013)."""
        for attempt in range(1, attempts + 1):
            socket = await websockets.connect(url, subprotocols=["orders.v1"])
            try:
                ready = json.loads(await socket.recv())
                assert ready == {"type": "ready"}, ready
                return cls(socket)
            except websockets.ConnectionClosed as closed:
                if closed.code != 1013 or attempt == attempts:
                    raise

    async def place(self, sku):
        """Places an order and gives its id; raises Refused."""
        ref = next(self._refs)
        answer = self._answers[ref] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"type": "place", "sku": sku, "ref": ref}))
        return await answer

    async def shipped(self):
        """The id of the next order that leaves the shop."""
        return await self._shipped.get()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self._socket.close()
        await self._reading

    async def _read(self):
        async for text in self._socket:
            message = json.loads(text)
            if message["type"] == "placed":
                self._answers.pop(message["ref"]).set_result(message["id"])
            elif message["type"] == "refused":
                self._answers.pop(message["ref"]).set_exception(Refused(message["reason"]))
            elif message["type"] == "shipped":
                self._shipped.put_nowait(message["id"])
