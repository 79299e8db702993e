// It authenticates by Basic, with both parts form-encoded.
import { ClientCredentials } from "simple-oauth2";
import { id, secret, serve, url } from "./serve.js";

const client = new ClientCredentials({
  client: { id, secret },
  auth: { tokenHost: url, tokenPath: "/oauth/token", revokePath: "/oauth/revoke" },
});
let token;

await serve({
  async token(scope) {
    token = await client.getToken(scope ? { scope } : {});
    return token.token.token_type + " " + token.token.expires_in;
  },
  async use() {
    const headers = { Authorization: "Bearer " + token.token.access_token };
    const response = await fetch(url + "/reports", { headers });
    const error = /error="([a-z_]+)"/.exec(response.headers.get("WWW-Authenticate") ?? "");
    return error ? "error " + error[1] : response.status;
  },
  async end() {
    await token.revoke("access_token");
    return "ended";
  },
  code: (error) => error.data?.payload?.error,
});
