package io.claviger.http;

import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Rejected;
import io.claviger.http.access.AuthorizationScheme;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpAccessBuilder;
import io.claviger.http.access.ProblemDocument;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestRequest;
import io.claviger.http.digest.DigestResult;
import io.claviger.http.digest.DigestSettings;
import io.claviger.http.digest.NonceUse;
import io.claviger.http.digest.ReplayWindow;
import io.claviger.model.CidrBlock;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
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
  Stream<DynamicTest> nullIsRefusedWithTheNameOfTheParameter() {
    return Stream.of(
        refuses("values", () -> AuthorizationHeader.credential(null)),
        refuses("address", () -> new ClientAddress.Known(null)),
        refuses("detail", () -> new ClientAddress.Unknown(null)),
        refuses("value", () -> new MountPath(null)),
        refuses("proxies", () -> TrustedProxies.xForwardedFor((CidrBlock[]) null)),
        refuses("proxies", () -> TrustedProxies.xForwardedFor((List<CidrBlock>) null)),
        refuses("proxies", () -> TrustedProxies.forwarded((CidrBlock[]) null)),
        refuses("proxies", () -> TrustedProxies.forwarded((List<CidrBlock>) null)),
        refuses("peer", () -> TrustedProxies.none().clientOf(null, List.of())),
        refuses("headerValues", () -> TrustedProxies.none().clientOf(ip("::1"), null)),
        refuses("realm", () -> DigestSettings.of(null, DigestAlgorithm.MD5)),
        refuses("first", () -> DigestSettings.of("realm", null)),
        refuses(
            "more",
            () -> DigestSettings.of("realm", DigestAlgorithm.MD5, (DigestAlgorithm[]) null)),
        refuses("algorithms", () -> SETTINGS.offering((DigestAlgorithm[]) null)),
        refuses("lifetime", () -> SETTINGS.nonceLifetime(null)),
        refuses("window", () -> SETTINGS.replayWindow(null)),
        refuses("wireName", () -> DigestAlgorithm.named(null)),
        refuses("method", () -> new DigestRequest(null, "/", List.of())),
        refuses("target", () -> new DigestRequest("GET", null, List.of())),
        refuses("authorization", () -> new DigestRequest("GET", "/", null)),
        refuses("key", () -> new DigestResult.Accepted(null)),
        refuses("rejection", () -> new DigestResult.Refused(null, Optional.empty())),
        refuses(
            "detail", () -> new DigestResult.Refused(new Rejected(Rejected.Reason.MISSING), null)),
        refuses("nonce", () -> new NonceUse(null, Instant.EPOCH, Instant.EPOCH, 1, 1)),
        refuses("made", () -> new NonceUse("nonce", null, Instant.EPOCH, 1, 1)),
        refuses("expires", () -> new NonceUse("nonce", Instant.EPOCH, null, 1, 1)),
        refuses("settings", () -> Digest.of(null, PEPPERS)),
        refuses("peppers", () -> Digest.of(SETTINGS, null)),
        refuses("clock", () -> Digest.of(SETTINGS, PEPPERS, null, new SecureRandom())),
        refuses("random", () -> Digest.of(SETTINGS, PEPPERS, InstantSource.system(), null)),
        refuses("claviger", () -> Digest.of(SETTINGS, PEPPERS).authenticator(null)),
        refuses("since", () -> ReplayWindow.inMemory(null)));
  }

  @TestFactory
  Stream<DynamicTest> accessRefusesNullWithTheNameOfTheParameter() {
    Claviger claviger = Claviger.of(new InMemoryApiKeyStore());
    HttpAccessBuilder builder = HttpAccess.builder(claviger, RoleGrants.none());
    return Stream.of(
        refuses("name", () -> builder.tokenHeader(null)),
        refuses("realm", () -> builder.realm(null)),
        refuses("schemes", () -> builder.schemes((AuthorizationScheme[]) null)),
        refuses("request", () -> builder.build().decide(null)),
        refuses("request", () -> builder.build().decideIfPresented(null)),
        refuses("request", () -> builder.build().presentsCredential(null)),
        refuses("refusal", () -> ProblemDocument.of(null)));
  }

  @TestFactory
  Stream<DynamicTest> noCollectionHasNull() {
    return Stream.<Executable>of(
            () -> AuthorizationHeader.credential(Arrays.asList((String) null)),
            () -> AuthorizationHeader.credential(Arrays.asList("Basic", null)),
            () -> TrustedProxies.xForwardedFor(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.forwarded(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.none().clientOf(ip("::1"), Arrays.asList("", null)),
            () -> DigestSettings.of("realm", DigestAlgorithm.MD5, (DigestAlgorithm) null),
            () -> SETTINGS.offering((DigestAlgorithm) null),
            () -> new DigestRequest("GET", "/", Arrays.asList((String) null)))
        .map(call -> dynamicTest("null", () -> assertThrows(NullPointerException.class, call)));
  }

  private static DynamicTest refuses(String name, Executable call) {
    return dynamicTest(
        name,
        () -> assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}
