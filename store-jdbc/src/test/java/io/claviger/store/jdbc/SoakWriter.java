package io.claviger.store.jdbc;

import io.claviger.ApiKeys;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ContentionException;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.ChangeListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** A thread of a {@link SoakNode}, which makes random changes. It changes only keys of its own. */
final class SoakWriter {
  /** Remembers the revision that the last change of each thread made. */
  static final class Revisions implements ChangeListener {
    private final ConcurrentMap<Thread, Revision> last = new ConcurrentHashMap<>();

    @Override
    public void changed(OrganizationId organization, Revision revision) {
      last.put(Thread.currentThread(), revision);
    }

    /** Returns the number of the revision that this thread made. */
    long own() {
      return Objects.requireNonNull(last.remove(Thread.currentThread())).number();
    }
  }

  /**
   * A change that is about to be made.
   *
   * @param secret the id of the secret that ends with it
   */
  private record Change(OrganizationId organization, EventType type, String key, String secret) {}

  private static final int MAX_KEYS = 16;
  private static final String NONE = "-";

  /** The beginning of the descriptions of all keys of all writers. */
  static final String DESCRIPTION = "reader";

  /** After these, the secret that the key had is not valid. */
  private static final Set<EventType> ENDING =
      EnumSet.of(EventType.API_KEY_DISABLED, EventType.API_KEY_ROTATED, EventType.API_KEY_DELETED);

  private final ApiKeys application;
  private final SoakKeys keys;
  private final Revisions revisions;
  private final List<OrganizationId> organizations;
  private final SplittableRandom random;
  private final List<IssuedApiKey> own = new ArrayList<>();
  private int changes;

  SoakWriter(
      CachedNode node,
      SoakKeys keys,
      Revisions revisions,
      List<OrganizationId> organizations,
      int seed) {
    this.application = node.application();
    this.keys = keys;
    this.revisions = revisions;
    this.organizations = organizations;
    this.random = new SplittableRandom(seed);
  }

  /** Makes a change, or reads an organization. */
  void makeOne() {
    OrganizationId organization = organizations.get(random.nextInt(organizations.size()));
    try {
      switch (random.nextInt(6)) {
        case 0 -> read(organization);
        case 1 -> bumpRevision(organization);
        default -> changeKey(organization);
      }
    } catch (StoreException | ContentionException e) {
      // It says that nothing was changed.
    } catch (OutcomeUnknownException e) {
      // It was printed. The key is left alone.
    }
  }

  private void read(OrganizationId organization) {
    long begun = System.nanoTime();
    long revision = application.getOrganization(organization).revision().number();
    SoakNode.print("read", organization, begun, System.nanoTime(), revision);
  }

  private void changeKey(OrganizationId organization) {
    if (own.size() < MAX_KEYS) {
      create(organization);
      return;
    }
    IssuedApiKey key = own.remove(random.nextInt(own.size()));
    try {
      if (!key.apiKey().isEnabled()) {
        revoke(key);
        return;
      }
      switch (random.nextInt(4)) {
        case 0 -> describe(key);
        case 1 -> rotate(key);
        case 2 -> disable(key);
        default -> revoke(key);
      }
    } catch (StoreException | ContentionException e) {
      own.add(key);
    }
  }

  private void create(OrganizationId organization) {
    NewApiKey request = NewApiKey.of(DESCRIPTION, Role.ORG_READ_ONLY);
    announce(
        call(
            new Change(organization, EventType.API_KEY_CREATED, NONE, NONE),
            () -> application.create(organization, request)));
  }

  private void bumpRevision(OrganizationId organization) {
    var unused =
        call(
            new Change(organization, EventType.ORGANIZATION_REVISION_BUMPED, NONE, NONE),
            () -> application.bumpRevision(organization));
  }

  private void describe(IssuedApiKey key) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().describe(DESCRIPTION + ++changes);
    own.add(change(key, EventType.API_KEY_DESCRIPTION_CHANGED, () -> update(key, patch)));
  }

  private void disable(IssuedApiKey key) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().disable();
    own.add(change(key, EventType.API_KEY_DISABLED, () -> update(key, patch)));
  }

  private IssuedApiKey update(IssuedApiKey key, ApiKeyPatch patch) {
    return IssuedApiKey.of(
        application.update(key.apiKey().organization(), key.apiKey().id(), patch),
        key.secretId(),
        key.privateKey());
  }

  private void rotate(IssuedApiKey key) {
    OrganizationId organization = key.apiKey().organization();
    announce(
        change(
            key,
            EventType.API_KEY_ROTATED,
            () -> application.rotate(organization, key.apiKey().id(), GracePeriod.none())));
  }

  private void revoke(IssuedApiKey key) {
    var unused =
        change(
            key,
            EventType.API_KEY_DELETED,
            () -> {
              application.revoke(key.apiKey().organization(), key.apiKey().id());
              return key;
            });
  }

  /** From here on all processes use the credential. */
  private void announce(IssuedApiKey key) {
    own.add(key);
    long created = System.nanoTime();
    PublicKey publicKey = key.apiKey().publicKey();
    Credential pair = Credential.pair(publicKey, key.privateKey());
    keys.add(key.apiKey().organization(), key.secretId().value(), pair, created);
    SoakNode.print(
        "key",
        key.apiKey().organization(),
        key.secretId().value(),
        publicKey,
        key.privateKey().reveal(),
        created);
  }

  private IssuedApiKey change(IssuedApiKey key, EventType type, Supplier<IssuedApiKey> call) {
    String secret = ENDING.contains(type) ? key.secretId().value() : NONE;
    ApiKey changed = key.apiKey();
    return call(new Change(changed.organization(), type, changed.id().value(), secret), call);
  }

  /** Makes a change, and prints it unless nothing was changed. */
  private <T> T call(Change change, Supplier<T> call) {
    long begun = System.nanoTime();
    try {
      T result = call.get();
      String key =
          result instanceof IssuedApiKey issued ? issued.apiKey().id().value() : change.key();
      print(change, key, begun, System.nanoTime(), revisions.own());
      return result;
    } catch (OutcomeUnknownException e) {
      String key = e.mayExist().stream().map(ApiKeyId::value).findAny().orElse(change.key());
      print(change, key, begun, Long.MAX_VALUE, SoakHistory.UNKNOWN);
      throw e;
    }
  }

  private static void print(Change change, String key, long begun, long ended, long revision) {
    SoakNode.print(
        "change",
        change.organization(),
        change.type(),
        key,
        change.secret(),
        begun,
        ended,
        revision);
  }
}
