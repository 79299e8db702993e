// It authenticates by Basic, with both parts form-encoded.
import * as oauth from "oauth4webapi";
import { id, secret, serve, url } from "./serve.js";

const server = { issuer: url, token_endpoint: url + "/oauth/token", revocation_endpoint: url + "/oauth/revoke" };
const client = { client_id: id };
const authentication = oauth.ClientSecretBasic(secret);
const options = { [oauth.allowInsecureRequests]: true };
let token;

await serve({
  async token(scope) {
    const parameters = scope ? { scope } : {};
    const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, options);
    const issued = await oauth.processClientCredentialsResponse(server, client, response);
    token = issued.access_token;
    return issued.token_type + " " + issued.expires_in;
  },
  async use() {
    const api = new URL(url + "/reports");
    const response = await oauth.protectedResourceRequest(token, "GET", api, undefined, undefined, options);
    return response.status;
  },
  async end() {
    const response = await oauth.revocationRequest(server, client, authentication, token, options);
    await oauth.processRevocationResponse(response);
    return "ended";
  },
  async code(error) {
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
      const [challenge] = error.cause;
      return challenge.parameters.error ?? (await error.response.json()).error;
    }
    return error.error;
  },
});
