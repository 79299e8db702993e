package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Challenges.stale;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.disabled;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.later;
import static io.claviger.atlas.conformance.Givens.nonce;
import static io.claviger.atlas.conformance.Givens.refusedBefore;
import static io.claviger.atlas.conformance.Givens.sent;
import static io.claviger.atlas.conformance.Givens.signedCounting;
import static io.claviger.atlas.conformance.Row.row;

import io.claviger.atlas.Signing;
import java.time.Duration;

/** How often and how long a nonce may be used (Appendix B 20 and 29). */
final class NonceRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";
  private static final String CREATE = "{'desc':'nightly','roles':['ORG_MEMBER']}";
  private static final Signing N = Signing.of("{n}");

  private NonceRows() {}

  static Table table() {
    return Table.of(
        "HTTP Digest: nonces",
        used("nonce-again", "5 (3), B 20", "A nonce may be used again with a higher `nc`.", 1)
            .when(use("owner", 2))
            .then(ok(), list(1)),
        used("nonce-order", "5 (3), B 20", "A nonce may be used again with a lower unused `nc`.", 7)
            .when(use("owner", 2))
            .then(ok(), list(1)),
        row("nonce-first-use", "5 (3)", "The first use of a nonce may have `nc` 4.")
            .given(nonce("n"))
            .when(use("owner", 4))
            .then(ok(), list(1)),
        used(
                "nonce-repeated",
                "B 20, B 29",
                "A repeated `nc` is refused with a new nonce, which the client may then use.",
                7)
            .when(use("owner", 7))
            .then(stale())
            .afterwards(
                get(KEYS).as("owner").signed(Signing.of("{answer.nonce}").count(7)), ok(), list(1)),
        row(
                "nonce-replayed",
                "B 29",
                "A request that was sent once cannot be sent again to change more.")
            .given(nonce("n"), sent(1, post(KEYS, CREATE).as("owner").signed(N)))
            .when(post(KEYS, CREATE).as("owner").signed(N))
            .then(stale())
            .afterwards(get(KEYS).as("owner"), list(2)),
        row("nonce-each", "3.1", "Each nonce has its own count.")
            .given(nonce("m"), sent(1, get(KEYS).as("owner").signed(Signing.of("{m}"))), nonce("n"))
            .when(use("owner", 1))
            .then(ok(), list(1)),
        row("nonce-young", "B 20", "A nonce is valid for a minute.")
            .given(nonce("n"), later(Duration.ofSeconds(60).minusNanos(1000)))
            .when(use("owner", 1))
            .then(ok(), list(1)),
        row("nonce-old", "3.1, B 20", "A nonce that is a minute old is stale.")
            .given(nonce("n"), later(Duration.ofSeconds(60)))
            .when(use("owner", 1))
            .then(stale())
            .afterwards(
                get(KEYS).as("owner").signed(Signing.of("{answer.nonce}").count(2)), ok(), list(1)),
        row("nonce-foreign", "3.1", "A nonce that the server did not make is stale.")
            .when(get(KEYS).as("owner").signed(Signing.of("dcd98b7102dd2f0e8b11d0f600bfb0c0")))
            .then(stale()),
        row("nonce-last-use", "B 20", "A nonce is valid for 1024 uses.")
            .given(nonce("n"), signedCounting(1023, get(KEYS).as("owner").signed(N)))
            .when(use("owner", 1024))
            .then(ok())
            .afterwards(use("owner", 1025), stale()),
        row("nonce-old-wrong", "3.1", "An unknown sender never gets a stale challenge.")
            .given(nonce("n"), later(Duration.ofSeconds(60)))
            .when(use("wrong key of owner", 1))
            .then(challenged()),
        row("nonce-old-disabled", "3.1", "A disabled key never gets a stale challenge.")
            .given(
                key("off", "ORG_OWNER"), disabled("off"), nonce("n"), later(Duration.ofSeconds(60)))
            .when(use("off", 1))
            .then(challenged()),
        row("nonce-unspent", "B 29", "A use by an unknown sender does not count.")
            .given(nonce("n"), refusedBefore(use("wrong key of owner", 1)))
            .when(use("owner", 1))
            .then(ok(), list(1)));
  }

  private static Row used(String id, String section, String rule, int count) {
    return row(id, section, rule).given(nonce("n"), sent(1, use("owner", count)));
  }

  private static Call use(String who, int count) {
    return get(KEYS).as(who).signed(N.count(count));
  }
}
