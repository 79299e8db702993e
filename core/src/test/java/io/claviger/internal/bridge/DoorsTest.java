package io.claviger.internal.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.Claviger;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.LookupSecret;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DoorsTest {
  @Test
  void managementIsBehindTheDoorOfClaviger() {
    ApiKeyStore store = ScriptedStore.empty();
    Claviger claviger = Claviger.of(store);
    assertSame(store, Doors.through(claviger, Management.class).store());
    assertThrows(ClassCastException.class, () -> Doors.through(claviger, ApiKeyStore.class));
  }

  @Test
  void aClassOpensNoSecondDoor() {
    SecretHints<LookupSecret> hints = Doors.hints(LookupSecret.class);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> Doors.open(LookupSecret.class, hints));
    assertEquals(
        "io.claviger.spi.LookupSecret has a door, and opens no second one", refused.getMessage());
    assertSame(hints, Doors.hints(LookupSecret.class));
    Claviger claviger = Claviger.of(ScriptedStore.empty());
    Function<Claviger, Object> another = it -> "another";
    assertThrows(IllegalStateException.class, () -> Doors.open(Claviger.class, another));
    assertThrows(ClassCastException.class, () -> Doors.through(claviger, String.class));
  }

  @Test
  void otherClassesHaveNone() {
    assertThrows(NullPointerException.class, () -> Doors.through("a text", String.class));
    assertThrows(NullPointerException.class, () -> Doors.hints(String.class));
  }
}
