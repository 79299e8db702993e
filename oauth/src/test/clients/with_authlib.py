"""It authenticates by Basic, with both parts as they are."""

import os
import re
import sys

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

url = os.environ["CLAVIGER_URL"]
session = OAuth2Session(os.environ["CLAVIGER_CLIENT_ID"], os.environ["CLAVIGER_CLIENT_SECRET"])


def token(scope=None):
    issued = session.fetch_token(url + "/oauth/token", grant_type="client_credentials", scope=scope)
    return f"{issued['token_type']} {issued['expires_in']}"


def use():
    response = session.get(url + "/reports")
    error = re.search('error="([a-z_]+)"', response.headers.get("WWW-Authenticate", ""))
    return "error " + error[1] if error else response.status_code


def end():
    response = session.revoke_token(url + "/oauth/revoke", token_type_hint="access_token")
    return "ended" if response.ok else f"error {response.json()['error']}"


for line in sys.stdin:
    command, *arguments = line.split()
    try:
        print({"token": token, "use": use, "end": end}[command](*arguments), flush=True)
    except OAuthError as error:
        print(f"error {error.error}", flush=True)
