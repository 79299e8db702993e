package io.claviger.benchmarks.size;

import io.claviger.model.ApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The organizations and keys that the measured calls ask for: all organizations, and about 10,000
 * keys of all organizations except the largest.
 */
final class Targets {
  private static final int KEYS = 10_000;

  private final int stride;
  private final List<OrganizationId> organizations;
  private final List<ApiKey> keys = new ArrayList<>();
  private final Random random;
  private int seen;
  private int next;

  Targets(Dataset dataset) {
    this(Math.max(1, dataset.keys() / KEYS), new ArrayList<>(), new Random(1));
  }

  private Targets(int stride, List<OrganizationId> organizations, Random random) {
    this.stride = stride;
    this.organizations = organizations;
    this.random = random;
  }

  /**
   * Splits the keys into parts and shuffles each one. All keys of an organization are in the same
   * part.
   */
  List<Targets> parts(int count) {
    List<Targets> parts = Stream.generate(this::part).limit(count).toList();
    keys.forEach(
        key -> parts.get(Math.floorMod(key.organization().hashCode(), count)).keys.add(key));
    parts.forEach(part -> Collections.shuffle(part.keys, random));
    return parts;
  }

  private Targets part() {
    return new Targets(stride, organizations, new Random(random.nextLong()));
  }

  void add(OrganizationChange change) {
    if (change.expected().isPresent()) {
      return;
    }
    organizations.add(change.organization().id());
    if (organizations.size() > 1) {
      change.keys().created().stream().map(StoredApiKey::key).forEach(this::offer);
    }
  }

  private void offer(ApiKey key) {
    if (seen++ % stride == 0) {
      keys.add(key);
    }
  }

  OrganizationId largest() {
    return organizations.get(0);
  }

  /** Returns all keys, in the order in which {@link #key} returns them. */
  List<ApiKey> keys() {
    return List.copyOf(keys);
  }

  /** Returns the next key. The first follows the last. */
  ApiKey key() {
    return keys.get(next++ % keys.size());
  }

  /** Removes a key and returns it. */
  ApiKey lastKey() {
    return keys.remove(keys.size() - 1);
  }

  /** Returns {@code count} random organizations, all different, or all if there are fewer. */
  Set<OrganizationId> organizations(int count) {
    if (count >= organizations.size()) {
      return Set.copyOf(organizations);
    }
    Set<OrganizationId> some = new HashSet<>();
    while (some.size() < count) {
      some.add(organizations.get(random.nextInt(organizations.size())));
    }
    return some;
  }
}
