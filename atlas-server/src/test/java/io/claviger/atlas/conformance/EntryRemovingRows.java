package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

/** Removing from whitelists (section 1.11; Appendix B 13, 17). */
final class EntryRemovingRows {
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private EntryRemovingRows() {}

  static Table table() {
    return Table.of(
        "Remove from a whitelist",
        remove(
                "remove",
                "1.11, B 17",
                "An owner removes any entry of any key; the answer has no body.",
                "198.51.100.7")
            .then(noContent())
            .afterwards(
                get(LIST).as("owner"),
                column("/results", "cidrBlock", "127.0.0.0/24", "203.0.113.0/24")),
        remove(
                "remove-block",
                "1.11",
                "A block is removed with its slash escaped.",
                "203.0.113.0%2F24")
            .then(noContent())
            .afterwards(get(LIST).as("owner"), list(2)),
        remove(
                "remove-32",
                "1.9",
                "An address may be removed with its length of 32.",
                "198.51.100.7%2F32")
            .then(noContent())
            .afterwards(get(LIST).as("owner"), list(2)),
        remove(
                "remove-mask",
                "B 8",
                "Host bits are cleared, so the network is removed.",
                "203.0.113.9%2F24")
            .then(noContent())
            .afterwards(
                get(LIST).as("owner"),
                column("/results", "cidrBlock", "127.0.0.0/24", "198.51.100.7/32")),
        remove(
                "remove-unlisted",
                "1.11",
                "An address that is not listed is not found.",
                "192.0.2.1")
            .then(refused(404, "API_KEY_WHITELIST_NOT_FOUND"), is("/parameters/1", "{member}"))
            .afterwards(get(LIST).as("owner"), list(3)),
        remove(
                "remove-covered",
                "1.11",
                "An address inside a listed block does not remove the block.",
                "203.0.113.9")
            .then(refused(404, "API_KEY_WHITELIST_NOT_FOUND")),
        row("remove-twice", "1.11", "An entry that was removed before is not found.")
            .given(
                listed("owner", "127.0.0.1"),
                listedKey("member", "ORG_MEMBER", "198.51.100.7", "198.51.100.8"),
                sent(1, delete(LIST + "/198.51.100.7").as("owner")))
            .when(delete(LIST + "/198.51.100.7").as("owner"))
            .then(refused(404, "API_KEY_WHITELIST_NOT_FOUND")),
        row(
                "remove-last",
                "B 13",
                "An owner may remove the last entry of another key, which opens that key to every address.")
            .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(delete(LIST + "/198.51.100.7").as("owner"))
            .then(noContent())
            .afterwards(get("/orgs/{org}/apiKeys").as("member").from("127.0.0.9"), ok()),
        row(
                "remove-same-address",
                "1.11",
                "An owner may remove its own address from the whitelist of another key.")
            .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "127.0.0.1"))
            .when(delete(LIST + "/127.0.0.1").as("owner"))
            .then(noContent()),
        row("remove-caller", "1.11", "A key cannot remove the entry that admits it.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.2", "198.51.100.7"))
            .when(delete(LIST + "/127.0.0.2").as("member").from("127.0.0.2"))
            .then(
                refused(400, "CANNOT_REMOVE_CALLER_FROM_WHITELIST", "127.0.0.2"),
                detail("Cannot remove caller's IP address 127.0.0.2 from whitelist."))
            .afterwards(get(LIST).as("owner"), list(2)),
        row("remove-caller-last", "B 13", "A key cannot remove its last entry if that admits it.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.2"))
            .when(delete(LIST + "/127.0.0.2").as("member").from("127.0.0.2"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_WHITELIST", "127.0.0.2")),
        row("remove-caller-owner", "B 13", "An owner cannot remove the entry that admits it.")
            .given(listed("owner", "127.0.0.1"))
            .when(delete("/orgs/{org}/apiKeys/{owner}/whitelist/127.0.0.1").as("owner"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_WHITELIST", "127.0.0.1")),
        row("remove-caller-block", "B 13", "A key cannot remove the block that admits it.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.0/24", "198.51.100.7"))
            .when(delete(LIST + "/127.0.0.0%2F24").as("member").from("127.0.0.2"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_WHITELIST", "127.0.0.2")),
        row(
                "remove-caller-still",
                "B 13",
                "A key can remove the entry that admits it if another entry admits it, too.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.2", "127.0.0.0/24"))
            .when(delete(LIST + "/127.0.0.2").as("member").from("127.0.0.2"))
            .then(noContent())
            .afterwards(get(LIST).as("member").from("127.0.0.2"), list(1)),
        row("remove-self", "B 1", "A key removes other entries of its own.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.2", "198.51.100.7"))
            .when(delete(LIST + "/198.51.100.7").as("member").from("127.0.0.2"))
            .then(noContent()),
        row("remove-denied", "1.2", "A key that is no owner cannot remove entries of another key.")
            .given(
                listedKey("member", "ORG_MEMBER", "198.51.100.7"),
                listedKey("second", "ORG_MEMBER", "127.0.0.1"))
            .when(delete(LIST + "/198.51.100.7").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED"))
            .afterwards(get(LIST).as("owner"), list(1)),
        row("remove-unknown", "1.11", "The whitelist of a key that does not exist is not found.")
            .given(listed("owner", "127.0.0.1"))
            .when(delete("/orgs/{org}/apiKeys/{unknown}/whitelist/198.51.100.7").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row("remove-stranger", "1.2", "Owners of other organizations cannot remove entries.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"), otherOrganization())
            .when(delete(LIST + "/198.51.100.7").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row(
                "remove-at-once",
                "1.7",
                "A key is refused as soon as the entry that admitted it is removed.")
            .given(
                listed("owner", "127.0.0.1"),
                listedKey("member", "ORG_MEMBER", "127.0.0.2", "198.51.100.7"),
                sent(1, get("/orgs/{org}/apiKeys").as("member").from("127.0.0.2")))
            .when(delete(LIST + "/127.0.0.2").as("owner"))
            .then(noContent())
            .afterwards(get("/orgs/{org}/apiKeys").as("member").from("127.0.0.2"), status(403)));
  }

  private static Row remove(String id, String section, String rule, String address) {
    return row(id, section, rule)
        .given(
            listed("owner", "127.0.0.1"),
            listedKey("member", "ORG_MEMBER", "198.51.100.7", "203.0.113.0/24", "127.0.0.0/24"))
        .when(delete(LIST + "/" + address).as("owner"));
  }
}
