"""The walk with requests: one session, one nonce used again and again (per thread)."""

import requests
from requests.auth import HTTPDigestAuth

from walk import walk


def connect(public_key, private_key):
    session = requests.Session()
    session.auth = HTTPDigestAuth(public_key, private_key)

    def call(method, url, body):
        answer = session.request(method, url, json=body, timeout=10)
        return answer.status_code, answer.text

    return call


walk(connect)
