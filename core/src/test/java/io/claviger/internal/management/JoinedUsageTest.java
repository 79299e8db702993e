package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.TrustedProof;
import io.claviger.internal.usage.RecordingUsageStore;
import io.claviger.model.ApiKey;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.Usage;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Usage in a transaction of the host's. */
class JoinedUsageTest {
  private static final ApiKey KEY = owner(1);
  private static final Permission READ = new Permission("things.read");

  private final RecordingUsageStore written = new RecordingUsageStore(KEY);
  private final Claviger claviger =
      Claviger.builder(
              new ForwardingApiKeyStore(ScriptedStore.holding(Fixture.with(KEY).facts())) {
                @Override
                public boolean joinsTransaction() {
                  return true;
                }

                @Override
                public StoreExtensions extensions() {
                  return super.extensions().withUsage(written);
                }
              })
          .clock(InstantSource.fixed(NOW))
          .build();

  @Test
  void nothingIsCounted() {
    AccessResult result =
        claviger
            .accessCheck(new Authorizer(RoleGrants.none().grant(Role.ORG_OWNER, READ)))
            .check(TrustedProof.of(KEY), AccessRequest.of(ORG, READ, ip("192.0.2.1")));
    assertInstanceOf(AccessResult.Granted.class, result);
    claviger.close();
    assertEquals(List.of(), written.batches);
    assertEquals(0, used());
    UsageStore.Subject subject =
        new UsageStore.Subject(ORG, KEY.id(), KEY.secrets().get(0).id(), Optional.empty());
    Usage once = Usage.once(new Usage.Last(NOW, ip("192.0.2.1")));
    written.add(List.of(new UsageCount(subject, once)));
    assertEquals(1, used(), "what others wrote is read");
  }

  private long used() {
    return claviger.actingAs(Fixture.APPLICATION).getUsage(ORG, KEY.id()).key().count();
  }
}
