package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Documents.unusedEntry;
import static io.claviger.atlas.conformance.Documents.usedEntry;
import static io.claviger.atlas.conformance.Givens.later;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.refusedBefore;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** What entries tell of their use (section 1.1; Appendix B 19). */
final class UseRows {
  private static final String LIST = "/orgs/{org}/apiKeys/{member}/whitelist";
  private static final Call USE = get("/orgs/{org}/apiKeys/{member}").as("member");

  private UseRows() {}

  static Table table() {
    return Table.of(
        "Use of entries",
        listed("used", "1.1, B 19", "An entry counts the requests that it admitted.", "127.0.0.2")
            .given(sent(3, USE.from("127.0.0.2")))
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                usedEntry("/results/0", "127.0.0.2/32", "{member}", 3, "127.0.0.2"),
                is("/results/0/lastUsed", "2031-05-06T07:08:09Z")),
        listed(
                "used-block",
                "1.1",
                "The entry of a block shows the last address that used it.",
                "127.0.0.0/24")
            .given(
                sent(1, USE.from("127.0.0.2")),
                later(Duration.ofSeconds(61)),
                sent(1, USE.from("127.0.0.3")))
            .when(get(LIST + "/127.0.0.0%2F24").as("owner"))
            .then(
                ok(),
                usedEntry("", "127.0.0.0/24", "{member}", 2, "127.0.0.3"),
                is("/lastUsed", "2031-05-06T07:09:10Z")),
        listed(
                "used-specific",
                "B 19",
                "If several entries match, the most specific one counts the request.",
                "127.0.0.0/8",
                "127.0.0.0/30",
                "127.0.0.2")
            .given(sent(2, USE.from("127.0.0.2")))
            .when(get(LIST).as("owner"))
            .then(
                ok(),
                unusedEntry("/results/0", "127.0.0.0/8", "{member}"),
                unusedEntry("/results/1", "127.0.0.0/30", "{member}"),
                usedEntry("/results/2", "127.0.0.2/32", "{member}", 2, "127.0.0.2")),
        listed(
                "used-not-refused",
                "B 19",
                "A request that no entry admits is not counted.",
                "127.0.0.2")
            .given(refusedBefore(USE.from("127.0.0.3")))
            .when(get(LIST).as("owner"))
            .then(ok(), unusedEntry("/results/0", "127.0.0.2/32", "{member}")),
        listed(
                "used-wrong",
                "B 19",
                "A request with a wrong private key is not counted.",
                "127.0.0.2")
            .given(
                refusedBefore(
                    get("/orgs/{org}/apiKeys").as("wrong key of member").from("127.0.0.2")))
            .when(get(LIST).as("owner"))
            .then(ok(), unusedEntry("/results/0", "127.0.0.2/32", "{member}")),
        listed(
                "used-refused-later",
                "B 19",
                "A request that was admitted and then refused for its role is counted.",
                "127.0.0.2")
            .given(refusedBefore(get("/orgs/{org}/apiKeys/{owner}").as("member").from("127.0.0.2")))
            .when(get(LIST).as("owner"))
            .then(ok(), usedEntry("/results/0", "127.0.0.2/32", "{member}", 1, "127.0.0.2")),
        listed(
                "used-by-itself",
                "B 19",
                "A request that reads an entry is counted by that entry if it admitted the request.",
                "127.0.0.2")
            .when(get(LIST).as("member").from("127.0.0.2"))
            .then(ok(), usedEntry("/results/0", "127.0.0.2/32", "{member}", 1, "127.0.0.2")));
  }

  private static Row listed(String id, String section, String rule, String... blocks) {
    return row(id, section, rule).given(listedKey("member", "ORG_MEMBER", blocks));
  }
}
