"""The walk with httpx: one client, one nonce used again and again; ten at once on its asynchronous client."""

import asyncio

import httpx

from walk import PRIVATE_KEY, PUBLIC_KEY, walk


def connect(public_key, private_key):
    client = httpx.Client(auth=httpx.DigestAuth(public_key, private_key), timeout=10)

    def call(method, url, body):
        answer = client.request(method, url, json=body)
        return answer.status_code, answer.text

    return call


def at_once(_, count, url):
    async def ask():
        async with httpx.AsyncClient(auth=httpx.DigestAuth(PUBLIC_KEY, PRIVATE_KEY), timeout=10) as client:
            return await asyncio.gather(*(client.get(url) for _ in range(count)))

    return [answer.status_code for answer in asyncio.run(ask())]


walk(connect, at_once)
