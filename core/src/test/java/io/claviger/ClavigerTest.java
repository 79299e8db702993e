package io.claviger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.internal.management.Management;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.KeyKind;
import io.claviger.model.TokenFormat;
import io.claviger.spi.ApiKeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClavigerTest {
  @Test
  void onlyManagementIsUnwrapped() {
    ApiKeyStore store = ScriptedStore.empty();
    Claviger claviger = Claviger.of(store);
    assertSame(store, claviger.unwrap(Management.class).store());
    String message =
        assertThrows(IllegalArgumentException.class, () -> claviger.unwrap(ApiKeyStore.class))
            .getMessage();
    assertEquals(
        "cannot unwrap io.claviger.spi.ApiKeyStore; only"
            + " io.claviger.internal.management.Management can be unwrapped, by modules of this"
            + " library",
        message);
    assertThrows(IllegalArgumentException.class, () -> claviger.unwrap(Object.class));
  }

  @Test
  void declaredFormatsAreListedInTheirOrder() {
    TokenFormat live = TokenFormat.of("acme_live");
    TokenFormat test = TokenFormat.of("acme_test");
    TokenFormat robot = TokenFormat.of("acme_robot");
    Claviger.Builder builder = Claviger.builder(ScriptedStore.empty());
    assertEquals(List.of(), builder.build().tokenFormats());
    builder.clients(new KeyKind("robot"), robot).clients(new KeyKind("bot"), live);
    assertEquals(List.of(robot, live), builder.build().tokenFormats());
    builder.tokens(live, test);
    assertEquals(List.of(live, test, robot), builder.build().tokenFormats());
  }
}
