"""The walk with urllib of the standard library: a connection and a nonce for each request."""

import json
import threading
from urllib.error import HTTPError
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, build_opener

from walk import ROOT, walk


def opener_for(public_key, private_key):
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, ROOT, public_key, private_key)
    return build_opener(HTTPDigestAuthHandler(passwords))


def connect(public_key, private_key):
    of_thread = threading.local()  # an opener counts its tries and must not be shared between threads

    def call(method, url, body):
        if not hasattr(of_thread, "opener"):
            of_thread.opener = opener_for(public_key, private_key)
        data = None if body is None else json.dumps(body).encode()
        request = Request(url, data, {"Content-Type": "application/json"}, method=method)
        try:
            with of_thread.opener.open(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            return refusal.code, refusal.read().decode() if refusal.fp else ""

    return call


walk(connect)
