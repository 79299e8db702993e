package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.member;

import io.claviger.Claviger;
import io.claviger.ClavigerTransaction;
import io.claviger.ManagementCall;
import io.claviger.Peppers;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.access.Rejected;
import io.claviger.access.SampleAuthentications;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageStore;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something of each type of the API, for tests that replace one argument of a call by null. */
final class GoodValues {
  private static final Map<Class<?>, Object> GOOD = good();

  private static final List<String> EXPORTED =
      List.of("io/claviger", "io/claviger/access", "io/claviger/model", "io/claviger/spi");

  private GoodValues() {}

  /** Returns the public types of the exported packages, as they were compiled. */
  static List<Class<?>> publicTypes() throws Exception {
    Path root = Path.of(ApiKey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    for (String name : EXPORTED) {
      try (Stream<Path> files = Files.list(root.resolve(name))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          String simple = file.getFileName().toString().replace(".class", "");
          Class<?> type = Class.forName(name.replace('/', '.') + "." + simple);
          if (Modifier.isPublic(type.getModifiers())) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  /** Returns a value of this type; null if there is none. */
  static @Nullable Object of(Class<?> type) {
    Object value = GOOD.get(type);
    if (value == null && type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    if (value == null && type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (value == null && type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) ->
              method.isDefault()
                  ? InvocationHandler.invokeDefault(proxy, method, arguments)
                  : null);
    }
    return value;
  }

  private static Map<Class<?>, Object> good() {
    ApiKey key = member(1);
    StoredApiKey stored = Samples.stored(key);
    AuditEvent event =
        AuditEvent.of(
            new EventId("0".repeat(24)),
            EventType.ORGANIZATION_CREATED,
            AuditEvent.Subject.of(ORG),
            Samples.stamp(),
            new TreeMap<>(),
            Optional.empty());
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
            Credential.pair(key.publicKey(), PrivateKey.of("private-key")),
            ORG,
            Samples.PROJECT,
            Role.ORG_MEMBER,
            Samples.secretId(1),
            new EventId("0".repeat(24)),
            event,
            OrganizationChange.creation(Samples.organization(), List.of(), List.of(event)),
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
            Limits.Rate.parse("1/1"),
            KeyFilter.all(),
            ApiKey.State.ACTIVE,
            Duration.ofSeconds(1),
            new Revision(1, 1),
            PrivateKey.of("x"),
            NewApiKey.of("x", Role.ORG_MEMBER),
            Roles.builtIn(),
            PageQuery.first(1),
            OrganizationQuery.first(1),
            new Permission("a"),
            EventType.API_KEY_CREATED,
            BackgroundFailure.Task.WRITE_USAGE,
            AuditEvent.Subject.of(ORG),
            stored,
            stored.secrets().get(0),
            KeyChanges.none(),
            Rejected.Reason.DISABLED,
            Decision.Denied.Reason.OTHER_ORGANIZATION,
            IssuedApiKey.of(key, Samples.secretId(1), PrivateKey.of("x")),
            Usage.none(),
            EventChain.none(),
            new KeyKind("robot"),
            new AccessTokenId("0".repeat(24)),
            new RevokedToken(
                ORG, key.id(), new AccessTokenId("0".repeat(24)), NOW, NOW.plusSeconds(1)),
            RevokedTokens.Bounds.standard(),
            new UsageStore.Subject(ORG, key.id(), Samples.secretId(1), Optional.empty()),
            NOW)) {
      good.put(value.getClass(), value);
    }
    LookupOrganization owner = LookupOrganization.of(Samples.organization());
    Claviger.Builder builder = Claviger.builder(ScriptedStore.empty());
    for (Object value :
        List.of(
            builder,
            builder.build(),
            builder.build().actingAs(Caller.application("setup")),
            ManagementCall.updateOrganization(),
            Peppers.none(),
            new Authorizer(RoleGrants.none()),
            RoleGrants.none(),
            ManagementPolicy.standard(),
            GracePeriod.none(),
            ApiKeyPatch.nothing(),
            OrganizationPatch.nothing(),
            NewOrganization.named("x"),
            TokenFormat.of("acme"),
            new Usage.Last(NOW, Samples.ip("::1")),
            KeyUsage.none(),
            new KeyQuery(ORG, KeyFilter.all(), NOW, PageQuery.first(1)),
            EventQuery.newest(ORG, 1),
            AccessRequest.of(ORG, new Permission("a"), Samples.ip("::1")),
            owner,
            KeyLookup.of(Samples.organization(), stored),
            LookupSecret.of(stored.secrets().get(0)),
            new AccessToken(key.id(), new AccessTokenId("0".repeat(24)), NOW))) {
      good.put(value.getClass(), value);
    }
    Authenticated authenticated =
        Samples.authenticated(Samples.organization(key), key, Samples.secretId(1), NOW);
    good.put(Authenticated.class, authenticated);
    Claviger claviger = Claviger.of(ScriptedStore.empty());
    good.put(Object.class, "a value");
    good.put(Caller.class, Caller.application("setup"));
    good.put(AccessCheck.Counts.class, claviger.metrics().access());
    good.put(
        ClavigerTransaction.class,
        claviger.within(
            new ForwardingApiKeyStore(ScriptedStore.empty()) {
              @Override
              public boolean joinsTransaction() {
                return true;
              }
            }));
    good.put(Decision.Allowed.class, SampleAuthentications.allowed(Samples.on(Role.ORG_MEMBER)));
    good.put(Decision.Denied.class, SampleAuthentications.denied());
    good.put(
        StoreException.class, new StoreException(StoreException.Kind.FAULT, "a message", null));
    good.put(StoreExtensions.class, StoreExtensions.none());
    good.put(OrganizationVersion.class, OrganizationVersion.of(new Revision(7, 42)));
    good.put(Throwable.class, new IllegalStateException());
    good.put(Credential.class, Credential.missing());
    good.put(Rejected.class, Rejected.of(Rejected.Reason.DISABLED));
    good.put(Scope.class, Scope.organization());
    good.put(RoleAssignment.class, Samples.on(Role.ORG_MEMBER));
    good.put(Optional.class, Optional.empty());
    good.put(List.class, List.of());
    good.put(Verifier.class, new Verifier("sha256$x"));
    good.put(Collection.class, List.of());
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
}
