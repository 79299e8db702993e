package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Call.request;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** Routes, methods, ids and escapes (sections 0, 1.9, 4; Appendix B 21). */
final class PathRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";

  private PathRows() {}

  static Table table() {
    return Table.of(
        "Paths",
        row("path-unknown", "3.3", "A resource that nobody knows is not found.")
            .when(get("/orgs/{org}/nothing").as("owner"))
            .then(
                refused(404, "RESOURCE_NOT_FOUND", "/api/atlas/v1.0/orgs/{org}/nothing"),
                detail("Cannot find resource /api/atlas/v1.0/orgs/{org}/nothing.")),
        row("path-query", "3.3", "The query is not part of it.")
            .when(get("/nothing?pretty=false").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND", "/api/atlas/v1.0/nothing")),
        method("PUT", KEYS),
        method("DELETE", KEYS),
        method("PUT", KEYS + "/{owner}"),
        method("POST", KEYS + "/{owner}"),
        method("DELETE", KEYS + "/{owner}/whitelist"),
        method("PATCH", KEYS + "/{owner}/whitelist/127.0.0.1"),
        row("path-trailing", "1.8", "A slash at the end is another path.")
            .when(get(KEYS + "/").as("owner"))
            .then(status(404)),
        row("path-case", "0", "Case matters.")
            .when(get("/orgs/{org}/apikeys").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("path-key-public", "4, B 21", "A public key is no id of a key.")
            .when(get(KEYS + "/{owner.public}").as("owner"))
            .then(
                refused(404, "INVALID_KEY_ID", "{owner.public}"),
                detail("An invalid key ID {owner.public} was specified.")),
        row("path-key-upper", "0, B 21", "Ids are in lower case.")
            .when(get(KEYS + "/5F5E5D5C5B5A595857565554").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "5F5E5D5C5B5A595857565554")),
        row("path-key-update", "B 21", "Also where a key is changed.")
            .when(patch(KEYS + "/NO-ID", "{'desc':'x'}").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-key-delete", "B 21", "Or deleted.")
            .when(delete(KEYS + "/NO-ID").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-key-list", "B 21", "Or its list read.")
            .when(get(KEYS + "/NO-ID/whitelist").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-org", "B 21", "What is no id of an organization is said to be none.")
            .when(get("/orgs/NO-ID/apiKeys").as("owner"))
            .then(
                refused(404, "INVALID_ORG_ID", "NO-ID"),
                detail("An invalid organization ID NO-ID was specified.")),
        row("path-org-short", "0, B 21", "Ids have 24 digits.")
            .when(get("/orgs/5f5e/apiKeys").as("owner"))
            .then(refused(404, "INVALID_ORG_ID", "5f5e")),
        row(
                "path-org-unknown",
                "3.3",
                "An organization that a key has nothing to do with may exist or not.")
            .when(get("/orgs/{unknown}/apiKeys").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG"), size("/parameters", 0)),
        row("path-org-known", "3.3", "The answer is the same.")
            .given(otherOrganization())
            .when(get("/orgs/{other}/apiKeys").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG"), size("/parameters", 0)),
        row("path-raw-slash", "1.9", "A slash that is not escaped is another path.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.0/24").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("path-escaped-twice", "4", "What is escaped twice is refused.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.0%252F24").as("owner"))
            .then(status(400)),
        row("path-escaped-letter", "0", "Escapes of letters are decoded like any.")
            .when(get("/orgs/{org}/%61piKeys").as("owner"))
            .then(ok(), list(1)),
        row("path-entry-word", "3.3, B 11", "What is no address is said to be none.")
            .given(listed("owner", "127.0.0.1"))
            .when(get(KEYS + "/{owner}/whitelist/nonsense").as("owner"))
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "nonsense")),
        row(
                "path-entry-mask",
                "1.9, B 8",
                "A block in the path is the network that it lies in, as where it is added.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.9%2F24").as("owner"))
            .then(ok(), is("/cidrBlock", "127.0.0.0/24")));
  }

  private static Row method(String method, String path) {
    return row(
            "path-method-" + method + "-" + (path.length() - KEYS.length()),
            "1.1",
            "There is no " + method + " here.")
        .given(listed("owner", "127.0.0.1"))
        .when(request(method, path).as("owner"))
        .then(refused(405, "METHOD_NOT_ALLOWED"))
        .afterwards(get(KEYS + "/{owner}/whitelist").as("owner"), list(1));
  }
}
