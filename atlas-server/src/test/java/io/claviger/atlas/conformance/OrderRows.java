package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.limits;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** What is looked at first (section 3.3). */
final class OrderRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String BAD = "{'desc':";

  private OrderRows() {}

  static Table table() {
    return Table.of(
        "Order of checks",
        row("order-route-sender", "3.3", "The route is checked before the sender.")
            .when(get("/nothing"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("order-sender-path", "3.3", "The sender is checked before malformed ids.")
            .when(get("/orgs/NO-ID/apiKeys"))
            .then(challenged()),
        row("order-sender-query", "3.3", "The sender is checked before the query.")
            .when(get(KEYS + "?pageNum=0"))
            .then(challenged()),
        row("order-address-path", "3.3", "The address is checked before malformed ids.")
            .given(listedKey("bound", "ORG_OWNER", "127.0.0.2"))
            .when(get("/orgs/NO-ID/apiKeys").as("bound"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.1")),
        row("order-address-body", "3.3", "The address is checked before the body.")
            .given(listedKey("bound", "ORG_OWNER", "127.0.0.2"))
            .when(post(KEYS, BAD).as("bound"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.1")),
        row("order-path-organization", "3.3", "Malformed ids are checked before the organization.")
            .given(otherOrganization())
            .when(get(KEYS + "/NO-ID").as("stranger"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("order-path-role", "3.3", "Malformed ids are checked before the role.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEYS + "/NO-ID").as("member"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("order-organization-role", "3.3", "The organization is checked before the role.")
            .given(key("member", "ORG_MEMBER"))
            .when(
                post("/orgs/{unknown}/apiKeys", "{'desc':'nightly','roles':['ORG_MEMBER']}")
                    .as("member"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("order-organization-body", "3.3", "The organization is checked before the body.")
            .when(post("/orgs/{unknown}/apiKeys", BAD).as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("order-role-key", "3.3", "The role is checked before the key.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete(KEYS + "/{unknown}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("order-role-body", "3.3", "The role is checked before the body is parsed.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEYS, BAD).as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("order-role-rules", "3.3", "The role is checked before the values of the body.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEYS, "{'desc':'','roles':['ORG_KING']}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("order-role-update", "3.3", "The role is checked before the body of a change.")
            .given(key("member", "ORG_MEMBER"))
            .when(patch(KEYS + "/{owner}", BAD).as("member"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("order-key-body", "3.3", "The key is checked before the body.")
            .when(patch(KEYS + "/{unknown}", BAD).as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("order-key-list-body", "3.3", "The key is checked before the body of new entries.")
            .given(listed("owner", "127.0.0.1"))
            .when(post(KEYS + "/{unknown}/whitelist", BAD).as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("order-list-role-body", "3.3", "The right to the whitelist is checked before the body.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.1"))
            .when(post(KEYS + "/{owner}/whitelist", BAD).as("member"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED")),
        row(
                "order-list-required-body",
                "3.3",
                "The address rules of the whitelist are checked before the body.")
            .when(post(KEYS + "/{owner}/whitelist", BAD).as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1")),
        row(
                "order-body-rules",
                "3.3",
                "The attributes of the body are checked before their values.")
            .when(post(KEYS, "{'desc':'','roles':['ORG_MEMBER'],'color':'red'}").as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "color")),
        row("order-rules-limits", "3.3", "The values of the body are checked before the limits.")
            .given(limits(1, 200))
            .when(post(KEYS, "{'desc':'','roles':['ORG_MEMBER']}").as("owner"))
            .then(refused(400, "INVALID_API_KEY_DESC")));
  }
}
