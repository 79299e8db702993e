// Tells the story of a key through the client that openapi-fetch and openapi-typescript make of openapi.json: the compiler
// checks each call and each part of a response that is read here.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";

const { CLAVIGER_URL, CLAVIGER_ORG, CLAVIGER_PUBLIC_KEY, CLAVIGER_PRIVATE_KEY } = process.env;
const organization = CLAVIGER_ORG ?? "";

/** @param {string} user @param {string} password */
function client(user, password) {
  /** @type {import("openapi-fetch").Client<import("../../../target/clients/openapi").paths>} */
  const made = createClient({
    baseUrl: CLAVIGER_URL,
    headers: {
      Authorization: "Basic " + Buffer.from(user + ":" + password).toString("base64"),
      // Also for DELETE, where a client sends none by itself.
      "Content-Type": "application/json",
    },
  });
  return made;
}

/**
 * @template T
 * @param {number} status
 * @param {{ data?: T, error?: { code: string }, response: Response }} answer
 * @returns {T}
 */
function answered(status, answer) {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error));
  return /** @type {T} */ (answer.data);
}

const header = /** @type {const} */ ({ "Claviger-Request": "1" });
const owner = client(CLAVIGER_PUBLIC_KEY ?? "", CLAVIGER_PRIVATE_KEY ?? "");

const me = answered(200, await owner.GET("/me"));
assert.deepEqual(me.organizations, [organization]);

const issued = answered(
  201,
  await owner.POST("/organizations/{organization}/keys", {
    params: { path: { organization }, header },
    body: { description: "Nightly export", labels: { team: "billing" }, roles: [{ role: "ORG_READ_ONLY" }] },
  }),
);
const path = { organization, key: issued.key.id };
const itself = client(issued.key.publicKey, issued.privateKey);
assert.equal(answered(200, await itself.GET("/me")).caller.name, issued.key.id);

const page = answered(
  200,
  await owner.GET("/organizations/{organization}/keys", {
    params: { path: { organization }, query: { state: "ACTIVE", label: ["team=billing"] } },
  }),
);
assert.deepEqual(page.keys.map((key) => key.usage?.lastUsedFrom), ["127.0.0.1"]);

const read = await owner.GET("/organizations/{organization}/keys/{key}", { params: { path } });
assert.deepEqual(answered(200, read).may, ["update", "rotate", "changeWhitelist"]);
const tag = { ...header, "If-Match": read.response.headers.get("ETag") ?? "" };
const changed = answered(
  200,
  await owner.PATCH("/organizations/{organization}/keys/{key}", {
    params: { path, header: tag },
    body: { description: "Export", expiresAt: null },
  }),
);
assert.equal(changed.description, "Export");
const late = await owner.DELETE("/organizations/{organization}/keys/{key}", { params: { path, header: tag } });
answered(412, late);
assert.equal(late.error?.code, "PRECONDITION_FAILED");

const rotated = answered(
  201,
  await owner.POST("/organizations/{organization}/keys/{key}/secrets", {
    params: { path, header },
    body: { grace: { for: "PT24H" } },
  }),
);
assert.notEqual(rotated.privateKey, issued.privateKey);
const left = answered(
  200,
  await owner.DELETE("/organizations/{organization}/keys/{key}/secrets/{secret}", {
    params: { path: { ...path, secret: issued.secretId }, header },
  }),
);
assert.deepEqual(left.secrets.map((secret) => secret.id), [rotated.secretId]);

const change = { add: ["127.0.0.0/8"] };
const preview = answered(
  200,
  await owner.POST("/organizations/{organization}/keys/{key}/whitelist/preview", { params: { path, header }, body: change }),
);
assert.equal(preview.admitted, true);
const whitelist = answered(
  200,
  await owner.PATCH("/organizations/{organization}/keys/{key}/whitelist", { params: { path, header }, body: change }),
);
assert.deepEqual(whitelist.entries.map((entry) => entry.block), change.add);

const tokens = answered(200, await owner.GET("/organizations/{organization}/keys/{key}/revoked-tokens", { params: { path } }));
assert.deepEqual(tokens.revokedTokens, []);

answered(204, await owner.DELETE("/organizations/{organization}/keys/{key}", { params: { path, header } }));
const events = answered(
  200,
  await owner.GET("/organizations/{organization}/keys/{key}/events", { params: { path, query: { limit: 1 } } }),
);
assert.equal(events.events[0]?.type, "API_KEY_DELETED");
console.log("ok");
