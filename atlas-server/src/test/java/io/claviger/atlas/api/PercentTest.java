package io.claviger.atlas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PercentTest {
  @Test
  void wholeEscapesAreDecodedOnce() {
    assertEquals(Optional.of("203.0.113.0/24"), Percent.decode("203.0.113.0%2F24"));
    assertEquals(Optional.of("203.0.113.0/24"), Percent.decode("203.0.113.0%2f24"));
    assertEquals(Optional.of("203.0.113.0%2F24"), Percent.decode("203.0.113.0%252F24"));
    assertEquals(Optional.of("a+b"), Percent.decode("a+b"));
    assertEquals(Optional.of(""), Percent.decode(""));
    assertEquals(Optional.of("\u00e9"), Percent.decode("%C3%A9"));
  }

  @Test
  void anythingElseIsNoText() {
    for (String wrong :
        List.of("%", "%2", "a%2", "%2g", "%g2", "%%20", "%-1", "%E9", "%C3", "%ED%A0%80")) {
      assertEquals(Optional.empty(), Percent.decode(wrong), wrong);
    }
  }

  @Property
  void whatWasEscapedComesBack(@ForAll String text) {
    // The JDK writes a question mark for half of a surrogate pair, and a plus sign for a blank.
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String escaped = URLEncoder.encode(whole, StandardCharsets.UTF_8).replace("+", "%20");
    assertEquals(Optional.of(whole), Percent.decode(escaped));
  }

  @Property
  void nothingMakesItFail(@ForAll String text) {
    Percent.decode(text);
  }
}
