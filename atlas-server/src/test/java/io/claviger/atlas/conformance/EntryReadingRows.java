package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Checks.absent;
import static io.claviger.atlas.conformance.Checks.column;
import static io.claviger.atlas.conformance.Checks.detail;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.matches;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Checks.size;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Documents.unusedEntry;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Row.row;

/** Reading whitelists (sections 1.8, 1.9; Appendix B 7, 10). */
final class EntryReadingRows {
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";

  private EntryReadingRows() {}

  static Table table() {
    return Table.of(
        "Read a whitelist",
        listed(
                "entries",
                "1.8",
                "An owner reads the whitelist of any key, ordered by address.",
                "203.0.113.0/24",
                "198.51.100.7")
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                list(2),
                unusedEntry("/results/0", "198.51.100.7/32", "{member}"),
                unusedEntry("/results/1", "203.0.113.0/24", "{member}")),
        listed(
                "entries-order",
                "1.8, B 23",
                "IPv4 comes before IPv6. Both are ordered by the number of the address.",
                "2001:db8::/32",
                "203.0.113.9",
                "198.51.100.70",
                "198.51.100.8",
                "::2")
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                column(
                    "/results",
                    "cidrBlock",
                    "198.51.100.8/32",
                    "198.51.100.70/32",
                    "203.0.113.9/32",
                    "::2/128",
                    "2001:db8::/32")),
        row("entries-none", "1.8", "An empty whitelist is an empty list.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(LIST).as("owner"))
            .then(ok(), list(0), size("/results", 0)),
        listed("entries-self", "B 1", "A key reads its own whitelist.", "127.0.0.1")
            .when(get(LIST).as("member"))
            .then(ok(), list(1)),
        listed(
                "entries-created",
                "1.1",
                "An entry has the time of its creation, in whole seconds of UTC.",
                "198.51.100.7")
            .when(get(LIST).as("owner"))
            .then(ok(), is("/results/0/created", "2031-05-06T07:08:09Z")),
        listed(
                "entries-links",
                "1.8",
                "Entries link to themselves. The slash of a block is escaped; a single address has no length.",
                "198.51.100.7",
                "203.0.113.0/24")
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                is("/results/0/links/0/href", "{site}/api/atlas/v1.0" + LIST + "/198.51.100.7"),
                is("/results/1/links/0/href", "{site}/api/atlas/v1.0" + LIST + "/203.0.113.0%2F24"),
                is(
                    "/links/0/href",
                    "{site}/api/atlas/v1.0"
                        + LIST
                        + "?includeCount=true&pageNum=1&itemsPerPage=100")),
        listed(
                "entries-denied",
                "1.2, 2.3",
                "A key that is no owner cannot read the whitelist of another key.",
                "127.0.0.1")
            .given(key("second", "ORG_READ_ONLY"))
            .when(get(LIST).as("second"))
            .then(
                refused(401, "API_KEY_WHITELIST_ACCESS_DENIED"),
                size("/parameters", 0),
                detail(
                    "API key whitelists are only accessible by the API key or by a user administrator.")),
        row(
                "entries-denied-unknown",
                "B 27",
                "A key that is no owner gets the same answer for a key that does not exist.")
            .given(key("second", "ORG_MEMBER"))
            .when(get("/orgs/{org}/apiKeys/{unknown}/whitelist").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED"), size("/parameters", 0)),
        row(
                "entries-unknown-key",
                "1.8",
                "The whitelist of a key that does not exist is not found.")
            .when(get("/orgs/{org}/apiKeys/{unknown}/whitelist").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{unknown}")),
        row(
                "entries-elsewhere",
                "B 5",
                "The whitelist of a key of another organization is not found.")
            .given(otherOrganization())
            .when(get("/orgs/{org}/apiKeys/{stranger}/whitelist").as("owner"))
            .then(refused(404, "API_KEY_NOT_FOUND", "{stranger}")),
        listed(
                "entries-stranger",
                "1.2",
                "Owners of other organizations cannot read a whitelist.",
                "127.0.0.1")
            .given(otherOrganization())
            .when(get(LIST).as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        listed(
                "entries-no-count",
                "1.8",
                "With `includeCount=false` a list of entries has no total.",
                "198.51.100.7")
            .when(get(LIST + "?includeCount=false").as("owner"))
            .then(ok(), absent("/totalCount"), size("/results", 1)),
        one("entry-address", "A single address is found by its text", "198.51.100.7")
            .then(
                ok(),
                unusedEntry("", "198.51.100.7/32", "{member}"),
                is("/links/0/href", "{site}/api/atlas/v1.0" + LIST + "/198.51.100.7")),
        one(
                "entry-address-32",
                "A single address is found with its length of 32",
                "198.51.100.7%2F32")
            .then(ok(), unusedEntry("", "198.51.100.7/32", "{member}")),
        one("entry-block", "A block is found with its slash escaped", "203.0.113.0%2F24")
            .then(
                ok(),
                unusedEntry("", "203.0.113.0/24", "{member}"),
                is("/links/0/href", "{site}/api/atlas/v1.0" + LIST + "/203.0.113.0%2F24"),
                absent("/ipAddress")),
        one("entry-block-lower", "The escape of the slash may be in lower case", "203.0.113.0%2f24")
            .then(ok(), unusedEntry("", "203.0.113.0/24", "{member}")),
        one("entry-v6", "An IPv6 address is found by its text", "2001:db8::%2F32")
            .then(ok(), unusedEntry("", "2001:db8::/32", "{member}")),
        one("entry-v6-spelling", "An IPv6 address is found in any spelling", "2001:0DB8:0:0::%2F32")
            .then(ok(), is("/cidrBlock", "2001:db8::/32")),
        one(
                "entry-mapped",
                "An IPv4-mapped IPv6 address finds the IPv4 address",
                "::ffff:198.51.100.7")
            .then(ok(), is("/cidrBlock", "198.51.100.7/32")),
        one("entry-covered", "An address inside a listed block is not found", "203.0.113.9")
            .then(refused(404, "API_KEY_WHITELIST_NOT_FOUND")),
        one("entry-other-length", "A block with another length is not found", "203.0.113.0%2F25")
            .then(refused(404, "API_KEY_WHITELIST_NOT_FOUND")),
        one("entry-unlisted", "An address that is not listed is not found", "192.0.2.1")
            .then(
                refused(404, "API_KEY_WHITELIST_NOT_FOUND"),
                is("/parameters/1", "{member}"),
                matches(
                    "/detail",
                    "IP address 192\\.0\\.2\\.1(/32)? not on whitelist for API key [0-9a-f]{24}\\.",
                    "the text with address and key")),
        row("entry-envelope", "1.1", "An entry is also answered in an envelope.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"))
            .when(get(LIST + "/198.51.100.7?envelope=true").as("owner"))
            .then(
                ok(),
                fieldsAt("", "content", "status"),
                unusedEntry("/content", "198.51.100.7/32", "{member}")),
        row("entry-denied", "1.2", "A key that is no owner cannot read an entry of another key.")
            .given(listedKey("member", "ORG_MEMBER", "198.51.100.7"), key("second", "ORG_MEMBER"))
            .when(get(LIST + "/198.51.100.7").as("second"))
            .then(refused(401, "API_KEY_WHITELIST_ACCESS_DENIED")));
  }

  private static Row listed(String id, String section, String rule, String... blocks) {
    return row(id, section, rule).given(listedKey("member", "ORG_MEMBER", blocks));
  }

  private static Row one(String id, String rule, String address) {
    return row(id, id.contains("v6") || id.contains("mapped") ? "1.9, B 10" : "1.9", rule + ".")
        .given(listedKey("member", "ORG_MEMBER", "198.51.100.7", "203.0.113.0/24", "2001:db8::/32"))
        .when(get(LIST + "/" + address).as("owner"));
  }
}
