package io.claviger.internal.credential;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HashTextTest {
  @Property
  void aHashIsFoundBehindAnything(@ForAll @Size(max = 40) byte[] hash, @ForAll String before) {
    assertTrue(HashText.isAt(before + HashText.encode(hash), before.length(), hash));
  }

  @Property
  void oneOtherDigitIsNoticed(
      @ForAll @Size(32) byte[] hash, @ForAll @IntRange(max = 42) int place) {
    StringBuilder text = new StringBuilder(HashText.encode(hash));
    text.setCharAt(place, text.charAt(place) == 'A' ? 'B' : 'A');

    assertFalse(HashText.isAt(text.toString(), 0, hash));
  }

  @Property
  void anotherLengthIsNoticed(@ForAll @Size(32) byte[] hash) {
    String text = HashText.encode(hash);

    assertFalse(HashText.isAt(text + "A", 0, hash));
    assertFalse(HashText.isAt(text, 1, hash));
    assertFalse(HashText.isAt(text.substring(1), 0, hash));
  }

  @Test
  void aTextThatEndsBeforeIsNone() {
    assertFalse(HashText.isAt("", 0, new byte[32]));
    assertTrue(HashText.isAt("", 0, new byte[0]));
  }
}
