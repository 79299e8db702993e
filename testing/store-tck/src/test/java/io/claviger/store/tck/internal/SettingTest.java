package io.claviger.store.tck.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Setting WALKS = new Setting("walks", 1, 60);

  @Test
  void isAbsentOrInBounds() {
    assertEquals(OptionalLong.empty(), WALKS.value(null));
    assertEquals(OptionalLong.of(1), WALKS.value("1"));
    assertEquals(OptionalLong.of(60), WALKS.value("60"));
  }

  @Test
  void whatIsNoSuchNumberIsToldWithTheName() {
    for (String wrong : List.of("0", "61", "-1", "5m", "", "9223372036854775808")) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> WALKS.value(wrong));

      assertEquals(
          "-Dwalks=" + wrong + "; must be a whole number from 1 to 60", error.getMessage());
    }
  }
}
