package io.claviger.internal.credential;

import io.claviger.access.Authenticator;
import io.claviger.access.RequestPath;
import io.claviger.internal.background.Failures;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.PrivateKey;
import io.claviger.model.Roles;
import io.claviger.model.Samples;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Keys whose secrets can be presented. */
public final class Hashed {
  private Hashed() {}

  /** One that needs no pepper. */
  public static SecretHasher salted() {
    return peppered(0, Map.of());
  }

  public static SecretHasher peppered(int current, Map<Integer, byte[]> peppers) {
    return new SecretHasher(new Entropy(new SplittableRandom(9)), current, peppers);
  }

  /** Over this store, where verifiers stay as they are. */
  public static Authenticator authenticator(
      ApiKeyStore store, SecretHasher hasher, InstantSource clock) {
    Entropy entropy = new Entropy(new SecureRandom());
    return new RequestPath(store, clock, Roles.builtIn(), plain(hasher), entropy)
        .authenticator(used -> {}, Runnable::run, new Failures(clock));
  }

  /** Verifiers of this hasher only. */
  public static Verifiers plain(SecretHasher hasher) {
    return new Verifiers(hasher, List.of());
  }

  /** The key as it is kept, with one verifier for each of these secrets, in their order. */
  public static StoredApiKey key(SecretHasher hasher, ApiKey key, PrivateKey... clear) {
    List<StoredSecret> secrets = new ArrayList<>();
    for (int i = 0; i < clear.length; i++) {
      secrets.add(
          new StoredSecret(
              key.secrets().get(i), List.of(hasher.verifier(key.secrets().get(i).id(), clear[i]))));
    }
    return new StoredApiKey(key, secrets);
  }

  /** The same, with all verifiers that a secret gets. */
  public static StoredApiKey key(Verifiers verifiers, ApiKey key, PrivateKey... clear) {
    List<StoredSecret> secrets = new ArrayList<>();
    for (int i = 0; i < clear.length; i++) {
      SecretInfo info = key.secrets().get(i);
      secrets.add(new StoredSecret(info, verifiers.make(key.publicKey(), info.id(), clear[i])));
    }
    return new StoredApiKey(key, secrets);
  }

  /** Some key with these secrets. */
  static KeyLookup lookup(List<StoredSecret> secrets) {
    StoredApiKey some = Samples.stored(Samples.member(1));
    return KeyLookup.of(Samples.organization(), some.with(secrets));
  }

  /** The one of these that this is. */
  public static Optional<StoredSecret> find(
      SecretHasher hasher, List<StoredSecret> secrets, PrivateKey presented) {
    return secrets.stream()
        .filter(secret -> hasher.accepts(LookupSecret.of(secret), presented).orElse(false))
        .findFirst();
  }

  /** A store of these. */
  public static ScriptedStore store(StoredApiKey... stored) {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
    List<ApiKey> known = new ArrayList<>();
    for (StoredApiKey each : stored) {
      keys.put(each.key().id(), each);
      known.add(each.key());
    }
    return ScriptedStore.holding(
        new OrganizationSnapshot(
            Samples.organization(known.toArray(ApiKey[]::new)), keys, EventChain.none()));
  }
}
