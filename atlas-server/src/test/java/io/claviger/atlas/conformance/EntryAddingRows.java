package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.links;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.unusedEntry;
import static io.claviger.atlas.conformance.Givens.entries;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.limits;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

/** Adding to whitelists (section 1.10; Appendix B 6, 12). */
final class EntryAddingRows {
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private EntryAddingRows() {}

  static Table table() {
    return Table.of(
        "Add to a whitelist",
        add(
                "add",
                "1.10",
                "An owner adds addresses and blocks. The answer is 200 with the whole list.",
                "[{'ipAddress':'198.51.100.7'},{'cidrBlock':'203.0.113.0/24'}]")
            .then(
                ok(),
                list(2),
                unusedEntry("/results/0", "198.51.100.7/32", "{member}"),
                unusedEntry("/results/1", "203.0.113.0/24", "{member}"))
            .afterwards(get(LIST).as("owner"), list(2)),
        add(
                "add-one",
                "1.10",
                "A single entry comes in an array, too.",
                "[{'ipAddress':'198.51.100.7'}]")
            .then(ok(), list(1)),
        add(
                "add-keeps",
                "1.10",
                "Adding entries keeps the existing ones.",
                "[{'ipAddress':'198.51.100.8'}]")
            .given(listed("member", "203.0.113.0/24"))
            .then(
                ok(),
                list(2),
                column("/results", "cidrBlock", "198.51.100.8/32", "203.0.113.0/24")),
        add("add-empty", "1.10", "An empty array changes nothing.", "[]")
            .given(listed("member", "203.0.113.0/24"))
            .then(ok(), list(1)),
        bad(
                "both",
                "An element with both an address and a block is refused.",
                "[{'ipAddress':'198.51.100.7','cidrBlock':'203.0.113.0/24'}]")
            .then(
                refused(400, "BAD_WHITELIST_ADD_REQUEST"),
                detail("Should not specify both the IP address and the CIDR block.")),
        bad("neither", "An element with neither an address nor a block is refused.", "[{}]")
            .then(
                refused(400, "MISSING_ONE_OF_ATTRIBUTES", "ipAddress", "cidrBlock"),
                detail(
                    "Either the ipAddress attribute or the cidrBlock attribute must be specified.")),
        bad(
                "twice",
                "The same address twice in one request is refused.",
                "[{'ipAddress':'198.51.100.7'},{'ipAddress':'198.51.100.7'}]")
            .then(
                refused(400, "DUPLICATE_ADDRESSES_IN_INPUT"),
                detail(
                    "Two or more of the IP addresses being added to the whitelist are the same.")),
        bad(
                "twice-spelled",
                "The same address in two spellings is refused.",
                "[{'ipAddress':'198.51.100.7'},{'cidrBlock':'198.51.100.7/32'}]")
            .then(refused(400, "DUPLICATE_ADDRESSES_IN_INPUT")),
        bad(
                "partly",
                "One bad element refuses the whole request.",
                "[{'ipAddress':'198.51.100.7'},{'ipAddress':'nonsense'}]")
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "nonsense")),
        add(
                "add-again",
                "B 6",
                "An address that is already listed refuses the whole request.",
                "[{'ipAddress':'198.51.100.8'},{'ipAddress':'198.51.100.7'}]")
            .given(listed("member", "198.51.100.7"))
            .then(
                refused(409, "ADDRESS_ALREADY_IN_WHITELIST"),
                matches(
                    "/detail",
                    "The address 198\\.51\\.100\\.7(/32)? is already on the whitelist\\.",
                    "the text with the address"))
            .afterwards(get(LIST).as("owner"), list(1)),
        add(
                "add-again-spelled",
                "B 6, B 7",
                "A listed address in another spelling is refused.",
                "[{'cidrBlock':'198.51.100.7/32'}]")
            .given(listed("member", "198.51.100.7"))
            .then(refused(409, "ADDRESS_ALREADY_IN_WHITELIST")),
        add(
                "add-covered",
                "1.9",
                "An address inside a listed block may be listed, too.",
                "[{'ipAddress':'203.0.113.7'}]")
            .given(listed("member", "203.0.113.0/24"))
            .then(ok(), list(2)),
        add(
                "add-limit",
                "B 12",
                "A whitelist has 200 entries at most.",
                "[{'ipAddress':'198.51.100.7'}]")
            .given(entries("member", 200))
            .then(refused(400, "MAX_WHITELIST_ENTRIES_EXCEEDED", "200"))
            .afterwards(get(LIST + "?itemsPerPage=1").as("owner"), is("/totalCount", 200)),
        add(
                "add-own-limit",
                "B 12",
                "An organization may have another limit of entries.",
                "[{'ipAddress':'198.51.100.7'},{'ipAddress':'198.51.100.8'}]")
            .given(limits(500, 1))
            .then(refused(400, "MAX_WHITELIST_ENTRIES_EXCEEDED", "1")),
        add(
                "add-page",
                "1.10",
                "The answer to added entries has pages.",
                "[{'ipAddress':'198.51.100.7'},{'ipAddress':'198.51.100.8'}]")
            .when(
                post(
                        LIST + "?itemsPerPage=1",
                        "[{'ipAddress':'198.51.100.7'},{'ipAddress':'198.51.100.8'}]")
                    .as("owner"))
            .then(ok(), size("/results", 1), is("/totalCount", 2), links("self", "next")),
        add(
                "add-envelope",
                "1.1",
                "The answer to added entries may come in an envelope.",
                "[{'ipAddress':'198.51.100.7'}]")
            .when(post(LIST + "?envelope=true", "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(ok(), is("/status", 200), size("/results", 1), is("/totalCount", 1)),
        add(
                "add-zero-again",
                "1.1",
                "An entry that was removed starts at zero when it is added again.",
                "[{'ipAddress':'127.0.0.2'}]")
            .given(
                listed("member", "127.0.0.2"),
                sent(2, get("/orgs/{org}/apiKeys").as("member").from("127.0.0.2")),
                sent(1, delete(LIST + "/127.0.0.2").as("owner")))
            .then(ok(), unusedEntry("/results/0", "127.0.0.2/32", "{member}")),
        add(
                "add-self",
                "B 1",
                "A key adds entries to its own whitelist.",
                "[{'ipAddress':'198.51.100.7'}]")
            .given(listed("member", "127.0.0.2"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("member").from("127.0.0.2"))
            .then(ok(), list(2)),
        add("add-denied", "1.2", "A key that is no owner cannot add entries to another key.", "[]")
            .given(listedKey("second", "ORG_MEMBER", "127.0.0.1"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED"))
            .afterwards(get(LIST).as("owner"), list(0)),
        add(
                "add-elsewhere",
                "B 5",
                "The whitelist of a key of another organization is not found.",
                "[]")
            .given(otherOrganization())
            .when(
                post("/orgs/{org}/apiKeys/{stranger}/whitelist", "[{'ipAddress':'198.51.100.7'}]")
                    .as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        add("add-unknown", "1.10", "The whitelist of a key that does not exist is not found.", "[]")
            .when(
                post("/orgs/{org}/apiKeys/{unknown}/whitelist", "[{'ipAddress':'198.51.100.7'}]")
                    .as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")));
  }

  /** As an owner that is listed itself, on the list of a member. */
  private static Row add(String id, String section, String rule, String body) {
    return row(id, section, rule)
        .given(listed("owner", "127.0.0.1"), key("member", "ORG_MEMBER"))
        .when(post(LIST, body).as("owner"));
  }

  private static Row bad(String id, String rule, String body) {
    return add("add-" + id, "1.10", rule, body).afterwards(get(LIST).as("owner"), list(0));
  }
}
