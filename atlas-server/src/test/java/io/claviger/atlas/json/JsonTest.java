package io.claviger.atlas.json;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class JsonTest {
  /** A whitelist of 200 entries has some 800. */
  @Test
  void whatHasMorePartsThanAnyRequestNeedsIsNotRead() {
    assertTrue(reads(9_999));
    assertFalse(reads(10_000));
  }

  /** An array of so many objects; each has two tokens. */
  private static boolean reads(int objects) {
    String text = "[" + String.join(",", Collections.nCopies(objects, "{}")) + "]";
    return Json.read(text.getBytes(StandardCharsets.UTF_8)).isPresent();
  }
}
