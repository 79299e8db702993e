package io.claviger.internal.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenCredentialsTest {
  private static final String LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int DRAWN = 12_400;

  private final TokenCredentials acme = new TokenCredentials("acme");
  private final SplittableRandom random = new SplittableRandom(20261124);

  @Test
  void aTokenIsPrefixPublicIdSecretAndChecksum() {
    PublicKey publicKey = new PublicKey("0000000000000000");
    String token = acme.privateKey(publicKey, () -> 0).reveal();
    assertEquals("acme_0000000000000000_" + "0".repeat(43) + "3bq6MF", token);
    assertEquals("acme_abcdefgh_", token("abcdefgh").substring(0, 14), "made for a pair once");
    assertEquals(
        105,
        new TokenCredentials("a".repeat(22))
            .privateKey(new PublicKey("z".repeat(32)), random)
            .reveal()
            .length());
  }

  @Test
  void thePublicHalfHas16CharactersOfWhichNoneIsFavoured() {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.add(acme.publicKey(random).value());
    }
    assertEquals(DRAWN, new HashSet<>(drawn).size());
    // 35 degrees of freedom: one of 16 positions is above 76.8 by chance once in a thousand.
    assertEven(drawn, 16, LOWER, 76.8);
  }

  @Test
  void noCharacterOfTheSecretIsFavouredInAnyPosition() {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      String token = token("abcdefgh");
      drawn.add(token.substring(14, 14 + 43));
    }
    assertEquals(DRAWN, new HashSet<>(drawn).size());
    // 61 degrees of freedom: one of 43 positions is above 117 by chance once in a thousand.
    assertEven(drawn, 43, DIGITS, 117);
  }

  /** The seed is fixed: what is even today is so for ever. */
  private static void assertEven(List<String> drawn, int length, String alphabet, double limit) {
    assertTrue(drawn.stream().allMatch(text -> text.length() == length));
    for (int position = 0; position < length; position++) {
      double chiSquare = chiSquare(drawn, position, alphabet);
      assertTrue(chiSquare < limit, "chi-square " + chiSquare + " at " + position);
    }
  }

  private static double chiSquare(List<String> drawn, int position, String alphabet) {
    int[] counts = new int[alphabet.length()];
    drawn.forEach(text -> counts[alphabet.indexOf(text.charAt(position))]++);
    double expected = (double) drawn.size() / alphabet.length();
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  private String token(String publicKey) {
    return acme.privateKey(new PublicKey(publicKey), random).reveal();
  }
}
