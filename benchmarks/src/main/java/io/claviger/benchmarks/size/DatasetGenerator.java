package io.claviger.benchmarks.size;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.Actor;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Revision;
import io.claviger.model.Stamp;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes the changes that create the organizations and keys of a dataset. The largest organization
 * comes first. Each other one is created five minutes after the one before. A change list has at
 * most {@link #PIECE} keys. The result depends only on the dataset.
 */
final class DatasetGenerator {
  static final int PIECE = 10_000;

  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final long SECONDS_APART = 300;
  private static final Actor SEED = new Actor(Actor.Kind.APPLICATION, "seed", Optional.empty());

  private final Dataset dataset;
  private final Entropy entropy;
  private final KeyMaker maker;
  private long made;

  DatasetGenerator(Dataset dataset) {
    this.dataset = dataset;
    this.entropy = new Entropy(new Random(dataset.keys()));
    this.maker = new KeyMaker(entropy);
  }

  /** Passes each list of changes to the sink, in order. */
  void make(Consumer<List<OrganizationChange>> sink) {
    largest(sink);
    others(dataset.organizations() - 1, Dataset.KEYS_EACH, sink);
    others(dataset.organizationsWithoutKeys(), 0, sink);
  }

  private void others(int organizations, int keys, Consumer<List<OrganizationChange>> sink) {
    for (int count : parts(organizations, PIECE / Dataset.KEYS_EACH)) {
      List<OrganizationChange> piece = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Stamp stamp = new Stamp(FIRST.plusSeconds(++made * SECONDS_APART), SEED);
        piece.add(creation(organization(stamp, keys)));
      }
      sink.accept(piece);
    }
  }

  /**
   * Splits a total into parts of nearly the same size. The number of parts is even, so that both
   * writers get the same number.
   */
  static List<Integer> parts(int total, int most) {
    int count = 2 * ((total + 2 * most - 1) / (2 * most));
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add((int) ((i + 1L) * total / count - (long) i * total / count));
    }
    return parts;
  }

  private void largest(Consumer<List<OrganizationChange>> sink) {
    Organization before = null;
    for (int count : parts(dataset.keysOfLargest(), PIECE)) {
      Organization after =
          before == null ? organization(new Stamp(FIRST, SEED), count) : grown(before, count);
      sink.accept(List.of(before == null ? creation(after) : growth(before, after, count)));
      before = after;
    }
  }

  private OrganizationChange creation(Organization organization) {
    return OrganizationChange.creation(
        organization,
        keys(organization, organization.counters().apiKeys()),
        List.of(event(organization, EventType.ORGANIZATION_CREATED)));
  }

  private OrganizationChange growth(Organization before, Organization after, int count) {
    return OrganizationChange.update(
        before.revision(),
        after,
        new KeyChanges(keys(after, count), List.of(), Map.of(), Set.of()),
        List.of(event(after, EventType.ORGANIZATION_REVISION_BUMPED)));
  }

  private List<StoredApiKey> keys(Organization organization, int count) {
    List<StoredApiKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(maker.make(organization.id(), organization.created()));
    }
    return keys;
  }

  private Organization organization(Stamp stamp, int keys) {
    return new Organization(
        entropy.organizationId(stamp.at()),
        stamp,
        new OrganizationSettings("seeded", false, new Limits(1_000_000, 200)),
        new OrganizationCounters(keys, 0),
        new Revision(1, entropy.revision()));
  }

  private Organization grown(Organization before, int more) {
    return new Organization(
        before.id(),
        before.created(),
        before.settings(),
        new OrganizationCounters(before.counters().apiKeys() + more, 0),
        new Revision(before.revision().number() + 1, entropy.revision()));
  }

  private AuditEvent event(Organization organization, EventType type) {
    Stamp stamp = organization.created();
    return new AuditEvent(
        entropy.eventId(stamp.at()),
        type,
        AuditEvent.Subject.of(organization.id()),
        stamp,
        new TreeMap<>(Map.of("name", organization.settings().name())));
  }
}
