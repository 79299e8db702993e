package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.roles;
import static io.claviger.atlas.conformance.Givens.deleted;
import static io.claviger.atlas.conformance.Givens.disabled;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** Reading one key (section 1.4). */
final class KeyRows {
  private static final String KEY = "/orgs/{org}/apiKeys/";

  private KeyRows() {}

  static Table table() {
    return Table.of(
        "Read one key",
        row("get-key", "1.4", "An owner reads any key; its private key is redacted.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "{member}").as("owner"))
            .then(
                ok(),
                keyDocument("", "member"),
                is("/desc", "key member"),
                roles("", "ORG_MEMBER")),
        row("get-self", "B 1", "A key reads itself.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "{member}").as("member"))
            .then(ok(), keyDocument("", "member")),
        row("get-link", "1.1", "A key carries a link to itself, below its organization.")
            .when(get(KEY + "{owner}").as("owner"))
            .then(
                ok(),
                links("self"),
                is("/links/0/href", "{site}/api/atlas/v1.0/orgs/{org}/apiKeys/{owner}")),
        row("get-fields", "1.1", "A key has no creation date, no last use and no creator.")
            .when(get(KEY + "{owner}").as("owner"))
            .then(ok(), fieldsAt("", "desc", "id", "links", "privateKey", "publicKey", "roles")),
        row(
                "get-roles",
                "1.1",
                "A role names either the organization or the project that it is on.")
            .given(key("mixed", "ORG_MEMBER", "GROUP_READ_ONLY"))
            .when(get(KEY + "{mixed}").as("owner"))
            .then(ok(), roles("", "ORG_MEMBER", "GROUP_READ_ONLY on {project}")),
        row("get-id-time", "0", "The first 8 digits of an id are the second of the creation.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "{member}").as("owner"))
            .then(
                ok(),
                matches(
                    "/id",
                    "%08x[0-9a-f]{16}".formatted(SteppedClock.START.getEpochSecond()),
                    "an id of that second")),
        row("get-unknown", "1.4, B 4", "A key that does not exist is not found.")
            .when(get(KEY + "{unknown}").as("owner"))
            .then(
                refused(404, "API_KEY_NOT_FOUND", "{unknown}"),
                detail("No API Key with ID {unknown} exists.")),
        row("get-deleted", "1.4, 1.7", "A deleted key is not found.")
            .given(key("gone", "ORG_MEMBER"), deleted("gone"))
            .when(get(KEY + "{gone}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{gone}")),
        row(
                "get-elsewhere",
                "1.4, B 5",
                "A key of another organization is not found, with the same answer.")
            .given(otherOrganization())
            .when(get(KEY + "{stranger}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        row(
                "get-foreign-path",
                "1.4, B 5",
                "A key of another organization is not found under the path of that organization either.")
            .given(otherOrganization())
            .when(get("/orgs/{other}/apiKeys/{stranger}").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("get-another", "B 27", "A key that is no owner cannot read another key.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "{owner}").as("member"))
            .then(
                refused(401, "USER_UNAUTHORIZED"),
                detail("Current user is not authorized to perform this action.")),
        row(
                "get-another-unknown",
                "B 27",
                "A key that is no owner gets the same answer for a key that does not exist.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "{unknown}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"), size("/parameters", 0)),
        row(
                "get-another-elsewhere",
                "B 27",
                "A key that is no owner gets the same answer for a key of another organization.")
            .given(key("member", "ORG_MEMBER"), otherOrganization())
            .when(get(KEY + "{stranger}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"), size("/parameters", 0)),
        row("get-read-only", "1.2", "A key with ORG_READ_ONLY cannot read other keys.")
            .given(key("reader", "ORG_READ_ONLY"))
            .when(get(KEY + "{owner}").as("reader"))
            .then(refused(401, "USER_UNAUTHORIZED")),
        row("get-envelope", "1.1, B 18", "An envelope holds status and content.")
            .when(get(KEY + "{owner}?envelope=true").as("owner"))
            .then(
                ok(),
                fieldsAt("", "content", "status"),
                is("/status", 200),
                keyDocument("/content", "owner")),
        row("get-disabled", "1.4", "A key that is disabled is read like any other.")
            .given(key("off", "ORG_MEMBER"), disabled("off"))
            .when(get(KEY + "{off}").as("owner"))
            .then(ok(), keyDocument("", "off")));
  }
}
