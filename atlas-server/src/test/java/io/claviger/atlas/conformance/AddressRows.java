package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.unusedEntry;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Row.row;

/** What may be listed, and how it is written (section 1.10; Appendix B 7 to 11, 31). */
final class AddressRows {
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private AddressRows() {}

  static Table table() {
    return Table.of(
        "Addresses and blocks",
        add(
                "add-block-32",
                "B 7",
                "A block of one address is that address.",
                "[{'cidrBlock':'198.51.100.7/32'}]")
            .then(ok(), list(1), unusedEntry("/results/0", "198.51.100.7/32", "{member}")),
        add(
                "add-host-bits",
                "B 8",
                "Host bits of a block are cleared.",
                "[{'cidrBlock':'203.0.113.9/24'}]")
            .then(ok(), list(1), unusedEntry("/results/0", "203.0.113.0/24", "{member}")),
        add(
                "add-v6",
                "B 10",
                "IPv6 addresses are written as in RFC 5952.",
                "[{'ipAddress':'2001:0DB8:0:0:0:0:0:1'}]")
            .then(ok(), list(1), unusedEntry("/results/0", "2001:db8::1/128", "{member}")),
        add(
                "add-v6-block",
                "B 10",
                "IPv6 blocks are written as in RFC 5952.",
                "[{'cidrBlock':'2001:DB8::/48'}]")
            .then(ok(), unusedEntry("/results/0", "2001:db8::/48", "{member}")),
        add(
                "add-mapped",
                "B 10",
                "An IPv4-mapped address is the IPv4 address.",
                "[{'ipAddress':'::ffff:198.51.100.7'}]")
            .then(ok(), unusedEntry("/results/0", "198.51.100.7/32", "{member}")),
        add(
                "add-mapped-block",
                "B 31",
                "A mapped block of 96 bits or more is the IPv4 block.",
                "[{'cidrBlock':'::ffff:203.0.113.0/120'}]")
            .then(ok(), unusedEntry("/results/0", "203.0.113.0/24", "{member}")),
        text("word", "1.10", "A text that is no address is refused", "nonsense"),
        text("name", "B 11", "Names are never looked up", "localhost"),
        text("leading-zero", "B 11", "Leading zeros are refused", "198.051.100.7"),
        text("hex", "B 11", "Hexadecimal parts are refused", "0xc6.51.100.7"),
        text("octal", "B 11", "Octal parts are refused", "0306.51.100.7"),
        text("short", "B 11", "Short forms are refused", "198.51.7"),
        text("number", "B 11", "Plain numbers are refused", "3325256711"),
        text("blank", "B 11", "Blanks are refused", " 198.51.100.7"),
        text("big", "B 11", "Parts over 255 are refused", "198.51.100.256"),
        text("zone", "B 10", "IPv6 zones are refused", "fe80::1%eth0"),
        text("empty", "B 11", "An empty address is refused", ""),
        bad("block-long", "A length over 32 is refused.", "[{'cidrBlock':'203.0.113.0/33'}]")
            .then(
                refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "203.0.113.0/33"),
                detail("The address 203.0.113.0/33 must be in valid IP address or CIDR notation.")),
        bad("block-mask", "A net mask is refused.", "[{'cidrBlock':'203.0.113.0/255.255.255.0'}]")
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION")),
        bad("block-word", "A text that is no block is refused.", "[{'cidrBlock':'everywhere'}]")
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "everywhere")),
        bad(
                "address-block",
                "A block in `ipAddress` is refused.",
                "[{'ipAddress':'203.0.113.0/24'}]")
            .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "203.0.113.0/24")),
        forbidden(
            "unspecified", "B 9", "The unspecified address is forbidden", "ipAddress", "0.0.0.0"),
        forbidden(
            "unspecified-32",
            "1.10",
            "The unspecified address is forbidden as a block",
            "cidrBlock",
            "0.0.0.0/32"),
        forbidden(
            "unspecified-v6",
            "B 9",
            "The unspecified IPv6 address is forbidden",
            "ipAddress",
            "::"),
        forbidden(
            "everybody",
            "B 9",
            "The block of all IPv4 addresses is forbidden",
            "cidrBlock",
            "0.0.0.0/0"),
        forbidden(
            "everybody-host-bits",
            "B 8, B 9",
            "The block of all IPv4 addresses is forbidden with host bits",
            "cidrBlock",
            "203.0.113.9/0"),
        forbidden(
            "everybody-v6",
            "B 9",
            "The block of all IPv6 addresses is forbidden",
            "cidrBlock",
            "::/0"),
        forbidden(
            "everybody-mapped",
            "B 31",
            "The block of all IPv4 addresses is forbidden in its mapped form",
            "cidrBlock",
            "::ffff:0:0/96"),
        add(
                "add-half",
                "B 9",
                "The block of half of all addresses is allowed.",
                "[{'cidrBlock':'0.0.0.0/1'}]")
            .then(ok(), list(1)));
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

  private static Row text(String id, String section, String rule, String address) {
    return add("add-text-" + id, section, rule + ".", "[{'ipAddress':'" + address + "'}]")
        .then(refused(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", address))
        .afterwards(get(LIST).as("owner"), list(0));
  }

  private static Row forbidden(
      String id, String section, String rule, String field, String address) {
    return add("add-" + id, section, rule + ".", "[{'" + field + "':'" + address + "'}]")
        .then(refused(400, "CANNOT_ADD_IP_ADDRESS_TO_API_KEY_WHITELIST"))
        .afterwards(get(LIST).as("owner"), list(0));
  }
}
