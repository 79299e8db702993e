package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.post;
import static io.claviger.atlas.conformance.Challenges.challenged;
import static io.claviger.atlas.conformance.Challenges.challenges;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.status;
import static io.claviger.atlas.conformance.Documents.list;
import static io.claviger.atlas.conformance.Givens.deleted;
import static io.claviger.atlas.conformance.Givens.disabled;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.keyUntil;
import static io.claviger.atlas.conformance.Givens.later;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.requiresWhitelist;
import static io.claviger.atlas.conformance.Givens.takesBasic;
import static io.claviger.atlas.conformance.Row.row;

import java.time.Duration;

/** Who is let in at all (sections 1.13 number 6 and 3.1; Appendix B 26). */
final class AuthenticationRows {
  private static final String KEYS = "/orgs/{org}/apiKeys";

  private AuthenticationRows() {}

  static Table table() {
    return Table.of(
        "Authentication",
        row("auth-known", "3.1", "A key is admitted with its public and its private key.")
            .when(get(KEYS).as("owner"))
            .then(ok(), list(1)),
        row("auth-nobody", "3.1", "Without credentials there is a challenge.")
            .when(get(KEYS))
            .then(challenged()),
        row("auth-wrong", "3.1", "A wrong private key gets the same challenge.")
            .when(get(KEYS).as("wrong key of owner"))
            .then(challenged()),
        row("auth-unknown", "3.1", "An unknown public key gets the same challenge.")
            .when(get(KEYS).as(Call.UNKNOWN))
            .then(challenged()),
        row("auth-deleted", "3.1", "A key that was deleted gets the same challenge.")
            .given(key("gone", "ORG_OWNER"), deleted("gone"))
            .when(get(KEYS).as("gone"))
            .then(challenged()),
        row("auth-disabled", "3.1", "A key that is disabled gets the same challenge.")
            .given(key("off", "ORG_OWNER"), disabled("off"))
            .when(get(KEYS).as("off"))
            .then(challenged()),
        row(
                "auth-not-expired",
                "B 26",
                "A key is admitted until the last instant before its expiry.")
            .given(
                keyUntil("brief", "ORG_OWNER", Duration.ofHours(1)),
                later(Duration.ofHours(1).minusNanos(1000)))
            .when(get(KEYS).as("brief"))
            .then(ok()),
        row("auth-expired", "B 26", "A key is expired at the instant of its expiry.")
            .given(keyUntil("brief", "ORG_OWNER", Duration.ofHours(1)), later(Duration.ofHours(1)))
            .when(get(KEYS).as("brief"))
            .then(challenged()),
        row("auth-basic", "5", "With `--basic`, the server accepts HTTP Basic.")
            .given(takesBasic())
            .when(get(KEYS).as("owner").with("Authorization", "Basic {owner.basic}"))
            .then(ok(), list(1)),
        row(
                "auth-basic-challenges",
                "5 (1)",
                "With `--basic`, the server offers Digest first, then Basic.")
            .given(takesBasic())
            .when(get(KEYS))
            .then(status(401), challenges(DigestRows.CHALLENGE, "Basic realm=\"MMS Public API\"")),
        row("auth-digest-beside-basic", "5", "With `--basic`, the server still accepts Digest.")
            .given(takesBasic())
            .when(get(KEYS).as("owner"))
            .then(ok(), list(1)),
        row(
                "auth-basic-untold",
                "3.1",
                "Without `--basic`, a correct pair in HTTP Basic gets a challenge.")
            .when(get(KEYS).as("owner").with("Authorization", "Basic {owner.basic}"))
            .then(challenged()),
        row(
                "auth-no-basic",
                "3.1",
                "A malformed Basic header gets the same challenge as a wrong key.")
            .given(takesBasic())
            .when(get(KEYS).with("Authorization", "Basic !!!"))
            .then(challenged()),
        row("auth-scheme", "3.1", "An unknown scheme gets the same challenge as a wrong key.")
            .when(get(KEYS).with("Authorization", "Negotiate abcdef"))
            .then(challenged()),
        row(
                "auth-body-drained",
                "3.1",
                "A first request without credentials may carry the whole body; it is read and changes nothing.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}"))
            .then(challenged())
            .afterwards(get(KEYS).as("owner"), list(1)),
        row(
                "auth-malformed-body",
                "3.1",
                "Without credentials there is a challenge, even if the body is malformed.")
            .when(post(KEYS, "{'desc':"))
            .then(challenged()),
        row(
                "auth-unknown-organization",
                "3.1",
                "Without credentials there is a challenge, even if the organization does not exist.")
            .when(get("/orgs/{unknown}/apiKeys"))
            .then(challenged()),
        row(
                "auth-unknown-key",
                "3.1",
                "Without credentials there is a challenge, even if the key does not exist.")
            .when(get(KEYS + "/{unknown}"))
            .then(challenged()),
        row(
                "auth-wrong-before-address",
                "1.13",
                "A wrong private key is 401 even from an unlisted address, so that it never reveals a list.")
            .given(listedKey("bound", "ORG_OWNER", "127.0.0.2"))
            .when(get(KEYS).as("wrong key of bound").from("127.0.0.3"))
            .then(challenged()),
        row(
                "auth-wrong-required",
                "1.13",
                "A wrong private key does not reveal that the organization requires whitelists.")
            .given(requiresWhitelist())
            .when(get(KEYS).as("wrong key of owner"))
            .then(challenged()),
        row("auth-envelope", "B 18", "In an envelope, too, the status of the challenge is 401.")
            .when(get(KEYS + "?envelope=true"))
            .then(status(401), is("/status", 401), is("/content/errorCode", "UNEXPECTED_ERROR")));
  }
}
