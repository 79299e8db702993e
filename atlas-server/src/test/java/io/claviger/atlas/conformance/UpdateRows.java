package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** Changing keys (section 1.6; Appendix B 16). */
final class UpdateRows {
  private static final String KEY = "/orgs/{org}/apiKeys/{member}";

  private UpdateRows() {}

  static Table table() {
    return Table.of(
        "Update a key",
        of(
                "update-both",
                "1.6",
                "Description and roles are changed together; the answer is the key, its private key redacted.",
                "{'desc':'nightly (eu)','roles':['ORG_READ_ONLY']}")
            .then(
                ok(),
                keyDocument("", "member"),
                is("/desc", "nightly (eu)"),
                roles("", "ORG_READ_ONLY"))
            .afterwards(
                get(KEY).as("owner"), is("/desc", "nightly (eu)"), roles("", "ORG_READ_ONLY")),
        of(
                "update-desc",
                "1.6",
                "A change without roles keeps the roles.",
                "{'desc':'nightly (eu)'}")
            .then(ok(), is("/desc", "nightly (eu)"), roles("", "ORG_MEMBER")),
        of(
                "update-roles",
                "1.6",
                "A change without a description keeps the description.",
                "{'roles':['ORG_BILLING_ADMIN','ORG_MEMBER']}")
            .then(ok(), is("/desc", "key member"), roles("", "ORG_BILLING_ADMIN", "ORG_MEMBER")),
        row("update-replaces", "1.6", "Roles on the organization are replaced.")
            .given(key("member", "ORG_MEMBER", "ORG_BILLING_ADMIN"))
            .when(patch(KEY, "{'roles':['ORG_READ_ONLY']}").as("owner"))
            .then(ok(), roles("", "ORG_READ_ONLY")),
        row("update-keeps-projects", "1.6", "A change of roles keeps the roles on projects.")
            .given(key("member", "ORG_MEMBER", "GROUP_OWNER"))
            .when(patch(KEY, "{'roles':['ORG_READ_ONLY']}").as("owner"))
            .then(ok(), roles("", "ORG_READ_ONLY", "GROUP_OWNER on {project}")),
        row("update-keeps-list", "1.6", "A change of roles keeps the whitelist.")
            .given(listedKey("member", "ORG_MEMBER", "203.0.113.0/24"))
            .when(patch(KEY, "{'roles':['ORG_READ_ONLY']}").as("owner"))
            .then(ok())
            .afterwards(get(KEY + "/whitelist").as("owner"), list(1)),
        of(
                "update-same",
                "A.4",
                "A change to the present values succeeds.",
                "{'desc':'key member','roles':['ORG_MEMBER']}")
            .then(ok(), keyDocument("", "member"), is("/desc", "key member")),
        of(
                "update-keeps-secret",
                "1.6",
                "A change never changes the private key.",
                "{'desc':'nightly (eu)'}")
            .then(ok(), keyDocument("", "member"))
            .afterwards(get(KEY).as("member"), ok(), keyDocument("", "member")),
        of(
                "update-empty-roles-beside",
                "B 16",
                "Empty roles beside a description count as absent, because a client sends that.",
                "{'desc':'nightly (eu)','roles':[]}")
            .then(ok(), is("/desc", "nightly (eu)"), roles("", "ORG_MEMBER")),
        of(
                "update-empty-desc-beside",
                "B 16",
                "An empty description beside roles counts as absent.",
                "{'desc':'','roles':['ORG_READ_ONLY']}")
            .then(ok(), is("/desc", "key member"), roles("", "ORG_READ_ONLY")),
        of("update-nothing", "B 16", "A change needs a description or roles.", "{}")
            .then(refused(400, "MISSING_ONE_OF_ATTRIBUTES", "desc", "roles")),
        of(
                "update-both-empty",
                "B 16",
                "An empty description with empty roles is refused.",
                "{'desc':'','roles':[]}")
            .then(status(400)),
        of("update-only-empty-desc", "1.6", "An empty description alone is refused.", "{'desc':''}")
            .then(refused(400, "INVALID_API_KEY_DESC")),
        of("update-only-empty-roles", "1.6", "Empty roles alone are refused.", "{'roles':[]}")
            .then(refused(400, "MISSING_API_KEY_ROLES")),
        of(
                "update-long-desc",
                "1.6, B 30",
                "A changed description has the same limits as a new one.",
                "{'desc':'" + "x".repeat(251) + "'}")
            .then(refused(400, "INVALID_API_KEY_DESC")),
        of(
                "update-control-desc",
                "B 30",
                "Control characters in a changed description are refused.",
                "{'desc':'a\\u0000b'}")
            .then(refused(400, "INVALID_API_KEY_DESC")),
        of(
                "update-unknown-role",
                "1.6",
                "An unknown role is refused in a change.",
                "{'roles':['ORG_KING']}")
            .then(refused(400, "INVALID_ENUM_VALUE", "ORG_KING")),
        of(
                "update-project-role",
                "1.6",
                "A role of projects is refused in a change.",
                "{'roles':['GROUP_OWNER']}")
            .then(refused(400, "INVALID_ROLE_FOR_ORG", "GROUP_OWNER", "{org}")),
        of(
                "update-half-good",
                "1.6",
                "A change with one bad part changes nothing.",
                "{'desc':'nightly (eu)','roles':['ORG_KING']}")
            .then(refused(400, "INVALID_ENUM_VALUE", "ORG_KING"))
            .afterwards(get(KEY).as("owner"), is("/desc", "key member")),
        row("update-unknown", "1.6", "A key that does not exist is not found.")
            .when(patch("/orgs/{org}/apiKeys/{unknown}", "{'desc':'x'}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("update-elsewhere", "B 5", "A key of another organization is not found.")
            .given(otherOrganization())
            .when(patch("/orgs/{org}/apiKeys/{stranger}", "{'desc':'x'}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        row("update-by-stranger", "1.2", "Owners of other organizations cannot change a key.")
            .given(otherOrganization(), key("member", "ORG_MEMBER"))
            .when(patch(KEY, "{'desc':'x'}").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")));
  }

  private static Row of(String id, String section, String rule, String body) {
    return row(id, section, rule)
        .given(key("member", "ORG_MEMBER"))
        .when(patch(KEY, body).as("owner"));
  }
}
