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
        row("path-unknown", "3.3", "An unknown path is not found.")
            .when(get("/orgs/{org}/nothing").as("owner"))
            .then(
                refused(404, "RESOURCE_NOT_FOUND", "/api/atlas/v1.0/orgs/{org}/nothing"),
                detail("Cannot find resource /api/atlas/v1.0/orgs/{org}/nothing.")),
        row("path-query", "3.3", "The error for an unknown path leaves out the query.")
            .when(get("/nothing?pretty=false").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND", "/api/atlas/v1.0/nothing")),
        method("PUT", KEYS),
        method("DELETE", KEYS),
        method("PUT", KEYS + "/{owner}"),
        method("POST", KEYS + "/{owner}"),
        method("DELETE", KEYS + "/{owner}/whitelist"),
        method("PATCH", KEYS + "/{owner}/whitelist/127.0.0.1"),
        row("path-trailing", "1.8", "A path with a slash at the end is another path.")
            .when(get(KEYS + "/").as("owner"))
            .then(status(404)),
        row("path-case", "0", "Paths are case-sensitive.")
            .when(get("/orgs/{org}/apikeys").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("path-key-public", "4, B 21", "A public key is not accepted as the id of a key.")
            .when(get(KEYS + "/{owner.public}").as("owner"))
            .then(
                refused(404, "INVALID_KEY_ID", "{owner.public}"),
                detail("An invalid key ID {owner.public} was specified.")),
        row("path-key-upper", "0, B 21", "Ids are in lower case; others are malformed.")
            .when(get(KEYS + "/5F5E5D5C5B5A595857565554").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "5F5E5D5C5B5A595857565554")),
        row("path-key-update", "B 21", "A malformed key id is refused in a change.")
            .when(patch(KEYS + "/NO-ID", "{'desc':'x'}").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-key-delete", "B 21", "A malformed key id is refused in a deletion.")
            .when(delete(KEYS + "/NO-ID").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-key-list", "B 21", "A malformed key id is refused on the path of a whitelist.")
            .when(get(KEYS + "/NO-ID/whitelist").as("owner"))
            .then(refused(404, "INVALID_KEY_ID", "NO-ID")),
        row("path-org", "B 21", "A malformed organization id is refused.")
            .when(get("/orgs/NO-ID/apiKeys").as("owner"))
            .then(
                refused(404, "INVALID_ORG_ID", "NO-ID"),
                detail("An invalid organization ID NO-ID was specified.")),
        row(
                "path-org-short",
                "0, B 21",
                "An organization id has 24 digits; a shorter one is malformed.")
            .when(get("/orgs/5f5e/apiKeys").as("owner"))
            .then(refused(404, "INVALID_ORG_ID", "5f5e")),
        row("path-org-unknown", "3.3", "An organization that does not exist gets one answer.")
            .when(get("/orgs/{unknown}/apiKeys").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG"), size("/parameters", 0)),
        row("path-org-known", "3.3", "An organization of others gets the same answer.")
            .given(otherOrganization())
            .when(get("/orgs/{other}/apiKeys").as("owner"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG"), size("/parameters", 0)),
        row("path-raw-slash", "1.9", "A slash that is not escaped is another path.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.0/24").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        row("path-escaped-twice", "4", "A slash that is escaped twice is refused.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.0%252F24").as("owner"))
            .then(status(400)),
        row("path-escaped-letter", "0", "Escaped letters are decoded.")
            .when(get("/orgs/{org}/%61piKeys").as("owner"))
            .then(ok(), list(1)),
        row("path-entry-word", "3.3, B 11", "A text that is no address is refused.")
            .given(listed("owner", "127.0.0.1"))
            .when(get(KEYS + "/{owner}/whitelist/nonsense").as("owner"))
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "nonsense")),
        row(
                "path-entry-mask",
                "1.9, B 8",
                "A block with host bits means its network, as when it is added.")
            .given(listed("owner", "127.0.0.0/24"))
            .when(get(KEYS + "/{owner}/whitelist/127.0.0.9%2F24").as("owner"))
            .then(ok(), is("/cidrBlock", "127.0.0.0/24")));
  }

  private static Row method(String method, String path) {
    return row(
            "path-method-" + method + "-" + (path.length() - KEYS.length()),
            "1.1",
            "This path does not support " + method + ".")
        .given(listed("owner", "127.0.0.1"))
        .when(request(method, path).as("owner"))
        .then(refused(405, "METHOD_NOT_ALLOWED"))
        .afterwards(get(KEYS + "/{owner}/whitelist").as("owner"), list(1));
  }
}
