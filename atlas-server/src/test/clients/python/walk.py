"""The walk through the resource, the same for every client written in Python.

A client hands in connect(public_key, private_key), which answers a function call(method, url, body) -> (status, text).
"""

import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

ROOT = os.environ["CLAVIGER_URL"] + os.environ["CLAVIGER_BASE"]
ORG = os.environ["CLAVIGER_ORG"]
PUBLIC_KEY = os.environ["CLAVIGER_PUBLIC_KEY"]
PRIVATE_KEY = os.environ["CLAVIGER_PRIVATE_KEY"]

KEYS = f"{ROOT}/orgs/{ORG}/apiKeys"
DESCRIPTION = "Nächtlicher Export – 鍵 🔑"
WRONG_PRIVATE_KEY = "00000000-0000-4000-8000-000000000000"
DEFAULTS = "envelope=false&includeCount=true&itemsPerPage=100&pageNum=1&pretty=false"
ENTRY_NOT_FOUND = {
    "whitelist": "API_KEY_WHITELIST_NOT_FOUND",
    "accessList": "API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND",
}


PRIVATE_KEYS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

failures = []


class Failed(Exception):
    """What a check found instead of what it wanted."""


@contextmanager
def check(name):
    try:
        yield
        print("ok", name, flush=True)
    except Exception as failure:
        failures.append(name)
        what = PRIVATE_KEYS.sub("(private key)", f"{type(failure).__name__}: {failure}")
        print(f"not ok {name}: {what}", flush=True)


def that(holds, wanted):
    if not holds:
        raise Failed(f"does not hold: {wanted}")


def ask(call, method, url, body=None, wanted=200):
    """Calls and answers the document; the status has to be the wanted one."""
    status, text = call(method, url, body)
    document = json.loads(text) if text else {}
    if status != wanted:
        raise Failed(f"{method} {url} answered {status} {document.get('errorCode')}, not {wanted}")
    return document


def refused(call, method, url, status, code):
    that(ask(call, method, url, wanted=status)["errorCode"] == code, f"the error code is {code}")


def link(document, relation):
    return next((link["href"] for link in document["links"] if link["rel"] == relation), None)


def roles(key):
    return sorted(role["roleName"] for role in key["roles"])


def redacted(key):
    return key["privateKey"].startswith("********-****-****-") and len(key["privateKey"]) == 31


def pages(call, url):
    """Follows `next` to the end; a server that never ends is cut off."""
    for _ in range(100):
        page = ask(call, "GET", url)
        yield page
        url = link(page, "next")
        if url is None:
            return
    raise Failed("there is a next page after 100 pages")


def in_threads(call, count, url):
    with ThreadPoolExecutor(count) as pool:
        return [status for status, _ in pool.map(lambda _: call("GET", url, None), range(count))]


def walk(connect, at_once=in_threads):
    call = connect(PUBLIC_KEY, PRIVATE_KEY)
    with check("who am I"):
        that(ask(call, "GET", ROOT)["apiKey"]["publicKey"] == PUBLIC_KEY, "the root names the calling key")
    with check("list keys"):
        listed = ask(call, "GET", KEYS)["results"]
        that(PUBLIC_KEY in [key["publicKey"] for key in listed], "the calling key is listed")
        that(all(map(redacted, listed)), "private keys are redacted")
    key = None
    with check("create a key"):
        key = ask(call, "POST", KEYS, {"desc": DESCRIPTION, "roles": ["ORG_MEMBER", "ORG_READ_ONLY"]})
        that(key["desc"] == DESCRIPTION, "the description comes back as it was sent")
        that(roles(key) == ["ORG_MEMBER", "ORG_READ_ONLY"], "the roles come back")
        that(len(key["privateKey"]) == 36, "the private key is shown in full")
    if key is not None:
        walk_key(connect, call, key)
    with check("wrong private key"):
        ask(connect(PUBLIC_KEY, WRONG_PRIVATE_KEY), "GET", KEYS, wanted=401)
    with check("50 in a row"):
        statuses = [call("GET", KEYS, None)[0] for _ in range(50)]
        that(statuses == [200] * 50, f"all are 200, not {statuses}")
    with check("10 at once"):
        statuses = at_once(call, 10, KEYS)
        that(statuses == [200] * 10, f"all are 200, not {statuses}")
    sys.exit(1 if failures else 0)


def walk_key(connect, call, created):
    url = f"{KEYS}/{created['id']}"
    its_own_call = connect(created["publicKey"], created["privateKey"])
    with check("get the key, redacted"):
        key = ask(call, "GET", url)
        that(key["desc"] == DESCRIPTION, "the description is kept")
        that(redacted(key), "the private key is redacted")
        that(key["privateKey"][-12:] == created["privateKey"][-12:], "its last 12 digits are shown")
        that(link(key, "self") == url, "the self link is the URL of the key")
    with check("the new key calls"):
        that(ask(its_own_call, "GET", ROOT)["apiKey"]["id"] == created["id"], "the root names the new key")
    with check("pages of one, following next"):
        seen = list(pages(call, f"{KEYS}?itemsPerPage=1"))
        ids = [key["id"] for page in seen for key in page["results"]]
        that(created["id"] in ids, "the new key is on one of the pages")
        that(len(ids) == len(set(ids)) == len(seen) == seen[0]["totalCount"], "each key is on a page of its own")
        that(link(seen[0], "previous") is None and link(seen[1], "previous"), "previous is on all pages but the first")
    with check("update the description only"):
        key = ask(call, "PATCH", url, {"desc": DESCRIPTION + " II"})
        that(key["desc"] == DESCRIPTION + " II", "the description is the new one")
        that(roles(key) == ["ORG_MEMBER", "ORG_READ_ONLY"], "the roles are kept")
        that(redacted(key), "the private key is redacted")
    with check("update the roles only"):
        key = ask(call, "PATCH", url, {"roles": ["ORG_READ_ONLY"]})
        that(roles(key) == ["ORG_READ_ONLY"], "the roles are replaced")
        that(key["desc"] == DESCRIPTION + " II", "the description is kept")
    for name in ENTRY_NOT_FOUND:
        walk_list(call, name, f"{url}/{name}")
    with check("defaults sent explicitly"):
        page = ask(call, "GET", f"{KEYS}?{DEFAULTS}")
        that(page["totalCount"] == len(page["results"]), "all keys are on the page")
    with check("delete the key"):
        ask(call, "DELETE", url, wanted=204)
        refused(call, "GET", url, 404, "API_KEY_NOT_FOUND")
        ask(its_own_call, "GET", ROOT, wanted=401)


def walk_list(call, name, url):
    address, block = f"{url}/198.51.100.7", f"{url}/203.0.113.0%2F24"
    with check(f"{name}: add entries"):
        that(ask(call, "GET", url)["results"] == [], "the list is empty at first")
        page = ask(call, "POST", url, [{"ipAddress": "198.51.100.7"}, {"cidrBlock": "203.0.113.0/24"}])
        that(page["totalCount"] == 2, "the answer is the list with both entries")
    with check(f"{name}: list entries"):
        entries = ask(call, "GET", url)["results"]
        blocks = [entry["cidrBlock"] for entry in entries]
        that(sorted(blocks) == ["198.51.100.7/32", "203.0.113.0/24"], "both entries are listed as blocks")
        that(sorted(link(entry, "self") for entry in entries) == [address, block], "self links are the URLs of the entries")
    with check(f"{name}: get an address"):
        entry = ask(call, "GET", address)
        that(entry["ipAddress"] == "198.51.100.7", "the entry has its address")
        that(entry["cidrBlock"] == "198.51.100.7/32", "the entry has its block")
        that(entry["count"] == 0, "the entry is not used")
    with check(f"{name}: get a block through %2F"):
        entry = ask(call, "GET", block)
        that(entry["cidrBlock"] == "203.0.113.0/24", "the entry has its block")
        that("ipAddress" not in entry, "a block has no address")
    with check(f"{name}: delete entries"):
        for entry in (address, block):
            ask(call, "DELETE", entry, wanted=204)
            refused(call, "GET", entry, 404, ENTRY_NOT_FOUND[name])
        that(ask(call, "GET", url)["totalCount"] == 0, "the list is empty again")
