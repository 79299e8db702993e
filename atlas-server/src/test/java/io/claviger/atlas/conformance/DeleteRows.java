package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.disabled;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.keyUntil;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** Deleting keys (section 1.7; Appendix B 3, 17). */
final class DeleteRows {
  private static final String KEY = "/orgs/{org}/apiKeys/{member}";

  private DeleteRows() {}

  static Table table() {
    return Table.of(
        "Delete a key",
        row("delete", "1.7, B 17", "An owner deletes any key; the answer has no body.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete(KEY).as("owner"))
            .then(noContent())
            .afterwards(get(KEY).as("owner"), refused(404, "API_KEY_NOT_FOUND"))
            .afterwards(get("/orgs/{org}/apiKeys").as("owner"), list(1)),
        row("delete-at-once", "1.7", "A deleted key cannot be used any more.")
            .given(key("member", "ORG_MEMBER"), sent(1, get(KEY).as("member")))
            .when(delete(KEY).as("owner"))
            .then(noContent())
            .afterwards(get(KEY).as("member"), challenged()),
        row("delete-with-list", "1.7", "The whitelist of a deleted key is deleted, too.")
            .given(listedKey("member", "ORG_MEMBER", "203.0.113.0/24"))
            .when(delete(KEY).as("owner"))
            .then(noContent())
            .afterwards(get(KEY + "/whitelist").as("owner"), refused(404, "API_KEY_NOT_FOUND")),
        row("delete-from-projects", "1.7", "A deleted key leaves all its projects.")
            .given(key("member", "ORG_MEMBER", "GROUP_READ_ONLY"))
            .when(delete(KEY).as("owner"))
            .then(noContent())
            .afterwards(get("/groups/{project}/apiKeys").as("owner"), ok(), list(0)),
        row(
                "delete-self",
                "1.7, B 1",
                "A key may delete itself. Its next request gets a challenge.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete(KEY).as("member"))
            .then(noContent())
            .afterwards(get(KEY).as("member"), challenged()),
        row("delete-another", "B 1, B 27", "A key that is no owner cannot delete another key.")
            .given(key("member", "ORG_MEMBER"), key("second", "ORG_MEMBER"))
            .when(delete("/orgs/{org}/apiKeys/{second}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"))
            .afterwards(get("/orgs/{org}/apiKeys").as("owner"), list(3)),
        row(
                "delete-another-unknown",
                "B 27",
                "A key that is no owner gets the same answer for a key that does not exist.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete("/orgs/{org}/apiKeys/{unknown}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"), size("/parameters", 0)),
        row("delete-unknown", "1.7", "A key that does not exist is not found.")
            .when(delete("/orgs/{org}/apiKeys/{unknown}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("delete-twice", "1.7", "A key that was deleted before is not found.")
            .given(key("member", "ORG_MEMBER"), sent(1, delete(KEY).as("owner")))
            .when(delete(KEY).as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{member}")),
        row("delete-elsewhere", "B 5", "A key of another organization is not found.")
            .given(otherOrganization())
            .when(delete("/orgs/{org}/apiKeys/{stranger}").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        row("delete-stranger", "1.2", "Owners of other organizations cannot delete a key.")
            .given(key("member", "ORG_MEMBER"), otherOrganization())
            .when(delete(KEY).as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("delete-last-owner", "B 3", "The last owner cannot be deleted.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete("/orgs/{org}/apiKeys/{owner}").as("owner"))
            .then(refused(403, "CANNOT_DELETE_LAST_OWNER"))
            .afterwards(get("/orgs/{org}/apiKeys/{owner}").as("owner"), ok()),
        row("delete-second-owner", "B 3", "One of two owners may delete itself.")
            .given(key("second", "ORG_OWNER"))
            .when(delete("/orgs/{org}/apiKeys/{owner}").as("owner"))
            .then(noContent())
            .afterwards(get("/orgs/{org}/apiKeys").as("second"), list(1)),
        row(
                "delete-not-lasting",
                "B 3",
                "An owner that expires does not count, so the last lasting owner cannot be deleted.")
            .given(keyUntil("brief", "ORG_OWNER", Duration.ofDays(1)))
            .when(delete("/orgs/{org}/apiKeys/{owner}").as("brief"))
            .then(refused(403, "CANNOT_DELETE_LAST_OWNER")),
        row("delete-beside-disabled", "B 3", "A disabled owner does not count either.")
            .given(key("off", "ORG_OWNER"), disabled("off"))
            .when(delete("/orgs/{org}/apiKeys/{owner}").as("owner"))
            .then(refused(403, "CANNOT_DELETE_LAST_OWNER")),
        row("delete-envelope", "B 17", "An answer without a body is the same with `envelope=true`.")
            .given(key("member", "ORG_MEMBER"))
            .when(delete(KEY + "?envelope=true").as("owner"))
            .then(noContent()));
  }
}
