package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Peppers;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is passed, and is found at once. */
class NullArgumentsTest {
  private static final DigestSettings SETTINGS = DigestSettings.of("realm", DigestAlgorithm.MD5);
  private static final Peppers PEPPERS = Peppers.of(1, new SecureRandom().generateSeed(32));

  @TestFactory
  Stream<DynamicTest> nullIsRefusedWithTheNameOfTheParameter() {
    return Stream.of(
        refuses("realm", () -> DigestSettings.of(null, DigestAlgorithm.MD5)),
        refuses("first", () -> DigestSettings.of("realm", null)),
        refuses(
            "more",
            () -> DigestSettings.of("realm", DigestAlgorithm.MD5, (DigestAlgorithm[]) null)),
        refuses("algorithms", () -> SETTINGS.withOffered((DigestAlgorithm[]) null)),
        refuses("lifetime", () -> SETTINGS.withNonceLifetime(null)),
        refuses("window", () -> SETTINGS.withReplayWindow(null)),
        refuses("wireName", () -> DigestAlgorithm.named(null)),
        refuses("nonce", () -> new NonceUse(null, Instant.EPOCH, Instant.EPOCH, 1, 1)),
        refuses("made", () -> new NonceUse("nonce", null, Instant.EPOCH, 1, 1)),
        refuses("expires", () -> new NonceUse("nonce", Instant.EPOCH, null, 1, 1)),
        refuses("settings", () -> Digest.of(null, PEPPERS)),
        refuses("peppers", () -> Digest.of(SETTINGS, null)),
        refuses("clock", () -> Digest.of(SETTINGS, PEPPERS, null, new SecureRandom())),
        refuses("random", () -> Digest.of(SETTINGS, PEPPERS, InstantSource.system(), null)),
        refuses("since", () -> ReplayWindow.inMemory(null)));
  }

  @Test
  void noAlgorithmIsNull() {
    assertThrows(
        NullPointerException.class,
        () -> DigestSettings.of("realm", DigestAlgorithm.MD5, (DigestAlgorithm) null));
    assertThrows(NullPointerException.class, () -> SETTINGS.withOffered((DigestAlgorithm) null));
  }

  private static DynamicTest refuses(String name, Executable call) {
    return dynamicTest(
        name,
        () -> assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}
