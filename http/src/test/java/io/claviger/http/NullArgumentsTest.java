package io.claviger.http;

import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Peppers;
import io.claviger.access.Rejected;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestRequest;
import io.claviger.http.digest.DigestResult;
import io.claviger.http.digest.DigestSettings;
import io.claviger.http.digest.NonceUse;
import io.claviger.http.digest.ReplayWindow;
import io.claviger.model.CidrBlock;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is handed in, and is found out at once. */
class NullArgumentsTest {
  private static final DigestSettings SETTINGS = DigestSettings.of("realm", DigestAlgorithm.MD5);
  private static final Peppers PEPPERS = Peppers.of(1, new SecureRandom().generateSeed(32));

  @TestFactory
  Stream<DynamicTest> noMethodTakesNull() {
    return Stream.<Executable>of(
            () -> AuthorizationHeader.credential(null),
            () -> AuthorizationHeader.credential(Arrays.asList((String) null)),
            () -> AuthorizationHeader.credential(Arrays.asList("Basic", null)),
            () -> new ClientAddress.Known(null),
            () -> new ClientAddress.Unknown(null),
            () -> TrustedProxies.xForwardedFor((CidrBlock) null),
            () -> TrustedProxies.xForwardedFor(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.forwarded((CidrBlock) null),
            () -> TrustedProxies.forwarded(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.none().clientOf(null, List.of()),
            () -> TrustedProxies.none().clientOf(ip("::1"), null),
            () -> TrustedProxies.none().clientOf(ip("::1"), Arrays.asList("", null)),
            () -> DigestSettings.of(null, DigestAlgorithm.MD5),
            () -> DigestSettings.of("realm", null),
            () -> DigestSettings.of("realm", DigestAlgorithm.MD5, (DigestAlgorithm) null),
            () -> SETTINGS.offering((DigestAlgorithm) null),
            () -> SETTINGS.nonceLifetime(null),
            () -> SETTINGS.replayWindow(null),
            () -> DigestAlgorithm.named(null),
            () -> new DigestRequest(null, "/", List.of()),
            () -> new DigestRequest("GET", null, List.of()),
            () -> new DigestRequest("GET", "/", null),
            () -> new DigestRequest("GET", "/", Arrays.asList((String) null)),
            () -> new DigestResult.Accepted(null),
            () -> new DigestResult.Refused(null, Optional.empty()),
            () -> new DigestResult.Refused(new Rejected(Rejected.Reason.MISSING), null),
            () -> new NonceUse(null, Instant.EPOCH, Instant.EPOCH, 1, 1),
            () -> new NonceUse("nonce", null, Instant.EPOCH, 1, 1),
            () -> new NonceUse("nonce", Instant.EPOCH, null, 1, 1),
            () -> Digest.of(null, PEPPERS),
            () -> Digest.of(SETTINGS, null),
            () -> Digest.of(SETTINGS, PEPPERS, null, new SecureRandom()),
            () -> Digest.of(SETTINGS, PEPPERS, InstantSource.system(), null),
            () -> Digest.of(SETTINGS, PEPPERS).authenticator(null),
            () -> ReplayWindow.inMemory(null))
        .map(call -> dynamicTest("null", () -> assertThrows(NullPointerException.class, call)));
  }
}
