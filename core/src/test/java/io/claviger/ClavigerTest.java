package io.claviger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.KeyKind;
import io.claviger.model.TokenFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClavigerTest {
  @Test
  void declaredFormatsAreListedInTheirOrder() {
    TokenFormat live = TokenFormat.of("acme_live");
    TokenFormat test = TokenFormat.of("acme_test");
    TokenFormat robot = TokenFormat.of("acme_robot");
    Claviger.Builder builder = Claviger.builder(ScriptedStore.empty());
    assertEquals(List.of(), builder.build().tokenFormats());
    builder.clientKind(new KeyKind("robot"), robot).clientKind(new KeyKind("bot"), live);
    assertEquals(List.of(robot, live), builder.build().tokenFormats());
    builder.tokens(live, test);
    assertEquals(List.of(live, test, robot), builder.build().tokenFormats());
  }
}
