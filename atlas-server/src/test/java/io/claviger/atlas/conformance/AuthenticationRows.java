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
        row("auth-known", "3.1", "A key is let in with its public and its private key.")
            .when(get(KEYS).as("owner"))
            .then(ok(), list(1)),
        row("auth-nobody", "3.1", "Without credentials there is a challenge.")
            .when(get(KEYS))
            .then(challenged()),
        row("auth-wrong", "3.1", "A wrong private key gets the same challenge.")
            .when(get(KEYS).as("wrong key of owner"))
            .then(challenged()),
        row("auth-unknown", "3.1", "A public key that nobody has gets the same challenge.")
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
        row("auth-not-expired", "B 26", "A key is let in until the last instant before its expiry.")
            .given(
                keyUntil("brief", "ORG_OWNER", Duration.ofHours(1)),
                later(Duration.ofHours(1).minusNanos(1000)))
            .when(get(KEYS).as("brief"))
            .then(ok()),
        row("auth-expired", "B 26", "At the instant of its expiry a key is expired.")
            .given(keyUntil("brief", "ORG_OWNER", Duration.ofHours(1)), later(Duration.ofHours(1)))
            .when(get(KEYS).as("brief"))
            .then(challenged()),
        row("auth-basic", "5", "Where the server is told so, it takes Basic, too.")
            .given(takesBasic())
            .when(get(KEYS).as("owner").with("Authorization", "Basic {owner.basic}"))
            .then(ok(), list(1)),
        row("auth-basic-challenges", "5 (1)", "And offers that, behind Digest.")
            .given(takesBasic())
            .when(get(KEYS))
            .then(status(401), challenges(DigestRows.CHALLENGE, "Basic realm=\"MMS Public API\"")),
        row("auth-digest-beside-basic", "5", "Digest goes on then.")
            .given(takesBasic())
            .when(get(KEYS).as("owner"))
            .then(ok(), list(1)),
        row("auth-basic-untold", "3.1", "Otherwise the right pair is challenged, too.")
            .when(get(KEYS).as("owner").with("Authorization", "Basic {owner.basic}"))
            .then(challenged()),
        row("auth-no-basic", "3.1", "A header that is no credential gets the same challenge.")
            .given(takesBasic())
            .when(get(KEYS).with("Authorization", "Basic !!!"))
            .then(challenged()),
        row("auth-scheme", "3.1", "So does a scheme that is not known.")
            .when(get(KEYS).with("Authorization", "Negotiate abcdef"))
            .then(challenged()),
        row(
                "auth-body-drained",
                "3.1",
                "A first request without credentials may carry the whole body; it is read and changes nothing.")
            .when(post(KEYS, "{'desc':'nightly','roles':['ORG_MEMBER']}"))
            .then(challenged())
            .afterwards(get(KEYS).as("owner"), list(1)),
        row("auth-malformed-body", "3.1", "What the body says does not matter then.")
            .when(post(KEYS, "{'desc':"))
            .then(challenged()),
        row("auth-unknown-organization", "3.1", "Nor whether the organization exists.")
            .when(get("/orgs/{unknown}/apiKeys"))
            .then(challenged()),
        row("auth-unknown-key", "3.1", "Nor whether the key exists.")
            .when(get(KEYS + "/{unknown}"))
            .then(challenged()),
        row(
                "auth-wrong-before-address",
                "1.13",
                "A wrong private key is 401 also from an address that is not listed, so that it never reveals a list.")
            .given(listedKey("bound", "ORG_OWNER", "127.0.0.2"))
            .when(get(KEYS).as("wrong key of bound").from("127.0.0.3"))
            .then(challenged()),
        row(
                "auth-wrong-required",
                "1.13",
                "Nor does it reveal that the organization requires whitelists.")
            .given(requiresWhitelist())
            .when(get(KEYS).as("wrong key of owner"))
            .then(challenged()),
        row("auth-envelope", "B 18", "The challenge keeps its status in an envelope, too.")
            .when(get(KEYS + "?envelope=true"))
            .then(status(401), is("/status", 401), is("/content/errorCode", "UNEXPECTED_ERROR")));
  }
}
