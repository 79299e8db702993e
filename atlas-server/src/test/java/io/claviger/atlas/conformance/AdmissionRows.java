package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.delete;
import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Documents.keyDocument;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.requiresWhitelist;
import static io.claviger.atlas.conformance.Row.row;

/** What a whitelist does to requests (section 1.13; Appendix B 10, 13, 14). */
final class AdmissionRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private AdmissionRows() {}

  static Table table() {
    return Table.of(
        "What a whitelist does to requests",
        row("open", "1.13 (1), B 14", "A key without entries may be used from anywhere.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(KEYS).as("member").from("127.0.0.9"))
            .then(ok()),
        bound(
                "listed",
                "1.13 (2)",
                "A key with entries may be used from a listed address.",
                "127.0.0.2")
            .when(get(KEYS).as("bound").from("127.0.0.2"))
            .then(ok()),
        bound("listed-block", "1.13 (2)", "Or from a listed block.", "127.0.0.0/29")
            .when(get(KEYS).as("bound").from("127.0.0.7"))
            .then(ok()),
        bound(
                "unlisted",
                "1.13 (2)",
                "And from nowhere else; the answer names the address.",
                "127.0.0.2")
            .when(get(KEYS).as("bound").from("127.0.0.3"))
            .then(
                refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3"),
                detail("IP address 127.0.0.3 is not allowed to access this resource.")),
        bound("unlisted-block", "1.13 (2)", "Blocks end where they end.", "127.0.0.0/29")
            .when(get(KEYS).as("bound").from("127.0.0.8"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.8")),
        bound("unlisted-create", "1.13 (2)", "Changes are refused like reads.", "127.0.0.2")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}")
                    .as("bound")
                    .from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound("unlisted-delete", "1.13 (2)", "Deletions, too.", "127.0.0.2")
            .when(delete(KEYS + "/{bound}").as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound(
                "unlisted-own-list",
                "1.13 (2)",
                "Nobody lists itself from where it may not call.",
                "127.0.0.2")
            .when(
                post(KEYS + "/{bound}/whitelist", "[{'ipAddress':'127.0.0.3'}]")
                    .as("bound")
                    .from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_WHITELIST", "127.0.0.3")),
        bound(
                "unlisted-elsewhere",
                "1.13 (6)",
                "The list is looked at before the organization.",
                "127.0.0.2")
            .when(get("/orgs/{unknown}/apiKeys").as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound(
                "forwarded",
                "1.13 (7)",
                "What a header says of the address is not believed.",
                "127.0.0.2")
            .when(
                get(KEYS)
                    .as("bound")
                    .from("127.0.0.3")
                    .with("X-Forwarded-For", "127.0.0.2")
                    .with("Forwarded", "for=127.0.0.2"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound(
                "forwarded-against",
                "1.13 (7)",
                "Neither for the better nor for the worse.",
                "127.0.0.2")
            .when(get(KEYS).as("bound").from("127.0.0.2").with("X-Forwarded-For", "198.51.100.7"))
            .then(ok()),
        row(
                "target-list",
                "1.13 (5)",
                "The list of the calling key counts, not that of the key it is about.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(KEYS + "/{member}").as("owner").from("127.0.0.9"))
            .then(ok(), keyDocument("", "member")),
        bound("v6", "B 10", "IPv6 callers are admitted by IPv6 entries.", "::1")
            .when(get(KEYS).as("bound").from("::1"))
            .then(ok()),
        bound("v6-unlisted", "B 10", "And named as RFC 5952 wants it.", "2001:db8::/32")
            .when(get(KEYS).as("bound").from("::1"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "::1")),
        bound("v6-by-v4", "B 10", "An IPv4 block never admits an IPv6 caller.", "127.0.0.0/8")
            .when(get(KEYS).as("bound").from("::1"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "::1")),
        bound("v4-by-v6", "B 10", "Nor the other way round.", "::/1")
            .when(get(KEYS).as("bound").from("127.0.0.2"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.2")),
        row(
                "required",
                "1.13 (3)",
                "Where the organization requires whitelists, a key without entries can call nothing.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(KEYS + "/{member}").as("member"))
            .then(
                refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1"),
                detail("This organization requires access through an access list of ip ranges.")),
        row("required-owner", "1.13 (3)", "Owners are locked out in the same way.")
            .given(requiresWhitelist())
            .when(get(KEYS).as("owner").from("127.0.0.4"))
            .then(refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.4")),
        bound("required-listed", "1.13 (3)", "A key with entries goes on.", "127.0.0.2")
            .given(requiresWhitelist())
            .when(get(KEYS).as("bound").from("127.0.0.2"))
            .then(ok()),
        bound("required-unlisted", "1.13 (2), (3)", "But from listed addresses only.", "127.0.0.2")
            .given(requiresWhitelist())
            .when(get(KEYS).as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        row("required-word", "B 22", "On paths of the whitelist in its word.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(LIST).as("member"))
            .then(
                refused(403, "ORG_REQUIRES_WHITELIST", "127.0.0.1"),
                detail("This organization requires access through a whitelist of ip ranges.")),
        row(
                "edit-unlisted",
                "1.13 (4), B 14",
                "A key without entries cannot give itself the first one.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'127.0.0.1'}]").as("member"))
            .then(
                refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"),
                detail("This resource requires access through a whitelist of ip ranges."))
            .afterwards(get(LIST).as("owner"), list(0)),
        row(
                "edit-unlisted-owner",
                "1.13 (4)",
                "An owner without entries neither, nor to another key.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"))
            .afterwards(get(LIST).as("owner"), list(0)),
        row("remove-unlisted-owner", "1.13 (4)", "Nor may it remove any.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(delete(LIST + "/198.51.100.7").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"))
            .afterwards(get(LIST).as("owner"), list(1)),
        row("read-unlisted", "1.13 (4)", "Reading needs no entries.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(LIST).as("owner"))
            .then(ok(), list(1)),
        bound(
                "edit-listed",
                "1.13 (4)",
                "With entries of its own a key changes lists.",
                "127.0.0.2")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("bound").from("127.0.0.2"))
            .then(ok(), list(1)),
        row(
                "edit-unlisted-member",
                "1.13 (4), 2.3",
                "Who may not change a list learns that, whether listed or not.")
            .given(key("member", "ORG_MEMBER"), key("second", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED")));
  }

  private static Row bound(String id, String section, String rule, String... blocks) {
    return row(id, section, rule).given(listedKey("bound", "ORG_OWNER", blocks));
  }
}
