package io.claviger.spi.store;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.ApiKey;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredApiKeyTest {
  private static final Verifier VERIFIER = new Verifier("some$verifier");

  @Test
  void aSecretHasNoMoreVerifiersThanCanBeTold() {
    SecretInfo info = info(1);
    assertEquals(100, new StoredSecret(info, verifiers(100)).verifiers().size());
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> new StoredSecret(info, verifiers(101)));
    assertEquals(
        "invalid verifiers of a secret \"101\": must be at most 100, one for each scheme that applications still use",
        refused.getMessage());
  }

  @Test
  void aKeyHasNoMoreSecretsThanCanBeTold() {
    assertEquals(10_000, key(10_000).secrets().size());
    InvalidValueException refused = assertThrows(InvalidValueException.class, () -> key(10_001));
    assertEquals(
        "invalid secrets of a key \"10001\": must be at most 10000; delete some that have expired",
        refused.getMessage());
  }

  private static StoredApiKey key(int count) {
    ApiKey one = member(1);
    List<StoredSecret> secrets =
        IntStream.range(0, count)
            .mapToObj(number -> new StoredSecret(info(number), List.of(VERIFIER)))
            .toList();
    List<SecretInfo> infos = secrets.stream().map(StoredSecret::info).toList();
    return new StoredApiKey(ApiKey.of(one.identity(), one.settings(), infos), secrets);
  }

  private static SecretInfo info(int number) {
    return SecretInfo.of(
        secretId(number), SecretHint.hidden(), NOW, Optional.empty(), Optional.empty());
  }

  private static List<Verifier> verifiers(int count) {
    return Collections.nCopies(count, VERIFIER);
  }
}
