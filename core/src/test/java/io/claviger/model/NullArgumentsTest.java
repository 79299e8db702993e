package io.claviger.model;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.member;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is handed in, and is found out at once. */
class NullArgumentsTest {
  @TestFactory
  Stream<DynamicTest> noRecordHoldsNull() throws Exception {
    List<Class<?>> records = records();
    assertTrue(records.size() >= 40, records.size() + " records");
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : records) {
      RecordComponent[] components = type.getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        int position = i;
        if (!components[i].getType().isPrimitive()) {
          tests.add(
              dynamicTest(
                  type.getSimpleName() + "." + components[i].getName(),
                  () -> assertRefusesNull(type, position)));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> noCollectionHasNull() {
    ApiKey key = member(1);
    return Stream.<Executable>of(
            () -> Whitelist.of(Arrays.asList((WhitelistEntry) null)),
            () -> Whitelist.empty().plus(Arrays.asList((WhitelistEntry) null)),
            () -> Labels.of(mapOf("name", null)),
            () -> Labels.of(mapOf(null, "value")),
            () -> Roles.builtIn().withOrganizationRoles((Role) null),
            () -> Roles.builtIn().withProjectRoles((Role) null),
            () -> RoleGrants.none().grant(Role.ORG_MEMBER, (Permission) null),
            () -> NewApiKey.of("key", (Role) null),
            () -> NewApiKey.of("key", Role.ORG_MEMBER).withWhitelist((CidrBlock) null),
            () -> ApiKeyPatch.nothing().replaceOrganizationRoles((Role) null),
            () -> key.settings().withRoles(Arrays.asList((RoleAssignment) null)),
            () -> Caller.user("ann", ORG, (Role) null),
            () -> new KeyPage(Arrays.asList((ApiKey) null), false),
            () ->
                new OrganizationSnapshot(
                    Samples.organization(), mapOf(key.id(), null), EventChain.none()),
            () -> new StoredSecret(key.secrets().get(0), Arrays.asList((Verifier) null)),
            () ->
                lookup(
                    LookupOrganization.of(Samples.organization()),
                    Arrays.asList((LookupSecret) null)),
            () -> application().getUsage(ORG, Arrays.asList((ApiKeyId) null)),
            () -> builder().build().authenticator().authenticate(null),
            () -> check().check((Credential) null, request()),
            () -> check().check(Credential.token(null), null),
            () -> check().checkAddress((Credential) null, Samples.ip("::1")),
            () -> check().checkAddress(Credential.token(null), null),
            () -> check().check(Credential.token("x"), Samples.ip("::1"), null, null))
        .map(call -> dynamicTest("null", () -> assertThrows(NullPointerException.class, call)));
  }

  @Test
  void theSamplesAreGood() throws Exception {
    for (Class<?> type : records()) {
      assertNotNull(construct(type, -1));
    }
  }

  private static void assertRefusesNull(Class<?> type, int position) {
    String place = type.getSimpleName() + "." + type.getRecordComponents()[position].getName();
    InvocationTargetException thrown =
        assertThrows(InvocationTargetException.class, () -> construct(type, position), place);
    String name = type.getRecordComponents()[position].getName();
    assertTrue(
        thrown.getCause() instanceof NullPointerException npe && name.equals(npe.getMessage()),
        () -> place + " threw " + thrown.getCause());
  }

  /** An instance with null in that position; with none for -1. */
  private static Object construct(Class<?> type, int position) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == position ? null : sample(type, components[i]);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    return constructor.newInstance(arguments);
  }

  private static Object sample(Class<?> owner, RecordComponent component) {
    if (component.getType() == String.class) {
      return text(owner);
    }
    if (owner == NewApiKey.class && component.getName().equals("whitelist")) {
      return new TreeSet<>(Set.of(Samples.block("::1")));
    }
    if (owner == StoredApiKey.class && component.getType() == List.class) {
      return Samples.stored(member(1)).secrets();
    }
    if (owner == OrganizationChange.class && component.getType() == List.class) {
      return List.of(GoodValues.of(AuditEvent.class));
    }
    if (owner == RevokedToken.class && component.getName().equals("expiresAt")) {
      return Samples.NOW.plusSeconds(1);
    }
    if (owner == Usage.class && component.getType() == long.class) {
      return 0L;
    }
    Object sample = GoodValues.of(component.getType());
    assertNotNull(sample, () -> "no sample of " + component.getType() + " for " + owner);
    return sample;
  }

  private static Claviger.Builder builder() {
    return Claviger.builder(ScriptedStore.empty());
  }

  private static ApiKeys application() {
    return builder().build().actingAs(Caller.application("a"));
  }

  private static AccessCheck check() {
    return builder().build().accessCheck(new Authorizer(RoleGrants.none()));
  }

  private static AccessRequest request() {
    return AccessRequest.of(ORG, new Permission("things.read"), Samples.ip("::1"));
  }

  private static String text(Class<?> owner) {
    if (owner == Role.class) {
      return "ORG_A";
    }
    boolean hex =
        Set.of(ApiKeyId.class, SecretId.class, EventId.class, AccessTokenId.class).contains(owner);
    return hex ? "0".repeat(24) : "texttext";
  }

  private static List<Class<?>> records() throws Exception {
    return GoodValues.publicTypes().stream().filter(Class::isRecord).toList();
  }

  private static <K, V> Map<K, V> mapOf(K key, V value) {
    Map<K, V> map = new HashMap<>();
    map.put(key, value);
    return map;
  }

  private static KeyLookup lookup(LookupOrganization organization, List<LookupSecret> secrets) {
    ApiKey key = Samples.member(1);
    return KeyLookup.of(organization, key.id(), key.publicKey(), key.settings(), secrets);
  }
}
