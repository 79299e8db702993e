package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.revocation.CacheTime;
import io.claviger.store.tck.revocation.RevocationContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract of caches fails for broken caches. */
final class RevocationBitesTest {
  private static final String STEADY = "nobodyIsAdmittedTooLate";
  private static final String CUT = "norWhereTheDatabaseIsCutOff";
  private static final String LATE = "norWhereItAnswersLate";

  @Test
  void oneThatNeverReadsAgain() {
    assertFails(NeverReadsAgain.class, STEADY);
  }

  @Test
  void oneThatKeepsTwiceAsLongAsItPromises() {
    assertFails(KeepsTwiceAsLong.class, "norWhereNothingIsDoneInTheBackground");
  }

  @Test
  void oneThatDoesNotSeeWhatItsOwnNodeChanges() {
    assertFails(BlindToItsOwn.class, STEADY);
  }

  @Test
  void oneThatNeverReadsRevokedTokensAgain() {
    assertFails(NeverReadsTokensAgain.class, STEADY);
  }

  @Test
  void oneThatAdmitsWhereItCannotConfirm() {
    assertFails(FailsOpen.class, CUT);
  }

  @Test
  void oneThatCountsTheAgeFromTheEndOfARead() {
    assertFails(StampsAtTheEnd.class, LATE);
  }

  /** Tries several times, since by chance no request may come at the critical moment. */
  private static void assertFails(Class<? extends RevocationContract> broken, String test) {
    for (int tries = 0; tries < 10; tries++) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(broken, test)).build();
      LauncherFactory.create().execute(request, listener);
      for (TestExecutionSummary.Failure failure : listener.getSummary().getFailures()) {
        if (failure.getException().toString().contains("wrong answers")) {
          return;
        }
      }
    }
    fail(broken + " passes");
  }

  abstract static class Broken extends RevocationContract {
    @Override
    protected Supplier<ApiKeyStore> newDatabase() {
      InMemoryApiKeyStore store = new InMemoryApiKeyStore();
      return () -> store;
    }

    static CachingApiKeyStore.Builder builder(ApiKeyStore store, CacheTime time) {
      return CachingApiKeyStore.builder(store)
          .maxStaleness(time.maxStaleness())
          .clock(time.clock())
          .ticker(time.ticker())
          .background(time.background());
    }
  }

  static final class NeverReadsAgain extends Broken {
    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      Map<PublicKey, Optional<KeyLookup>> known = new ConcurrentHashMap<>();
      return new ForwardingApiKeyStore(store) {
        @Override
        public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
          return known.computeIfAbsent(publicKey, super::findByPublicKey);
        }
      };
    }
  }

  static final class NeverReadsTokensAgain extends Broken {
    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      return new ForwardingApiKeyStore(builder(store, time).build()) {
        @Override
        public StoreExtensions extensions() {
          StoreExtensions real = super.extensions();
          return real.withRevokedTokens(new RememberedTokens(real.revokedTokens().orElseThrow()));
        }
      };
    }
  }

  private static final class RememberedTokens implements RevokedTokens {
    private final RevokedTokens real;
    private final Map<OrganizationId, Live> first = new ConcurrentHashMap<>();

    RememberedTokens(RevokedTokens real) {
      this.real = real;
    }

    @Override
    public Live live(OrganizationId organization, Instant now) {
      return first.computeIfAbsent(organization, same -> real.live(same, now));
    }

    @Override
    public boolean revoke(RevokedToken token, Bounds bounds) {
      return real.revoke(token, bounds);
    }

    @Override
    public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      return real.ofKey(organization, key);
    }

    @Override
    public int sweep(Instant before, int max) {
      return real.sweep(before, max);
    }
  }

  static final class KeepsTwiceAsLong extends Broken {
    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      return builder(store, time).maxStaleness(time.maxStaleness().multipliedBy(2)).build();
    }
  }

  static final class BlindToItsOwn extends Broken {
    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      return new ForwardingApiKeyStore(builder(store, time).build()) {
        @Override
        protected boolean commit(ChangeStore to, OrganizationChange change) {
          return store.commit(change);
        }
      };
    }
  }

  static final class FailsOpen extends Broken {
    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      return builder(store, time).staleIfError(Duration.ofDays(1)).build();
    }
  }

  /** The common kind of cache: a map with a time to live. */
  static final class StampsAtTheEnd extends Broken {
    private record Entry(Optional<KeyLookup> found, long read) {}

    @Override
    protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
      Map<PublicKey, Entry> known = new ConcurrentHashMap<>();
      return new ForwardingApiKeyStore(store) {
        @Override
        public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
          Entry entry = known.get(publicKey);
          long now = time.ticker().nanos();
          if (entry == null || now - entry.read > time.maxStaleness().toNanos()) {
            Optional<KeyLookup> found = super.findByPublicKey(publicKey);
            entry = new Entry(found, time.ticker().nanos());
            known.put(publicKey, entry);
          }
          return entry.found;
        }

        @Override
        protected boolean commit(ChangeStore to, OrganizationChange change) {
          try {
            return super.commit(to, change);
          } finally {
            known.clear();
          }
        }
      };
    }
  }
}
