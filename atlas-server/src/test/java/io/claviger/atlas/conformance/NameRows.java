package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.header;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.noContent;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.newKey;
import static io.claviger.atlas.conformance.Documents.unusedEntry;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.requiresWhitelist;
import static io.claviger.atlas.conformance.Row.row;

/** Both words, and all bases (section 1.12; Appendix B 22). */
final class NameRows {
  private static final String KEY = "/orgs/{org}/apiKeys/{member}";

  private NameRows() {}

  static Table table() {
    return Table.of(
        "Names and bases",
        row("name-list", "1.12", "The list is there as accessList, with links in that word.")
            .given(listedKey("member", "ORG_MEMBER", "203.0.113.0/24"))
            .when(get(KEY + "/accessList").as("owner"))
            .then(
                ok(),
                list(1),
                unusedEntry("/results/0", "203.0.113.0/24", "{member}"),
                is(
                    "/results/0/links/0/href",
                    "{site}/api/atlas/v1.0" + KEY + "/accessList/203.0.113.0%2F24"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0"
                        + KEY
                        + "/accessList?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("name-entry", "1.12", "So is an entry.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(KEY + "/accessList/198.51.100.7").as("owner"))
            .then(
                ok(),
                unusedEntry("", "198.51.100.7/32", "{member}"),
                is("/links/0/href", "{site}/api/atlas/v1.0" + KEY + "/accessList/198.51.100.7")),
        row("name-add", "1.12", "Entries are added there.")
            .given(listed("owner", "127.0.0.1"), key("member", "ORG_MEMBER"))
            .when(post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(ok(), list(1))
            .afterwards(get(KEY + "/whitelist").as("owner"), list(1)),
        row("name-remove", "1.12", "And removed.")
            .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(delete(KEY + "/accessList/198.51.100.7").as("owner"))
            .then(noContent())
            .afterwards(get(KEY + "/whitelist").as("owner"), list(0)),
        row("name-case", "1.12", "Case matters.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "/accesslist").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        code(
                "again",
                "409 in the newer word.",
                post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(
                refused(409, "ADDRESS_ALREADY_IN_ACCESS_LIST"),
                matches(
                    "/detail",
                    "The address 198\\.51\\.100\\.7(/32)? is already on the access list\\.",
                    "the text in that word")),
        code("missing", "404 in the newer word.", get(KEY + "/accessList/192.0.2.1").as("owner"))
            .then(
                refused(404, "API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND"),
                is("/parameters/1", "{member}")),
        code(
                "denied",
                "401 in the newer word.",
                get("/orgs/{org}/apiKeys/{owner}/accessList").as("member").from("198.51.100.7"))
            .when(get("/orgs/{org}/apiKeys/{owner}/accessList").as("second"))
            .given(key("second", "ORG_MEMBER"))
            .then(refused(401, "API_KEY_ACCESS_LIST_ACCESS_DENIED"), size("/parameters", 0)),
        code(
                "both",
                "A bad element in the newer word.",
                post(
                        KEY + "/accessList",
                        "[{'ipAddress':'198.51.100.8','cidrBlock':'203.0.113.0/24'}]")
                    .as("owner"))
            .then(
                status(400),
                matches(
                    "/errorCode", "BAD_(WHITELIST|ACCESS_LIST)_ADD_REQUEST", "one or the other")),
        code(
                "caller",
                "Removing the caller in the newer word.",
                delete("/orgs/{org}/apiKeys/{owner}/accessList/127.0.0.1").as("owner"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST", "127.0.0.1")),
        code(
                "unlisted",
                "An address that is refused, in the newer word.",
                get(KEY + "/accessList").as("member"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.1")),
        code("unlisted-older", "And in the older.", get(KEY + "/whitelist").as("member"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_WHITELIST", "127.0.0.1")),
        code(
                "forbidden",
                "A forbidden address in the newer word.",
                post(KEY + "/accessList", "[{'ipAddress':'0.0.0.0'}]").as("owner"))
            .then(refused(400, "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_ACCESS_LIST")),
        row(
                "name-code-required",
                "B 22",
                "An organization that requires whitelists, in the newer word.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(KEY + "/accessList").as("member"))
            .then(refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1")),
        row("name-code-resource", "B 22", "An operation that requires entries, in the newer word.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_ACCESS_LIST", "127.0.0.1")),
        base("public", "/api/public/v1.0", "Cloud Manager's prefix"),
        base("v2", "/api/atlas/v2", "The prefix of v2"),
        row("base-list", "B 22", "Entries and pages link to the prefix that was called.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(KEY + "/whitelist").under("/api/public/v1.0").as("owner"))
            .then(
                ok(),
                is(
                    "/results/0/links/0/href",
                    "{site}/api/public/v1.0" + KEY + "/whitelist/198.51.100.7"),
                is(
                    "/links/0/href",
                    "{site}/api/public/v1.0"
                        + KEY
                        + "/whitelist?includeCount=true&pageNum=1&itemsPerPage=100")),
        row("base-v2-create", "1.12", "Keys are made under v2, with its media types.")
            .when(
                post("/orgs/{org}/apiKeys", "{'desc':'nightly','roles':['ORG_MEMBER']}")
                    .under("/api/atlas/v2")
                    .with("Content-Type", "application/vnd.atlas.2023-01-01+json")
                    .with("Accept", "application/vnd.atlas.2023-01-01+json")
                    .as("owner"))
            .then(
                ok(),
                newKey(),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-type", "1.12", "The version that was asked for is that of the answer.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2023-01-01+json")
                    .as("owner"))
            .then(
                ok(),
                list(1),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-later", "B 35", "There is one version; a later date is answered in it.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2025-03-12+json")
                    .as("owner"))
            .then(
                ok(),
                list(1),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-earlier", "B 35", "So is an earlier one.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2020-02-02+json")
                    .as("owner"))
            .then(
                ok(),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-preview", "B 35", "A preview there is not; whoever asks for it gets JSON.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.preview+json")
                    .as("owner"))
            .then(ok(), header("Content-Type", "application/json")),
        row("base-plain-type", "5 (8)", "Whoever takes anything gets JSON.")
            .when(get("/orgs/{org}/apiKeys").with("Accept", "*/*").as("owner"))
            .then(ok(), header("Content-Type", "application/json")),
        row("base-unknown", "0", "Under other prefixes there is nothing.")
            .when(get("/orgs/{org}/apiKeys").under("/api/atlas/v7").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")));
  }

  private static Row code(String id, String rule, Call call) {
    return row("name-code-" + id, "B 22, 3.3", rule)
        .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "198.51.100.7"))
        .when(call);
  }

  private static Row base(String id, String base, String rule) {
    return row("base-" + id, "B 22", rule + " serves the same, with links to itself.")
        .when(get("/orgs/{org}/apiKeys/{owner}").under(base).as("owner"))
        .then(
            ok(),
            keyDocument("", "owner"),
            is("/links/0/href", "{site}" + base + "/orgs/{org}/apiKeys/{owner}"));
  }
}
