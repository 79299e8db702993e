package io.claviger.http;

import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.CidrBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is handed in, and is found out at once. */
class NullArgumentsTest {
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
            () -> TrustedProxies.none().clientOf(ip("::1"), Arrays.asList("", null)))
        .map(call -> dynamicTest("null", () -> assertThrows(NullPointerException.class, call)));
  }
}
