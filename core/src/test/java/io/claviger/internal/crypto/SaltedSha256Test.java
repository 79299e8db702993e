package io.claviger.internal.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SaltedSha256Test {
  private static final int MAX_LENGTH = 80;

  /** A text that follows a longer one finds nothing of that in the buffer. */
  @Property
  void itIsThatOfThePlatform(
      @ForAll @Size(max = 64) byte[] salt,
      @ForAll @Size(max = 4)
          List<@StringLength(max = MAX_LENGTH) @CharRange(from = '!', to = '~') String> texts)
      throws GeneralSecurityException {
    SaltedSha256 hash = new SaltedSha256(salt, MAX_LENGTH);

    for (String text : texts) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      ByteBuffer expected =
          ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
      assertEquals(List.of(expected.getLong(), expected.getLong()), begin(hash, text));
    }
  }

  @Test
  void aTextThatIsTooLongIsRefusedAndSpoilsNothing() {
    SaltedSha256 hash = new SaltedSha256(new byte[12], MAX_LENGTH);
    List<Long> before = begin(hash, "a");

    assertThrows(IndexOutOfBoundsException.class, () -> begin(hash, "b".repeat(MAX_LENGTH + 1)));

    assertEquals(before, begin(hash, "a"));
  }

  private static List<Long> begin(SaltedSha256 hash, String text) {
    List<Long> begin = new ArrayList<>();
    int unused =
        hash.hash(
            text,
            begin,
            (list, high, low) -> {
              list.addAll(List.of(high, low));
              return 0;
            });
    return begin;
  }
}
