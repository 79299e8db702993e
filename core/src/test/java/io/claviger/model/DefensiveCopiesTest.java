package io.claviger.model;

import static io.claviger.model.Samples.BILLING;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in or comes out cannot be used to change a value, nor to bend its order. */
class DefensiveCopiesTest {
  /** Every value that keeps a sorted set: members to put in, and the set as the value gives it. */
  static Stream<Arguments> sortedSets() {
    ApiKeySettings settings = Samples.member(1).settings();
    Set<RoleAssignment> roles = Set.of(on(Role.ORG_MEMBER), on(BILLING));
    return Stream.of(
        sortedSet(
            roles,
            set ->
                ApiKeySettings.of(
                        "key",
                        settings.labels(),
                        set,
                        settings.whitelist(),
                        settings.isEnabled(),
                        settings.expiresAt(),
                        settings.rateLimit(),
                        Optional.empty())
                    .roles()),
        sortedSet(roles, set -> NewApiKey.of("key", set).roles()),
        sortedSet(
            Set.of(Samples.block("10.0.0.0/8"), Samples.block("::1")),
            set -> NewApiKey.of("key", settings.roles()).withWhitelist(set).whitelist()),
        sortedSet(roles, set -> new Caller.User("ann", Map.of(ORG, set)).roles().get(ORG)));
  }

  @ParameterizedTest
  @MethodSource("sortedSets")
  <T extends Comparable<T>> void aSetIsCopied(
      Collection<T> members, Function<SortedSet<T>, SortedSet<T>> value) {
    SortedSet<T> given = new TreeSet<>(members);
    SortedSet<T> kept = value.apply(given);
    given.clear();
    assertEquals(new TreeSet<>(members), kept);
    assertThrows(UnsupportedOperationException.class, kept::clear);
    assertThrows(UnsupportedOperationException.class, () -> kept.headSet(kept.last()).clear());
  }

  @ParameterizedTest
  @MethodSource("sortedSets")
  <T extends Comparable<T>> void aSetIsInNaturalOrderWhateverOrderItCameIn(
      Collection<T> members, Function<SortedSet<T>, SortedSet<T>> value) {
    SortedSet<T> backwards = new TreeSet<>(Comparator.<T>reverseOrder());
    backwards.addAll(members);
    List<T> expected = new ArrayList<>(new TreeSet<>(members));
    assertEquals(expected, new ArrayList<>(value.apply(backwards)));
  }

  @Test
  void noOrderOfAForeignSetMakesAKeyAnOwner() {
    SortedSet<RoleAssignment> everythingIsTheSame =
        new TreeSet<>(Comparator.comparing(role -> role.getClass().getName()));
    everythingIsTheSame.add(on(Role.ORG_MEMBER));
    ApiKey key = Samples.member(1);
    ApiKeySettings settings =
        ApiKeySettings.of(
            "key",
            Labels.none(),
            everythingIsTheSame,
            Whitelist.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertFalse(key.with(settings).holds(Role.ORG_OWNER));
    assertFalse(key.with(settings).isLastingOwner());
  }

  /** Every value that keeps a sorted map of texts. */
  static Stream<Function<SortedMap<String, String>, SortedMap<String, String>>> sortedMaps() {
    return Stream.of(
        map -> new Labels(map).values(),
        map -> Labels.of(map).values(),
        map ->
            AuditEvent.of(
                    new EventId("0".repeat(24)),
                    EventType.API_KEY_CREATED,
                    AuditEvent.Subject.of(ORG),
                    Samples.stamp(),
                    map,
                    Optional.empty())
                .details());
  }

  @ParameterizedTest
  @MethodSource("sortedMaps")
  void aMapIsCopiedAndInNaturalOrder(
      Function<SortedMap<String, String>, SortedMap<String, String>> value) {
    SortedMap<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.reversed());
    given.put("a", "1");
    given.put("B", "2");
    SortedMap<String, String> kept = value.apply(given);
    given.clear();
    assertEquals("{B=2, a=1}", kept.toString());
    assertEquals(new TreeMap<>(Map.of("a", "1", "B", "2")), kept);
    assertFalse(kept.containsKey("A"));
    assertThrows(UnsupportedOperationException.class, () -> kept.put("c", "3"));
  }

  @Test
  void listsAndMapsAreCopied() {
    ApiKey key = Samples.member(1);
    List<SecretInfo> secrets = new ArrayList<>(key.secrets());
    ApiKey copy = ApiKey.of(key.identity(), key.settings(), secrets);
    List<Verifier> verifiers = new ArrayList<>(List.of(new Verifier("a$b")));
    StoredSecret secret = new StoredSecret(key.secrets().get(0), verifiers);
    List<StoredSecret> storedSecrets = new ArrayList<>(List.of(secret));
    StoredApiKey stored = new StoredApiKey(key, storedSecrets);
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>(Map.of(key.id(), stored));
    OrganizationSnapshot facts =
        new OrganizationSnapshot(Samples.organization(key), keys, EventChain.none());
    List<ApiKey> items = new ArrayList<>(List.of(key));
    KeyPage page = new KeyPage(items, true);
    Stream.of(secrets, verifiers, storedSecrets, items).forEach(List::clear);
    keys.clear();
    assertEquals(key, copy);
    assertEquals(1, secret.verifiers().size());
    assertEquals(1, stored.secrets().size());
    assertEquals(1, facts.keys().size());
    assertEquals(1, page.items().size());
    assertTrue(page.more());
    assertThrows(UnsupportedOperationException.class, () -> facts.keys().clear());
    assertThrows(UnsupportedOperationException.class, () -> copy.secrets().clear());
    assertThrows(UnsupportedOperationException.class, () -> page.items().clear());
  }

  @Test
  void theRolesOfAUserAreCopied() {
    Map<OrganizationId, SortedSet<RoleAssignment>> roles = new HashMap<>();
    roles.put(ORG, new TreeSet<>(Set.of(on(Role.ORG_MEMBER))));
    Caller.User user = new Caller.User("ann", roles);
    roles.clear();
    assertEquals(Set.of(on(Role.ORG_MEMBER)), user.roles().get(ORG));
    assertThrows(UnsupportedOperationException.class, () -> user.roles().clear());
  }

  @Test
  void changesOfKeysAreCopied() {
    Set<ApiKeyId> deleted = new HashSet<>(Set.of(Samples.keyId(1)));
    List<ApiKey> updated = new ArrayList<>(List.of(Samples.member(2)));
    List<StoredApiKey> created = new ArrayList<>(List.of(Samples.stored(Samples.member(3))));
    Map<ApiKeyId, List<StoredSecret>> secrets = new HashMap<>();
    List<StoredSecret> its = new ArrayList<>(Samples.stored(Samples.member(4)).secrets());
    secrets.put(Samples.keyId(4), its);
    KeyChanges changes = new KeyChanges(created, updated, secrets, deleted);
    deleted.clear();
    updated.clear();
    created.clear();
    secrets.clear();
    its.clear();
    assertEquals(1, changes.secrets().get(Samples.keyId(4)).size());
    assertEquals(1, changes.deleted().size());
    assertEquals(1, changes.updated().size());
    assertEquals(1, changes.created().size());
    assertEquals(1, changes.secrets().size());
  }

  @Test
  void usageIsCopied() {
    Map<SecretId, Usage> secrets = new HashMap<>(Map.of(Samples.secretId(1), Usage.none()));
    Map<CidrBlock, Usage> entries = new HashMap<>(Map.of(Samples.block("::1"), Usage.none()));
    KeyUsage usage = new KeyUsage(Usage.none(), secrets, entries);
    secrets.clear();
    entries.clear();
    assertEquals(1, usage.secrets().size());
    assertEquals(1, usage.entries().size());
    assertThrows(UnsupportedOperationException.class, () -> usage.secrets().clear());
    assertThrows(UnsupportedOperationException.class, () -> usage.entries().clear());
  }

  @Test
  void aReplacementOfVerifiersIsCopied() {
    List<Verifier> expected = new ArrayList<>(List.of(new Verifier("a$b")));
    List<Verifier> next = new ArrayList<>(List.of(new Verifier("c$d")));
    VerifierReplacement replacement =
        new VerifierReplacement(ORG, Samples.keyId(1), Samples.secretId(1), expected, next);
    expected.clear();
    next.clear();
    assertEquals(List.of(new Verifier("a$b")), replacement.expected());
    assertEquals(List.of(new Verifier("c$d")), replacement.next());
  }

  private static <T> Arguments sortedSet(
      Set<T> members, Function<SortedSet<T>, SortedSet<T>> value) {
    return Arguments.of(members, value);
  }
}
