package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of an answer that asks who one is. */
final class Challenges {
  /** That of the service to the letter, with its nonce and whether it is stale. */
  static final Pattern PATTERN =
      Pattern.compile(
          "Digest realm=\"MMS Public API\", domain=\"\", nonce=\"([0-9A-Za-z_-]+)\", algorithm=MD5, qop=\"auth\", stale=(true|false)");

  private Challenges() {}

  /** The answer to whoever is not known: how to say who one is, and nothing else. */
  static Check challenged() {
    return challenged("401 with a challenge, `UNEXPECTED_ERROR`", false);
  }

  /** The answer to who is known, but has to sign once more. */
  static Check stale() {
    return challenged("401 with a challenge, `stale=true` and a new nonce", true);
  }

  private static Check challenged(String says, boolean stale) {
    return Check.of(
        says,
        (answer, world) -> {
          assertEquals(401, answer.status());
          assertEquals("application/json", answer.headers().get("content-type"));
          Matcher challenge = PATTERN.matcher(answer.challenges().get(0));
          assertTrue(challenge.matches(), () -> "challenge: " + answer.challenges());
          assertEquals(stale, Boolean.parseBoolean(challenge.group(2)), "stale");
          assertFalse(world.hasNonce(challenge.group(1)), "a nonce of before");
          assertEquals("You are not authorized for this resource.", answer.at("/detail").asText());
          assertEquals(401, answer.at("/error").asInt());
          assertEquals("UNEXPECTED_ERROR", answer.at("/errorCode").asText());
          assertEquals("Unauthorized", answer.at("/reason").asText());
        });
  }

  /** Exactly these in this order, where … stands for a nonce. */
  static Check challenges(String... values) {
    return Check.of(
        "the challenges " + Arrays.stream(values).map(v -> "`" + v + "`").toList(),
        (answer, world) ->
            assertEquals(
                List.of(values),
                answer.challenges().stream()
                    .map(value -> value.replaceFirst("nonce=\"[0-9A-Za-z_-]+\"", "nonce=\"…\""))
                    .toList()));
  }
}
