package io.claviger.simulation;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The organizations with their keys: whom requests ask for, and what changes. */
final class Population {
  /** An organization, and the keys that it has at times. */
  record Tenant(Organization first, List<StoredApiKey> keys) {
    OrganizationId id() {
      return first.id();
    }

    PublicKey publicKey(int number) {
      return keys.get(number).key().publicKey();
    }
  }

  private final Scenario scenario;
  private final SplittableRandom random;
  private final SimulatedStore store;
  private final Samples samples = new Samples();
  private final List<Tenant> tenants = new ArrayList<>();

  /** The share of requests of each organization and all before it. */
  private final double[] shares;

  /** The organization that was deleted last. */
  private @Nullable Tenant gone;

  Population(World world) {
    this.scenario = world.scenario();
    this.random = world.random();
    this.store = world.store();
    this.shares = new double[scenario.organizations()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      tenants.add(newTenant());
      sum += scenario.zipf() ? 1.0 / (i + 1) : 1;
      shares[i] = sum;
    }
    tenants.forEach(tenant -> store.commit(creation(tenant), Timeline.NOBODY));
    store.feed().beginNumbering().ifPresent(all -> store.feed().endNumbering(all, true));
  }

  private Tenant newTenant() {
    Organization organization = samples.organization();
    List<StoredApiKey> keys =
        Stream.generate(() -> samples.key(organization.id())).limit(scenario.keys()).toList();
    return new Tenant(organization, keys);
  }

  /** Returns the change that creates the organization with its first key. */
  private OrganizationChange creation(Tenant tenant) {
    return samples.creation(tenant.first(), tenant.keys().get(0));
  }

  List<Tenant> tenants() {
    return List.copyOf(tenants);
  }

  private Tenant draw() {
    double drawn = random.nextDouble() * shares[shares.length - 1];
    int found = Arrays.binarySearch(shares, drawn);
    return tenants.get(found < 0 ? -found - 1 : found);
  }

  /** Makes a request for some organization. */
  void request(Node node) {
    Tenant tenant = gone != null && random.nextInt(50) == 0 ? gone : draw();
    boolean withTokens = scenario.faults() && random.nextInt(3) == 0;
    node.ask(tenant.id(), tenant.publicKey(random.nextInt(scenario.keys())), withTokens);
  }

  /** Changes some organization. */
  void change(Node node) {
    int index = random.nextInt(tenants.size());
    Tenant tenant = tenants.get(index);
    SimulatedStore.Keys present = store.keysOf(tenant.id()).newest();
    Organization organization = present.organization();
    int kind = random.nextInt(100);
    if (organization == null) {
      // A promotion has lost the creation.
      node.change(creation(tenant));
    } else if (kind < 2) {
      node.change(samples.deletion(organization));
      gone = tenant;
      tenants.set(index, newTenant());
    } else if (kind < 20) {
      node.revoke(samples.revokedToken(tenant.keys().get(0), Duration.ofDays(1)));
    } else {
      node.change(samples.update(organization, keyChange(tenant, present.stored())));
    }
  }

  /** Creates, deletes, disables or enables a key, or changes none. */
  private KeyChanges keyChange(Tenant tenant, Map<ApiKeyId, StoredApiKey> stored) {
    StoredApiKey drawn = tenant.keys().get(random.nextInt(scenario.keys()));
    StoredApiKey present = stored.get(drawn.key().id());
    if (present == null) {
      return KeyChanges.create(drawn);
    }
    return switch (random.nextInt(4)) {
      case 0 -> KeyChanges.none();
      case 1 -> KeyChanges.delete(drawn.key().id());
      default -> KeyChanges.update(toggled(present.key()));
    };
  }

  private static ApiKey toggled(ApiKey key) {
    return key.with(key.settings().withEnabled(!key.settings().isEnabled()));
  }
}
