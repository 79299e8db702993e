package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.SETTINGS;
import static io.claviger.http.digest.DigestFixture.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Authenticated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An answer is admitted as long as it still says the same, and never throws. */
class DigestFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> SAID =
      List.of("username", "realm", "nonce", "uri", "cnonce", "qop");
  private static final String PIECES = ",=\"\\ \t/aZ09-_*\n\u00e9\u0000";

  private final SplittableRandom random = new SplittableRandom(20261124);
  private final DigestFixture fixture = new DigestFixture();
  private final DigestServer server = fixture.over(SETTINGS.withUsesPerNonce(100_000));
  private final String nonce = server.nonce();

  @Test
  void whatASpoiledAnswerSaysDecides() {
    int admitted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String good =
          fixture.client.answer(DigestAlgorithm.MD5, "GET", TARGET, nonce, "%08x".formatted(round));
      String spoiled = good;
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        spoiled = spoil(spoiled);
      }
      boolean same = saysTheSame(good, spoiled);
      assertEquals(same, isAdmitted(spoiled), spoiled);
      admitted += same ? 1 : 0;
    }
    assertTrue(admitted > ROUNDS / 100 && admitted < ROUNDS / 2, admitted + " admitted");
  }

  private boolean isAdmitted(String answer) {
    return server.authenticate(new DigestServer.Request("GET", TARGET, List.of(answer)))
        instanceof Authenticated;
  }

  private String spoil(String answer) {
    int start = random.nextInt(answer.length() + 1);
    int end = Math.min(answer.length(), start + random.nextInt(4));
    String piece = String.valueOf(PIECES.charAt(random.nextInt(PIECES.length())));
    return switch (random.nextInt(6)) {
      case 0 -> answer.substring(0, start) + answer.substring(end);
      case 1 -> answer.substring(0, start) + piece + answer.substring(start);
      case 2 -> answer.substring(0, start) + piece + answer.substring(end);
      case 3 -> answer.substring(0, start) + upper(answer.substring(start));
      case 4 -> answer.replace(", ", random.nextBoolean() ? " ,\t" : ",,");
      default -> swapped(answer);
    };
  }

  /** Two parameters change their places, or one comes twice. */
  private String swapped(String answer) {
    String[] parameters = answer.substring("Digest ".length() - 1).split(",", -1);
    int one = random.nextInt(parameters.length);
    int other = random.nextInt(parameters.length);
    String kept = parameters[one];
    parameters[one] = parameters[other];
    if (random.nextInt(10) > 0) {
      parameters[other] = kept;
    }
    return "Digest " + String.join(",", parameters);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Beside spelling; the case of hexadecimal digits says nothing, but that of nc is hashed. */
  private static boolean saysTheSame(String good, String spoiled) {
    Map<String, String> before = ParameterOracle.read(good).orElseThrow();
    Optional<Map<String, String>> after = ParameterOracle.read(spoiled);
    return after.isPresent()
        && SAID.stream().allMatch(name -> before.get(name).equals(after.get().get(name)))
        && before.get("nc").equals(after.get().get("nc"))
        && before.get("response").equalsIgnoreCase(after.get().getOrDefault("response", ""))
        && after.get().getOrDefault("algorithm", "MD5").equalsIgnoreCase("MD5")
        && !after.get().containsKey("username*");
  }
}
