package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationSnapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A key whose proof names its roles, such as an access token of a smaller scope, makes no call of
 * management. It could create a key that has more roles.
 */
class DownscopedCallsTest {
  private static final ApiKey KEY = owner(1);

  private final ScriptedStore store =
      ScriptedStore.holding(
          new OrganizationSnapshot(
              Samples.organization(KEY), Map.of(KEY.id(), Samples.stored(KEY)), EventChain.none()));
  private final Claviger claviger = Claviger.builder(store).clock(() -> NOW).build();

  /** Names the role that the key has, so it has no less. */
  private static final class Narrowing implements Proof {
    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return secret.equals(secretId(1));
    }

    @Override
    public boolean isFresh(Instant now) {
      return true;
    }

    @Override
    public Optional<Set<RoleAssignment>> roles() {
      return Optional.of(Set.of(Samples.on(Role.ORG_OWNER)));
    }
  }

  @Test
  void thereAreManyCalls() {
    assertTrue(calls().count() >= 25, () -> calls().map(Method::getName).toList().toString());
  }

  @TestFactory
  Stream<DynamicTest> isRefusedByEachCall() {
    return calls().map(call -> dynamicTest(call.getName(), () -> assertRefused(call)));
  }

  private static Stream<Method> calls() {
    return Arrays.stream(ApiKeys.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        // Those are no calls, but return the same calls with a condition.
        .filter(method -> method.getReturnType() != ApiKeys.class);
  }

  private void assertRefused(Method call) {
    Authenticated key =
        assertInstanceOf(
            Authenticated.class,
            claviger
                .authenticator()
                .authenticate(Credential.proof(KEY.publicKey(), new Narrowing())));
    assertEquals(KEY.roles(), key.roles());
    ApiKeys keys = claviger.actingAs(key.caller(ip("198.51.100.7")));
    Object[] arguments =
        Arrays.stream(call.getParameterTypes()).map(DownscopedCallsTest::argument).toArray();
    Throwable refusal =
        assertThrows(InvocationTargetException.class, () -> call.invoke(keys, arguments))
            .getCause();
    ErrorCode code = assertInstanceOf(RuleViolationException.class, refusal).code();
    assertEquals(
        call.getName().equals("createOrganization")
            ? ErrorCode.API_KEY_CANNOT_CREATE_ORGANIZATION
            : ErrorCode.NOT_ALLOWED,
        code);
    assertEquals(0, store.reads, "nothing was read for it");
    assertEquals(0, store.commits.size());
  }

  private static Object argument(Class<?> type) {
    if (type == OrganizationId.class) {
      return ORG;
    }
    if (type == ApiKeyId.class) {
      return KEY.id();
    }
    return type == Credential.class ? Credential.missing() : GoodValues.of(type);
  }
}
