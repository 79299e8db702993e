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
        row(
                "name-list",
                "1.12",
                "The path `accessList` serves the whitelist, with links in that word.")
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
        row("name-entry", "1.12", "An entry is read under `accessList`.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(KEY + "/accessList/198.51.100.7").as("owner"))
            .then(
                ok(),
                unusedEntry("", "198.51.100.7/32", "{member}"),
                is("/links/0/href", "{site}/api/atlas/v1.0" + KEY + "/accessList/198.51.100.7")),
        row("name-add", "1.12", "Entries are added under `accessList`.")
            .given(listed("owner", "127.0.0.1"), key("member", "ORG_MEMBER"))
            .when(post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(ok(), list(1))
            .afterwards(get(KEY + "/whitelist").as("owner"), list(1)),
        row("name-remove", "1.12", "Entries are removed under `accessList`.")
            .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(delete(KEY + "/accessList/198.51.100.7").as("owner"))
            .then(noContent())
            .afterwards(get(KEY + "/whitelist").as("owner"), list(0)),
        row("name-case", "1.12", "The path `accesslist` is unknown, because case matters.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEY + "/accesslist").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")),
        code(
                "again",
                "The error for a listed address says access list.",
                post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(
                refused(409, "ADDRESS_ALREADY_IN_ACCESS_LIST"),
                matches(
                    "/detail",
                    "The address 198\\.51\\.100\\.7(/32)? is already on the access list\\.",
                    "the text in that word")),
        code(
                "missing",
                "The error for an unlisted address says access list.",
                get(KEY + "/accessList/192.0.2.1").as("owner"))
            .then(
                refused(404, "API_KEY_ACCESS_LIST_ENTRY_NOT_FOUND"),
                is("/parameters/1", "{member}")),
        code(
                "denied",
                "The error for a denied whitelist says access list.",
                get("/orgs/{org}/apiKeys/{owner}/accessList").as("member").from("198.51.100.7"))
            .when(get("/orgs/{org}/apiKeys/{owner}/accessList").as("second"))
            .given(key("second", "ORG_MEMBER"))
            .then(refused(401, "API_KEY_ACCESS_LIST_ACCESS_DENIED"), size("/parameters", 0)),
        code(
                "both",
                "The error for an element with both parts says access list.",
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
                "The error for removing the caller says access list.",
                delete("/orgs/{org}/apiKeys/{owner}/accessList/127.0.0.1").as("owner"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST", "127.0.0.1")),
        code(
                "unlisted",
                "The error for a refused address says access list.",
                get(KEY + "/accessList").as("member"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.1")),
        code(
                "unlisted-older",
                "On a `whitelist` path the error for a refused address says whitelist.",
                get(KEY + "/whitelist").as("member"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_WHITELIST", "127.0.0.1")),
        code(
                "forbidden",
                "The error for a forbidden address says access list.",
                post(KEY + "/accessList", "[{'ipAddress':'0.0.0.0'}]").as("owner"))
            .then(refused(400, "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_ACCESS_LIST")),
        row(
                "name-code-required",
                "B 22",
                "The error of an organization that requires whitelists says access list.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(KEY + "/accessList").as("member"))
            .then(refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1")),
        row(
                "name-code-resource",
                "B 22",
                "The error of an operation that requires entries says access list.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(KEY + "/accessList", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_ACCESS_LIST", "127.0.0.1")),
        base("public", "/api/public/v1.0", "The prefix of Cloud Manager"),
        base("v2", "/api/atlas/v2", "The prefix of v2"),
        row("base-list", "B 22", "Entries and pages link to the prefix that the client called.")
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
        row("base-v2-create", "1.12", "Keys are created under v2 with its media types.")
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
        row("base-v2-type", "1.12", "The answer has the version that the client asked for.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2023-01-01+json")
                    .as("owner"))
            .then(
                ok(),
                list(1),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-later", "B 35", "There is one version, which also answers a later date.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2025-03-12+json")
                    .as("owner"))
            .then(
                ok(),
                list(1),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row("base-v2-earlier", "B 35", "The same version answers an earlier date.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.2020-02-02+json")
                    .as("owner"))
            .then(
                ok(),
                header("Content-Type", "application/vnd.atlas.2023-01-01+json;charset=utf-8")),
        row(
                "base-v2-preview",
                "B 35",
                "There is no preview version; a client that asks for it gets JSON.")
            .when(
                get("/orgs/{org}/apiKeys")
                    .under("/api/atlas/v2")
                    .with("Accept", "application/vnd.atlas.preview+json")
                    .as("owner"))
            .then(ok(), header("Content-Type", "application/json")),
        row("base-plain-type", "5 (8)", "A client that accepts any type gets JSON.")
            .when(get("/orgs/{org}/apiKeys").with("Accept", "*/*").as("owner"))
            .then(ok(), header("Content-Type", "application/json")),
        row("base-unknown", "0", "Other prefixes are not found.")
            .when(get("/orgs/{org}/apiKeys").under("/api/atlas/v7").as("owner"))
            .then(refused(404, "RESOURCE_NOT_FOUND")));
  }

  private static Row code(String id, String rule, Call call) {
    return row("name-code-" + id, "B 22, 3.3", rule)
        .given(listed("owner", "127.0.0.1"), listedKey("member", "ORG_MEMBER", "198.51.100.7"))
        .when(call);
  }

  private static Row base(String id, String base, String rule) {
    return row("base-" + id, "B 22", rule + " serves the same paths, with links to itself.")
        .when(get("/orgs/{org}/apiKeys/{owner}").under(base).as("owner"))
        .then(
            ok(),
            keyDocument("", "owner"),
            is("/links/0/href", "{site}" + base + "/orgs/{org}/apiKeys/{owner}"));
  }
}
