// It authenticates in the form.
import * as oidc from "openid-client";
import { id, secret, serve, url } from "./serve.js";

const server = { issuer: url, token_endpoint: url + "/oauth/token", revocation_endpoint: url + "/oauth/revoke" };
const configuration = new oidc.Configuration(server, id, secret);
oidc.allowInsecureRequests(configuration);
let token;

await serve({
  async token(scope) {
    const issued = await oidc.clientCredentialsGrant(configuration, scope ? { scope } : {});
    token = issued.access_token;
    return issued.token_type + " " + issued.expires_in;
  },
  async use() {
    return (await oidc.fetchProtectedResource(configuration, token, new URL(url + "/reports"), "GET")).status;
  },
  async end() {
    await oidc.tokenRevocation(configuration, token);
    return "ended";
  },
  async code(error) {
    if (error instanceof oidc.WWWAuthenticateChallengeError) {
      const [challenge] = error.cause;
      return challenge.parameters.error ?? (await error.response.json()).error;
    }
    return error.error;
  },
});
