package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads that do not return the stored state. */
final class BrokenReads {
  private static final String LATER = "store: every later read by any thread or node sees a change";

  private BrokenReads() {}

  static List<BrokenStore> all() {
    return Stream.of(lookups(), reads(), revisions(), capacity()).flatMap(List::stream).toList();
  }

  private static List<BrokenStore> lookups() {
    return List.of(
        new BrokenStore(
            "does not find disabled keys",
            "findByPublicKey: disabled and expired keys are found too",
            store ->
                store.find =
                    publicKey ->
                        store.real.findByPublicKey(publicKey).filter(KeyLookup::isEnabled)),
        new BrokenStore(
            "finds a key by the beginning of its public key",
            "findByPublicKey: empty where no key has just this public half",
            store ->
                store.find =
                    publicKey -> {
                      String text = publicKey.value();
                      PublicKey shorter = new PublicKey(text.substring(0, text.length() - 1));
                      return store
                          .real
                          .findByPublicKey(publicKey)
                          .or(() -> store.real.findByPublicKey(shorter));
                    }),
        new BrokenStore(
            "reads the secrets of a lookup later",
            "findByPublicKey: all at one revision",
            store -> {
              store.commit =
                  change -> {
                    store.meeting.await();
                    return store.real.commit(change);
                  };
              store.find =
                  publicKey -> {
                    Optional<KeyLookup> found = store.real.findByPublicKey(publicKey);
                    store.meeting.await();
                    return found.map(
                        first ->
                            Rewrites.withSecrets(
                                first,
                                store.real.findByPublicKey(publicKey).orElse(first).secrets()));
                  };
            }),
        new BrokenStore(
            "caches lookups until it commits itself", LATER, BrokenReads::cacheLookups));
  }

  private static void cacheLookups(AlterableStore store) {
    Map<PublicKey, Optional<KeyLookup>> known = new ConcurrentHashMap<>();
    store.find = publicKey -> known.computeIfAbsent(publicKey, store.real::findByPublicKey);
    store.commit =
        change -> {
          try {
            return store.real.commit(change);
          } finally {
            known.clear();
          }
        };
    store.replace =
        replacement -> {
          try {
            return store.real.replace(replacement);
          } finally {
            known.clear();
          }
        };
  }

  private static List<BrokenStore> reads() {
    return List.of(
        new BrokenStore(
            "reads keys first, then their organization",
            "read: no key is older than the revision",
            store ->
                store.read =
                    (organization, ids) ->
                        collect(
                            store,
                            organization,
                            ids,
                            (same, key) -> store.real.read(same, Set.of(key)))),
        new BrokenStore(
            "reads keys of other organizations",
            "read: keys that exist in it",
            store -> {
              Map<ApiKeyId, OrganizationId> owners = new ConcurrentHashMap<>();
              store.commit =
                  change -> {
                    for (StoredApiKey key : change.keys().created()) {
                      owners.put(key.key().id(), key.key().organization());
                    }
                    return store.real.commit(change);
                  };
              store.read =
                  (organization, ids) ->
                      collect(
                          store,
                          organization,
                          ids,
                          (id, key) -> store.real.read(owners.getOrDefault(key, id), Set.of(key)));
            }),
        new BrokenStore(
            "reads a deleted organization",
            "read: empty where the organization was deleted",
            store -> {
              Map<OrganizationId, OrganizationSnapshot> last = new ConcurrentHashMap<>();
              store.commit =
                  change -> {
                    if (change.deletesOrganization()) {
                      last.put(
                          change.organization().id(),
                          new OrganizationSnapshot(
                              change.organization(), Map.of(), EventChain.none()));
                    }
                    return store.real.commit(change);
                  };
              store.read =
                  (id, keys) ->
                      store.real.read(id, keys).or(() -> Optional.ofNullable(last.get(id)));
            }),
        new BrokenStore(
            "caches reads of a thread until it commits",
            LATER,
            store -> {
              ThreadLocal<Map<List<Object>, Optional<OrganizationSnapshot>>> seen =
                  ThreadLocal.withInitial(HashMap::new);
              store.commit =
                  change -> {
                    seen.get().clear();
                    return store.real.commit(change);
                  };
              store.read =
                  (id, keys) ->
                      seen.get()
                          .computeIfAbsent(List.of(id, keys), key -> store.real.read(id, keys));
            }));
  }

  /** Reads one key after the other, and then the organization. */
  private static Optional<OrganizationSnapshot> collect(
      AlterableStore store,
      OrganizationId organization,
      Set<ApiKeyId> ids,
      BiFunction<OrganizationId, ApiKeyId, Optional<OrganizationSnapshot>> readKey) {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
    for (ApiKeyId id : ids) {
      readKey.apply(organization, id).ifPresent(facts -> keys.putAll(facts.keys()));
    }
    return store
        .real
        .read(organization, Set.of())
        .map(facts -> new OrganizationSnapshot(facts.organization(), keys, facts.chain()));
  }

  private static List<BrokenStore> capacity() {
    return List.of(
        new BrokenStore(
            "lacks a part that its test class declares",
            "extensions: what this store can do",
            store -> store.operates = false),
        new BrokenStore(
            "serves more calls than were wanted",
            "probe: 1 to wanted",
            store -> store.capacity = wanted -> wanted + 1),
        new BrokenStore(
            "moves an organization that it drops",
            "evict: stored data does not change",
            store -> store.evict = store::bumpRevision),
        new BrokenStore(
            "moves an organization whose replication is awaited",
            "replication: nothing is changed",
            store -> store.awaitReplication = store::bumpRevision));
  }

  private static List<BrokenStore> revisions() {
    return List.of(
        new BrokenStore(
            "returns the first revisions",
            "revisions: returns the present revisions",
            store -> {
              Map<OrganizationId, OrganizationVersion> first = new ConcurrentHashMap<>();
              store.commit =
                  change -> {
                    boolean made = store.real.commit(change);
                    if (made) {
                      first.putIfAbsent(
                          change.organization().id(),
                          OrganizationVersion.of(change.organization().revision()));
                    }
                    return made;
                  };
              store.revisions =
                  ids -> {
                    Map<OrganizationId, OrganizationVersion> found =
                        new HashMap<>(store.real.revisions(ids));
                    found.replaceAll((id, present) -> first.getOrDefault(id, present));
                    return found;
                  };
            }),
        new BrokenStore(
            "returns a revision of an organization that does not exist",
            "revisions: one that does not exist is absent",
            store ->
                store.revisions =
                    ids -> {
                      Map<OrganizationId, OrganizationVersion> found = new HashMap<>();
                      ids.forEach(id -> found.put(id, OrganizationVersion.of(new Revision(1, 0))));
                      found.putAll(store.real.revisions(ids));
                      return found;
                    }));
  }
}
