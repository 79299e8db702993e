package io.claviger.http;

import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Claviger;
import io.claviger.http.access.AuthorizationScheme;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpAccessBuilder;
import io.claviger.http.access.ProblemDocument;
import io.claviger.model.CidrBlock;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is handed in, and is found out at once. */
class NullArgumentsTest {
  @TestFactory
  Stream<DynamicTest> nullIsRefusedWithTheNameOfTheParameter() {
    return Stream.of(
        refuses("values", () -> Authorization.of(null)),
        refuses("address", () -> new ClientAddress.Known(null)),
        refuses("detail", () -> new ClientAddress.Unknown(null)),
        refuses("value", () -> new MountPath(null)),
        refuses("proxies", () -> TrustedProxies.xForwardedFor((CidrBlock[]) null)),
        refuses("proxies", () -> TrustedProxies.xForwardedFor((List<CidrBlock>) null)),
        refuses("proxies", () -> TrustedProxies.forwarded((CidrBlock[]) null)),
        refuses("proxies", () -> TrustedProxies.forwarded((List<CidrBlock>) null)),
        refuses("peer", () -> TrustedProxies.none().clientOf(null, List.of())),
        refuses("headerValues", () -> TrustedProxies.none().clientOf(ip("::1"), null)));
  }

  @TestFactory
  Stream<DynamicTest> accessRefusesNullWithTheNameOfTheParameter() {
    Claviger claviger = Claviger.of(new InMemoryApiKeyStore());
    HttpAccessBuilder builder = HttpAccess.builder(claviger, RoleGrants.none());
    return Stream.of(
        refuses("name", () -> builder.tokenHeader(null)),
        refuses("presentation", () -> builder.accept(null)),
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
            () -> Authorization.of(Arrays.asList((String) null)),
            () -> Authorization.of(Arrays.asList("Basic", null)),
            () -> TrustedProxies.xForwardedFor(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.forwarded(Arrays.asList((CidrBlock) null)),
            () -> TrustedProxies.none().clientOf(ip("::1"), Arrays.asList("", null)))
        .map(call -> dynamicTest("null", () -> assertThrows(NullPointerException.class, call)));
  }

  private static DynamicTest refuses(String name, Executable call) {
    return dynamicTest(
        name,
        () -> assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}
