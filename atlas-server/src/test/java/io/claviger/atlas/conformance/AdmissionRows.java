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

/** Requests and whitelists (section 1.13; Appendix B 10, 13, 14). */
final class AdmissionRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private AdmissionRows() {}

  static Table table() {
    return Table.of(
        "Requests and whitelists",
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
        bound(
                "listed-block",
                "1.13 (2)",
                "A key with entries may be used from an address in a listed block.",
                "127.0.0.0/29")
            .when(get(KEYS).as("bound").from("127.0.0.7"))
            .then(ok()),
        bound(
                "unlisted",
                "1.13 (2)",
                "A key with entries cannot be used from any other address. The error names the address.",
                "127.0.0.2")
            .when(get(KEYS).as("bound").from("127.0.0.3"))
            .then(
                refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3"),
                detail("IP address 127.0.0.3 is not allowed to access this resource.")),
        bound(
                "unlisted-block",
                "1.13 (2)",
                "The first address after a listed block is refused.",
                "127.0.0.0/29")
            .when(get(KEYS).as("bound").from("127.0.0.8"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.8")),
        bound(
                "unlisted-create",
                "1.13 (2)",
                "A creation from an unlisted address is refused.",
                "127.0.0.2")
            .when(
                post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}")
                    .as("bound")
                    .from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound(
                "unlisted-delete",
                "1.13 (2)",
                "A deletion from an unlisted address is refused.",
                "127.0.0.2")
            .when(delete(KEYS + "/{bound}").as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound(
                "unlisted-own-list",
                "1.13 (2)",
                "A key cannot list itself from an unlisted address.",
                "127.0.0.2")
            .when(
                post(KEYS + "/{bound}/whitelist", "[{'ipAddress':'127.0.0.3'}]")
                    .as("bound")
                    .from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_WHITELIST", "127.0.0.3")),
        bound(
                "unlisted-elsewhere",
                "1.13 (6)",
                "The whitelist is checked before the organization of the path.",
                "127.0.0.2")
            .when(get("/orgs/{unknown}/apiKeys").as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        bound("forwarded", "1.13 (7)", "A forwarding header cannot admit a request.", "127.0.0.2")
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
                "A forwarding header cannot refuse a request.",
                "127.0.0.2")
            .when(get(KEYS).as("bound").from("127.0.0.2").with("X-Forwarded-For", "198.51.100.7"))
            .then(ok()),
        row(
                "target-list",
                "1.13 (5)",
                "The whitelist of the calling key counts, not the one of the key in the path.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(KEYS + "/{member}").as("owner").from("127.0.0.9"))
            .then(ok(), keyDocument("", "member")),
        bound("v6", "B 10", "IPv6 callers are admitted by IPv6 entries.", "::1")
            .when(get(KEYS).as("bound").from("::1"))
            .then(ok()),
        bound(
                "v6-unlisted",
                "B 10",
                "A refused IPv6 address is named as in RFC 5952.",
                "2001:db8::/32")
            .when(get(KEYS).as("bound").from("::1"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "::1")),
        bound("v6-by-v4", "B 10", "An IPv4 block never admits an IPv6 caller.", "127.0.0.0/8")
            .when(get(KEYS).as("bound").from("::1"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "::1")),
        bound("v4-by-v6", "B 10", "An IPv6 block never admits an IPv4 caller.", "::/1")
            .when(get(KEYS).as("bound").from("127.0.0.2"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.2")),
        row(
                "required",
                "1.13 (3)",
                "If the organization requires whitelists, a key without entries is refused.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(KEYS + "/{member}").as("member"))
            .then(
                refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1"),
                detail("This organization requires access through an access list of ip ranges.")),
        row(
                "required-owner",
                "1.13 (3)",
                "If the organization requires whitelists, an owner without entries is refused, too.")
            .given(requiresWhitelist())
            .when(get(KEYS).as("owner").from("127.0.0.4"))
            .then(refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.4")),
        bound(
                "required-listed",
                "1.13 (3)",
                "If the organization requires whitelists, a key is admitted from a listed address.",
                "127.0.0.2")
            .given(requiresWhitelist())
            .when(get(KEYS).as("bound").from("127.0.0.2"))
            .then(ok()),
        bound(
                "required-unlisted",
                "1.13 (2), (3)",
                "If the organization requires whitelists, a key is refused from an unlisted address.",
                "127.0.0.2")
            .given(requiresWhitelist())
            .when(get(KEYS).as("bound").from("127.0.0.3"))
            .then(refused(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", "127.0.0.3")),
        row("required-word", "B 22", "On a `whitelist` path the error says whitelist.")
            .given(key("member", "ORG_MEMBER"), requiresWhitelist())
            .when(get(LIST).as("member"))
            .then(
                refused(403, "ORG_REQUIRES_WHITELIST", "127.0.0.1"),
                detail("This organization requires access through a whitelist of ip ranges.")),
        row(
                "edit-unlisted",
                "1.13 (4), B 14",
                "A key without entries cannot add its own first entry.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'127.0.0.1'}]").as("member"))
            .then(
                refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"),
                detail("This resource requires access through a whitelist of ip ranges."))
            .afterwards(get(LIST).as("owner"), list(0)),
        row(
                "edit-unlisted-owner",
                "1.13 (4)",
                "An owner without entries cannot add an entry to any key.")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"))
            .afterwards(get(LIST).as("owner"), list(0)),
        row("remove-unlisted-owner", "1.13 (4)", "An owner without entries cannot remove an entry.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(delete(LIST + "/198.51.100.7").as("owner"))
            .then(refused(403, "RESOURCE_REQUIRES_WHITELIST", "127.0.0.1"))
            .afterwards(get(LIST).as("owner"), list(1)),
        row("read-unlisted", "1.13 (4)", "A key without entries may read whitelists.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(LIST).as("owner"))
            .then(ok(), list(1)),
        bound(
                "edit-listed",
                "1.13 (4)",
                "A key with entries of its own may change whitelists.",
                "127.0.0.2")
            .given(key("member", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("bound").from("127.0.0.2"))
            .then(ok(), list(1)),
        row(
                "edit-unlisted-member",
                "1.13 (4), 2.3",
                "A key without the right to change a whitelist gets that error, even without entries.")
            .given(key("member", "ORG_MEMBER"), key("second", "ORG_MEMBER"))
            .when(post(LIST, "[{'ipAddress':'198.51.100.7'}]").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED")));
  }

  private static Row bound(String id, String section, String rule, String... blocks) {
    return row(id, section, rule).given(listedKey("bound", "ORG_OWNER", blocks));
  }
}
