package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.SecretHint;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class TextsTest {
  private static final List<Consumer<String>> READERS =
      List.of(
          OrganizationId::new,
          ApiKeyId::new,
          PublicKey::new,
          PrivateKey::of,
          Role::new,
          Permission::new,
          SecretHint::new,
          IpAddress::parse,
          CidrBlock::parse,
          text -> CidrBlock.parse(text, CidrBlock.HostBits.CLEAR),
          text -> NewApiKey.of(text, Role.ORG_MEMBER),
          text -> Labels.of(Map.of(text, text)),
          Caller::application);

  @Property
  void aDisplayTextIsAccepted(@ForAll("displayTexts") String text) {
    assertEquals(text, NewApiKey.of(text, Role.ORG_MEMBER).description());
    assertEquals(text, Caller.user(text).actor().name());
    assertEquals(Map.of(text, text), Labels.of(Map.of(text, text)).values());
  }

  @Property
  void theShortestAndTheLongestComeOften(@ForAll("displayTexts") String text) {
    int length = text.codePointCount(0, text.length());
    Statistics.label("length").collect(length == 1 ? "1" : length == 250 ? "250" : "between");
    Statistics.label("length")
        .coverage(
            coverage -> {
              coverage.check("1").percentage(percent -> percent > 3);
              coverage.check("250").percentage(percent -> percent > 3);
            });
    Statistics.label("beyond the basic plane")
        .collect(text.length() > length)
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 10));
  }

  @Property
  void aRefusedTextIsRefused(@ForAll("refusedTexts") String text) {
    assertThrows(InvalidValueException.class, () -> NewApiKey.of(text, Role.ORG_MEMBER));
    assertThrows(InvalidValueException.class, () -> Caller.application(text));
  }

  @Property
  void everyReaderReadsOrRefuses(@ForAll("hostileTexts") String text) {
    for (Consumer<String> reader : READERS) {
      try {
        reader.accept(text);
      } catch (InvalidValueException refused) {
        assertTrue(refused.getMessage().length() < 1500, refused.getMessage());
        assertTrue(
            refused.getMessage().chars().noneMatch(Character::isISOControl), refused.getMessage());
      }
    }
    assertDoesNotThrow(() -> Credential.pair(text, text));
  }

  @Provide
  Arbitrary<String> displayTexts() {
    return ArbitraryTexts.displayTexts();
  }

  @Provide
  Arbitrary<String> refusedTexts() {
    return ArbitraryTexts.refusedTexts();
  }

  @Provide
  Arbitrary<String> hostileTexts() {
    return ArbitraryTexts.hostileTexts();
  }
}
