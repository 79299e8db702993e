package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.member;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessCounts;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.access.Rejected;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.Proof;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsedThrough;
import io.claviger.spi.Verifier;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is handed in, and is found out at once. */
class NullArgumentsTest {
  /** Something of each type that a component of a record has; texts are good for what they are. */
  private static final Map<Class<?>, Object> GOOD = good();

  private static final List<String> EXPORTED =
      List.of("io/claviger", "io/claviger/access", "io/claviger/model", "io/claviger/spi");

  private static Map<Class<?>, Object> good() {
    ApiKey key = member(1);
    StoredApiKey stored = Samples.stored(key);
    Map<Class<?>, Object> good = new HashMap<>();
    for (Object value :
        List.of(
            key,
            key.identity(),
            key.settings(),
            key.whitelist(),
            key.labels(),
            key.id(),
            key.publicKey(),
            ORG,
            Samples.PROJECT,
            Role.ORG_MEMBER,
            Samples.secretId(1),
            new EventId("0".repeat(24)),
            key.secrets().get(0),
            SecretHint.hidden(),
            Samples.stamp(),
            Samples.stamp().by(),
            Actor.Kind.APPLICATION,
            Samples.ip("::"),
            Samples.block("::1"),
            Samples.entry("::1"),
            IpAddress.Family.IPV6,
            Samples.organization(),
            Samples.organization().settings(),
            Samples.organization().counters(),
            Limits.standard(),
            KeyFilter.all(),
            ApiKey.State.ACTIVE,
            Duration.ofSeconds(1),
            new Revision(1, 1),
            PrivateKey.of("x"),
            NewApiKey.of("x", Role.ORG_MEMBER),
            Roles.atlas(),
            PageQuery.first(1),
            new Permission("a"),
            EventType.API_KEY_CREATED,
            BackgroundFailure.Task.WRITE_USAGE,
            AuditEvent.Subject.of(ORG),
            stored,
            stored.secrets().get(0),
            KeyChanges.none(),
            Rejected.Reason.DISABLED,
            Decision.Denied.Reason.OTHER_ORGANIZATION,
            new IssuedApiKey(key, Samples.secretId(1), PrivateKey.of("x")),
            Usage.none(),
            new UsedThrough(ORG, key.id(), Samples.secretId(1), Optional.empty()),
            NOW)) {
      good.put(value.getClass(), value);
    }
    Authenticated authenticated =
        Samples.authenticated(Samples.organization(key), key, Samples.secretId(1), NOW);
    good.put(Authenticated.class, authenticated);
    good.put(AccessCounts.class, builder().build().metrics().access());
    good.put(
        Decision.Allowed.class, Decision.Allowed.by(Samples.on(Role.ORG_MEMBER), Optional.empty()));
    good.put(
        Decision.Denied.class,
        new Decision.Denied(Decision.Denied.Reason.OTHER_ORGANIZATION, "detail"));
    good.put(
        StoreException.class, new StoreException(StoreException.Kind.FAULT, "a message", null));
    good.put(Throwable.class, new IllegalStateException());
    good.put(Rejected.class, new Rejected(Rejected.Reason.DISABLED));
    good.put(Scope.class, Scope.organization());
    good.put(RoleAssignment.class, Samples.on(Role.ORG_MEMBER));
    good.put(Optional.class, Optional.empty());
    good.put(List.class, List.of());
    good.put(Set.class, Set.of());
    good.put(Map.class, Map.of());
    good.put(SortedSet.class, key.roles());
    good.put(SortedMap.class, new TreeMap<>());
    good.put(Instant.class, NOW);
    good.put(String.class, "text");
    good.put(boolean.class, false);
    good.put(int.class, 1);
    good.put(long.class, 1L);
    return good;
  }

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
  Stream<DynamicTest> noMethodTakesNull() {
    ApiKey key = member(1);
    Whitelist whitelist = Whitelist.empty();
    return Stream.<Executable>of(
            () -> PrivateKey.of(null),
            () -> IpAddress.parse(null),
            () -> IpAddress.of(null),
            () -> IpAddress.ofBytes(null),
            () -> CidrBlock.of(null),
            () -> CidrBlock.parse(null),
            () -> CidrBlock.parse("192.0.2.1", null),
            () -> CidrBlock.containing(null, 1),
            () -> Samples.block("::/0").contains((IpAddress) null),
            () -> Samples.block("::/0").contains((CidrBlock) null),
            () -> Whitelist.of(null),
            () -> whitelist.entry(null),
            () -> whitelist.minus(null),
            () -> new StoreException(null, "a message", null),
            () -> Whitelist.of(Arrays.asList((WhitelistEntry) null)),
            () -> whitelist.plus(null),
            () -> whitelist.plus(Arrays.asList((WhitelistEntry) null)),
            () -> whitelist.match(null),
            () -> Labels.of(null),
            () -> Labels.of(mapOf("name", null)),
            () -> Labels.of(mapOf(null, "value")),
            () -> Roles.builtIn().withOrganizationRoles((Role) null),
            () -> Roles.builtIn().withProjectRoles((Role) null),
            () -> RoleGrants.none().grant(null, new Permission("a")),
            () -> RoleGrants.none().grant(Role.ORG_MEMBER, (Permission) null),
            () -> RoleGrants.none().grantedBy(List.of(), null, Scope.organization()),
            () -> RoleGrants.none().grantedBy(List.of(), new Permission("a"), null),
            () -> RoleAssignment.onOrganization(null),
            () -> RoleAssignment.onProject(Role.GROUP_OWNER, null),
            () -> NewApiKey.of(null, Role.ORG_MEMBER),
            () -> NewApiKey.of("key", (Role) null),
            () -> NewApiKey.of("key", Role.ORG_MEMBER).withWhitelist((CidrBlock) null),
            () -> NewApiKey.of("key", Role.ORG_MEMBER).withExpiry(null),
            () -> ApiKeyPatch.nothing().describe(null),
            () -> ApiKeyPatch.nothing().label(null),
            () -> ApiKeyPatch.nothing().replaceOrganizationRoles((Role) null),
            () -> ApiKeyPatch.nothing().expireAt(null),
            () -> key.settings().withRoles(Arrays.asList((RoleAssignment) null)),
            () -> OrganizationPatch.nothing().rename(null),
            () -> OrganizationPatch.nothing().limit(null),
            () -> NewOrganization.named(null),
            () -> Caller.user(null),
            () -> Caller.user("ann", null, Role.ORG_OWNER),
            () -> Caller.user("ann", ORG, (Role) null),
            () -> Caller.application(null),
            () -> new KeyPage(Arrays.asList((ApiKey) null), false),
            () -> new OrganizationSnapshot(Samples.organization(), mapOf(key.id(), null)),
            () -> new StoredSecret(key.secrets().get(0), Arrays.asList((Verifier) null)),
            () -> KeyLookup.of(null, Samples.stored(key)),
            () -> KeyLookup.of(Samples.organization(), null),
            () -> lookup(null, List.of()),
            () -> lookup(LookupOrganization.of(Samples.organization()), null),
            () ->
                lookup(
                    LookupOrganization.of(Samples.organization()),
                    Arrays.asList((LookupSecret) null)),
            () -> new Authorizer(null),
            () -> Claviger.builder(null),
            () -> builder().background(null),
            () -> builder().verifierScheme(null),
            () -> builder().build().authenticate(null, proof()),
            () -> builder().build().authenticate(key.publicKey(), null),
            () -> Peppers.none().keysFor(null, "AES"),
            () -> builder().usageFlush(null, 1),
            () -> builder().build().accessCheck((Authorizer) null),
            () -> builder().build().authenticator().authenticate(null),
            () -> check().check((Credential) null, request()),
            () -> check().check(Credential.token(null), null),
            () -> check().admit((Credential) null, Samples.ip("::1")),
            () -> check().admit(Credential.token(null), null),
            () -> builder().gate(null),
            () -> RoleGrants.none().permissions(List.of(), null),
            () -> builder().build().actingAs(Caller.application("a")).getUsage(null, key.id()),
            () ->
                builder().build().actingAs(Caller.application("a")).getUsage(ORG, (ApiKeyId) null),
            () ->
                builder()
                    .build()
                    .actingAs(Caller.application("a"))
                    .getUsage(ORG, Arrays.asList((ApiKeyId) null)),
            () -> builder().build().actingAs(Caller.application("a")).events(null),
            () -> builder().build().actingAs(Caller.application("a")).stream(ORG, null),
            () -> TokenFormat.of(null),
            () -> TokenFormat.of("acme").scrub(null),
            () -> Peppers.of(1, null))
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
    assertTrue(
        thrown.getCause() instanceof NullPointerException,
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
      return List.of(event());
    }
    if (owner == Usage.class && component.getType() == long.class) {
      return 0L;
    }
    Object sample = GOOD.get(component.getType());
    assertNotNull(sample, () -> "no sample of " + component.getType() + " for " + owner);
    return sample;
  }

  private static Claviger.Builder builder() {
    return Claviger.builder(ScriptedStore.empty());
  }

  private static AccessCheck check() {
    return builder().build().accessCheck(new Authorizer(RoleGrants.none()));
  }

  private static AccessRequest request() {
    return AccessRequest.of(ORG, new Permission("things.read"), Samples.ip("::1"));
  }

  private static Proof proof() {
    return new Proof() {
      @Override
      public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
        return false;
      }

      @Override
      public boolean isFresh(Instant now) {
        return false;
      }
    };
  }

  private static AuditEvent event() {
    return new AuditEvent(
        new EventId("0".repeat(24)),
        EventType.ORGANIZATION_CREATED,
        AuditEvent.Subject.of(ORG),
        Samples.stamp(),
        new TreeMap<>());
  }

  private static String text(Class<?> owner) {
    if (owner == Role.class) {
      return "ORG_A";
    }
    boolean hex = owner == ApiKeyId.class || owner == SecretId.class || owner == EventId.class;
    return hex ? "0".repeat(24) : "texttext";
  }

  /** All records of the exported packages, as they were compiled. */
  private static List<Class<?>> records() throws Exception {
    Path root = Path.of(ApiKey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> records = new ArrayList<>();
    for (String name : EXPORTED) {
      try (Stream<Path> files = Files.list(root.resolve(name))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          String simple = file.getFileName().toString().replace(".class", "");
          Class<?> type = Class.forName(name.replace('/', '.') + "." + simple);
          if (type.isRecord() && Modifier.isPublic(type.getModifiers())) {
            records.add(type);
          }
        }
      }
    }
    return records;
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
