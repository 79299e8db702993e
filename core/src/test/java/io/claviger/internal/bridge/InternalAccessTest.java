package io.claviger.internal.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.Claviger;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.LookupSecret;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InternalAccessTest {
  @Test
  void managementIsReachedFromClaviger() {
    ApiKeyStore store = ScriptedStore.empty();
    Claviger claviger = Claviger.of(store);
    assertSame(store, InternalAccess.get(claviger, Management.class).store());
    assertThrows(ClassCastException.class, () -> InternalAccess.get(claviger, ApiKeyStore.class));
  }

  @Test
  void aClassRegistersOnce() {
    VerificationMemo<LookupSecret> memo = InternalAccess.memo(LookupSecret.class);
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> InternalAccess.register(LookupSecret.class, memo));
    assertEquals("io.claviger.spi.store.LookupSecret is registered already", refused.getMessage());
    assertSame(memo, InternalAccess.memo(LookupSecret.class));
    Claviger claviger = Claviger.of(ScriptedStore.empty());
    Function<Claviger, Object> another = it -> "another";
    assertThrows(
        IllegalStateException.class, () -> InternalAccess.register(Claviger.class, another));
    assertThrows(ClassCastException.class, () -> InternalAccess.get(claviger, String.class));
  }

  @Test
  void otherClassesHaveRegisteredNothing() {
    assertThrows(IllegalArgumentException.class, () -> InternalAccess.get("a text", String.class));
    assertThrows(IllegalArgumentException.class, () -> InternalAccess.memo(String.class));
  }
}
