package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Caller;
import io.claviger.access.Decision;
import io.claviger.access.SampleAuthentications;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.store.EventChain;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A value is copied to change a part of it, and the copy keeps each other part: whatever was
 * changed before is still there. This finds a method that forgets a field.
 */
class ChangedCopiesTest {
  /** Their parts are no public values. */
  private static final Set<Class<?>> OF_THE_REQUEST_PATH =
      Set.of(Decision.Allowed.class, Caller.Key.class);

  private static final Map<Class<?>, Object> STARTS = starts();
  private static final Map<String, Object> ARGUMENTS = arguments();

  @TestFactory
  Stream<DynamicTest> aCopyKeepsEachOtherPart() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : GoodValues.publicTypes()) {
      if (!copying(type).isEmpty()) {
        tests.add(dynamicTest(type.getName(), () -> assertKept(type)));
      }
    }
    assertTrue(tests.size() >= 20, tests.size() + " types");
    return tests.stream();
  }

  /** What {@code equals} is for, written by hand: a record gets it from the compiler. */
  @TestFactory
  Stream<DynamicTest> eachFieldMakesADifference() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : GoodValues.publicTypes()) {
      Constructor<?>[] constructors = type.getDeclaredConstructors();
      if (!type.isRecord()
          && !OF_THE_REQUEST_PATH.contains(type)
          && constructors.length == 1
          && Arrays.equals(
              constructors[0].getParameterTypes(),
              fields(type).stream().map(Field::getType).toArray())
          && Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals("equals"))) {
        tests.add(dynamicTest(type.getName(), () -> assertCompared(type, constructors[0])));
      }
    }
    assertTrue(tests.size() >= 20, tests.size() + " types");
    return tests.stream();
  }

  private static void assertCompared(Class<?> type, Constructor<?> constructor) throws Exception {
    Object start =
        Objects.requireNonNull(STARTS.getOrDefault(type, GoodValues.of(type)), type.getName());
    constructor.setAccessible(true);
    for (Field field : fields(type)) {
      List<Object> values = new ArrayList<>();
      for (Field each : fields(type)) {
        values.add(each.get(start));
      }
      Object copy = constructor.newInstance(values.toArray());
      assertEquals(start, copy);
      assertEquals(start.hashCode(), copy.hashCode());
      field.set(copy, another(field.getType(), field.get(copy)));
      assertNotEquals(start, copy, field.getName());
    }
  }

  private static Object another(Class<?> type, Object value) {
    if (value instanceof Long number) {
      return number + 1;
    } else if (value instanceof Integer number) {
      return number + 1;
    } else if (value instanceof Boolean truth) {
      return !truth;
    }
    ApiKey key = Samples.owner(7);
    List<Object> others = new ArrayList<>(ARGUMENTS.values());
    Collections.addAll(others, key, key.identity(), key.identity().created(), key.secrets().get(0));
    Collections.addAll(others, key.secrets().get(0).id(), Samples.OTHER_ORG, Optional.empty());
    Collections.addAll(others, new SecretHint("another"), new EventId("7".repeat(24)));
    Collections.addAll(others, PrivateKey.of("another"), new Revision(7, 7));
    Collections.addAll(others, AuditEvent.Subject.of(Samples.OTHER_ORG), Samples.keyId(7));
    Collections.addAll(others, Samples.organization(key), SampleAuthentications.counts());
    Collections.addAll(others, Samples.on(Samples.BILLING), new TreeSet<>(Set.of("another")));
    Collections.addAll(others, new Stamp(NOW.plusSeconds(7), key.identity().created().by()));
    others.add(new IllegalStateException("another"));
    others.add(new TreeMap<>(Map.of("another", "part")));
    if (type.isEnum()) {
      Collections.addAll(others, type.getEnumConstants());
    }
    return others.stream()
        .filter(other -> type.isInstance(other) && !other.equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no other " + type));
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>(List.of(type.getDeclaredFields()));
    fields.removeIf(field -> Modifier.isStatic(field.getModifiers()));
    fields.forEach(field -> field.setAccessible(true));
    return fields;
  }

  private static void assertKept(Class<?> type) throws Exception {
    Object start = STARTS.getOrDefault(type, GoodValues.of(type));
    Map<Method, Map<String, Object>> changes = new HashMap<>();
    for (Method method : copying(type)) {
      Map<String, Object> changed = new TreeMap<>(parts(call(method, start)));
      changed.entrySet().removeAll(parts(start).entrySet());
      assertFalse(changed.isEmpty(), method + " changed nothing");
      changes.put(method, changed);
    }
    for (Method first : changes.keySet()) {
      for (Method second : changes.keySet()) {
        Map<String, Object> both = new TreeMap<>(changes.get(first));
        if (Collections.disjoint(both.keySet(), changes.get(second).keySet())) {
          both.putAll(changes.get(second));
          Map<String, Object> expected = new TreeMap<>(parts(start));
          expected.putAll(both);
          Object copy = call(second, call(first, start));
          assertEquals(expected, parts(copy), first.getName() + ", then " + second.getName());
        }
      }
    }
  }

  /**
   * Returns the public methods that return another value of the same type, and those for patches.
   */
  private static List<Method> copying(Class<?> type) {
    boolean builder = type.isInterface() || type.getSimpleName().equals("Builder");
    return Arrays.stream(builder ? new Method[0] : type.getDeclaredMethods())
        .filter(method -> method.getReturnType() == type && !method.isSynthetic())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(
            method ->
                Modifier.isPublic(method.getModifiers()) || method.getName().startsWith("with"))
        .filter(method -> !method.getName().equals("sharing")) // KeyLookup: an equal copy
        .toList();
  }

  private static Object call(Method method, Object value) throws Exception {
    Type[] types = method.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Class<?> raw = method.getParameterTypes()[i];
      String type = types[i].getTypeName().replaceAll("[\\w.]+\\.", "");
      String name = ARGUMENTS.containsKey(method.getName()) ? method.getName() : type;
      arguments[i] = ARGUMENTS.computeIfAbsent(name, missing -> argument(raw));
    }
    method.setAccessible(true);
    return method.invoke(value, arguments);
  }

  /** Returns a good value, or an implementation of an interface that is equal to itself only. */
  private static Object argument(Class<?> type) {
    Object good = Objects.requireNonNull(GoodValues.of(type), type.getName());
    return !Proxy.isProxyClass(good.getClass())
        ? good
        : Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> type.getSimpleName();
                });
  }

  /** Returns the fields; for a patch, those of what it changes. */
  private static Map<String, Object> parts(Object value) throws Exception {
    if (value instanceof ApiKeyPatch patch) {
      return both(parts(patch.applyTo(plain())), parts(patch.applyTo(restricted())));
    } else if (value instanceof OrganizationPatch patch) {
      OrganizationSettings restricted =
          OrganizationSettings.of(
              "a name", false, Optional.of(Duration.ofDays(1)), Limits.standard());
      return both(
          parts(patch.applyTo(restricted.withMaxLifetime(Optional.empty()))),
          parts(patch.applyTo(restricted)));
    }
    Map<String, Object> parts = new TreeMap<>();
    for (Field field : fields(value.getClass())) {
      parts.put(field.getName(), Optional.ofNullable(field.get(value)));
    }
    return parts;
  }

  private static Map<String, Object> both(Map<String, Object> one, Map<String, Object> other) {
    return one.keySet().stream()
        .collect(Collectors.toMap(name -> name, name -> List.of(one.get(name), other.get(name))));
  }

  private static ApiKeySettings plain() {
    return Samples.member(1).settings();
  }

  private static ApiKeySettings restricted() {
    return plain()
        .withEnabled(false)
        .withExpiry(Optional.of(NOW))
        .withRateLimit(Optional.of(Limits.Rate.parse("3/3")));
  }

  /**
   * Returns what is changed, where {@link GoodValues} has a value that some changes leave alone.
   */
  private static Map<Class<?>, Object> starts() {
    ApiKey key = Samples.member(1);
    return Stream.of(
            NewApiKey.of("a key", Role.ORG_MEMBER).withToken(TokenFormat.of("other")),
            restricted().withName(Optional.of("a name")),
            key.secrets().get(0).endingAfterUse(Duration.ofDays(30)),
            SecretInfo.Leak.of(ORG, key.id(), Samples.secretId(1), false),
            Samples.whitelist("::1"),
            Peppers.of(6, "fedcba9876543210fedcba9876543210".getBytes(UTF_8)),
            DeletedExpired.of(List.of(), List.of(), 1),
            CreatedOrganization.of(Samples.organization(), Optional.empty()),
            Claviger.of(ScriptedStore.empty()).metrics(),
            BackgroundFailure.of(
                BackgroundFailure.Task.WRITE_USAGE, NOW, new IllegalStateException("a failure")))
        .collect(Collectors.toMap(Object::getClass, value -> value));
  }

  /** Returns arguments by the type of the parameter: they differ from the parts of the start. */
  private static Map<String, Object> arguments() {
    Instant later = NOW.plusSeconds(100);
    Limits.Rate rate = Limits.Rate.parse("7/7");
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("String", "another text");
    arguments.put("boolean", true);
    arguments.put("int", 7);
    arguments.put("Instant", later);
    arguments.put("Duration", Duration.ofDays(7));
    arguments.put("byte[]", "0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    arguments.put("Labels", Labels.of(Map.of("stage", "test")));
    arguments.put("Limits", Limits.standard().withRate(rate));
    arguments.put("Roles", Roles.builtIn().withOrganizationRoles(Samples.BILLING));
    arguments.put("Role", Samples.DEPLOYER);
    arguments.put("Permission[]", new Permission[] {new Permission("reports.read")});
    arguments.put("withProjectRoles", new Role[] {Samples.DEPLOYER});
    arguments.put("Role[]", new Role[] {Samples.BILLING});
    arguments.put("CidrBlock[]", new CidrBlock[] {Samples.block("::2")});
    arguments.put("Collection<WhitelistEntry>", List.of(Samples.entry("10.0.0.0/8")));
    arguments.put("OrganizationCounters", new OrganizationCounters(7, 3));
    arguments.put(
        "List<AuditEvent>", List.of(Objects.requireNonNull(GoodValues.of(AuditEvent.class))));
    arguments.put("EventChain", new EventChain(Optional.of("aa"), Optional.empty()));
    arguments.put("Usage", new Usage(7, Optional.of(new Usage.Last(NOW, Samples.ip("::7")))));
    arguments.put("ApiKeySettings", restricted());
    arguments.put(
        "OrganizationSettings", Samples.organization().settings().withWhitelistRequired(true));
    arguments.put("Whitelist", Samples.whitelist("10.0.0.0/8"));
    arguments.put("KeyKind", new KeyKind("robot"));
    arguments.put("PageQuery", PageQuery.first(7));
    arguments.put("NewApiKey", NewApiKey.of("another key", Role.ORG_OWNER));
    arguments.put("Collection<RoleAssignment>", List.of(Samples.on(Samples.BILLING)));
    arguments.put("Collection<CidrBlock>", List.of(Samples.block("::2")));
    arguments.put("Optional<String>", Optional.of("another text"));
    arguments.put("Optional<Instant>", Optional.of(later));
    arguments.put("Optional<Duration>", Optional.of(Duration.ofDays(7)));
    arguments.put("Optional<Limits$Rate>", Optional.of(rate));
    arguments.put("Optional<ApiKeyId>", Optional.of(Samples.keyId(7)));
    arguments.put("Optional<OrganizationId>", Optional.of(ORG));
    return arguments;
  }
}
