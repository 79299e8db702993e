package io.claviger.store.tck.broken;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Labels;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Changes whose effect is another one than they describe. */
final class BrokenKeyChanges {
  private static final String EFFECT = "commit: makes the change that is described";

  private BrokenKeyChanges() {}

  static List<BrokenStore> all() {
    return List.of(
        BrokenStore.rewriting(
            "updates the first key only",
            "store: one change may concern every key",
            Rewrites.keys(
                k ->
                    new KeyChanges(
                        k.created(),
                        k.updated().stream().limit(1).toList(),
                        k.secrets(),
                        k.deleted()))),
        BrokenStore.committing(
            "an update keeps old labels",
            EFFECT,
            (store, change) -> store.real.commit(keepingLabels(store, change))),
        BrokenStore.committing(
            "a rotation keeps old secrets",
            EFFECT,
            (store, change) -> store.real.commit(keepingSecrets(store, change))),
        BrokenStore.committing(
            "does not write the counters",
            EFFECT,
            (store, change) -> {
              Organization before = store.organization(change).orElse(change.organization());
              return store.real.commit(
                  Rewrites.organization(after -> after.with(before.counters())).apply(change));
            }),
        new BrokenStore(
            "creates a deleted organization again",
            "commit: ids of organizations are taken for ever",
            store -> {
              Set<OrganizationId> deleted = rememberDeleted(store);
              Predicate<OrganizationChange> commit = store.commit;
              store.commit =
                  change ->
                      (change.expected().isEmpty() && deleted.contains(change.organization().id()))
                          || commit.test(change);
            }),
        new BrokenStore(
            "finds keys of a deleted organization",
            "findByPublicKey: empty where the organization was deleted",
            BrokenKeyChanges::findDeleted),
        new BrokenStore(
            "removes events with their organization",
            "AuditLog: has the events of deleted organizations too",
            store -> {
              Set<OrganizationId> deleted = rememberDeleted(store);
              store.events =
                  query ->
                      deleted.contains(query.organization()) ? List.of() : store.real.events(query);
            }));
  }

  private static OrganizationChange keepingLabels(AlterableStore store, OrganizationChange change) {
    Map<ApiKeyId, Labels> before = new HashMap<>();
    for (StoredApiKey key : store.keys(change.organization().id())) {
      before.put(key.key().id(), key.key().labels());
    }
    KeyChanges keys = change.keys();
    List<ApiKey> updated = new ArrayList<>();
    for (ApiKey key : keys.updated()) {
      TreeMap<String, String> labels =
          new TreeMap<>(before.getOrDefault(key.id(), Labels.none()).values());
      labels.putAll(key.labels().values());
      updated.add(key.with(key.settings().withLabels(new Labels(labels))));
    }
    return Rewrites.with(
        change, new KeyChanges(keys.created(), updated, keys.secrets(), keys.deleted()));
  }

  private static OrganizationChange keepingSecrets(
      AlterableStore store, OrganizationChange change) {
    Map<ApiKeyId, List<StoredSecret>> all = new HashMap<>(change.keys().secrets());
    for (StoredApiKey before : store.keys(change.organization().id())) {
      all.computeIfPresent(
          before.key().id(),
          (id, after) ->
              Stream.of(before.secrets(), after).flatMap(List::stream).distinct().toList());
    }
    KeyChanges keys = change.keys();
    return Rewrites.with(
        change, new KeyChanges(keys.created(), keys.updated(), all, keys.deleted()));
  }

  /** Returns a set to which the store adds the organizations that it deletes. */
  private static Set<OrganizationId> rememberDeleted(AlterableStore store) {
    Set<OrganizationId> deleted = ConcurrentHashMap.newKeySet();
    store.commit =
        change -> {
          boolean made = store.real.commit(change);
          if (made && change.deletesOrganization()) {
            deleted.add(change.organization().id());
          }
          return made;
        };
    return deleted;
  }

  private static void findDeleted(AlterableStore store) {
    Map<PublicKey, KeyLookup> last = new ConcurrentHashMap<>();
    store.commit =
        change -> {
          if (change.deletesOrganization()) {
            for (StoredApiKey key : store.keys(change.organization().id())) {
              last.put(key.key().publicKey(), KeyLookup.of(change.organization(), key));
            }
          }
          return store.real.commit(change);
        };
    store.find =
        publicKey ->
            store
                .real
                .findByPublicKey(publicKey)
                .or(() -> Optional.ofNullable(last.get(publicKey)));
  }
}
