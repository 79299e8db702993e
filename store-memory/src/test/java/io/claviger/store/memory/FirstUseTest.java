package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.ApiKeys;
import io.claviger.Caller;
import io.claviger.Claviger;
import io.claviger.IssuedApiKey;
import io.claviger.NewOrganization;
import io.claviger.Overlap;
import io.claviger.StoreException;
import io.claviger.access.Authenticated;
import io.claviger.access.PresentedCredential;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.tck.SettableExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first use of a new secret, where it cannot be told to the store. */
final class FirstUseTest {
  private final SettableExecutor background = new SettableExecutor();
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final ApiKeys host = Claviger.of(store).actingAs(Caller.host("test"));
  private final ApiKey key =
      host.createOrganization(NewOrganization.named("Acme")).firstKey().apiKey();
  private final IssuedApiKey fresh =
      host.rotate(key.organization(), key.id(), Overlap.afterFirstUse(Duration.ofHours(1)));

  @Test
  void aStoreInTroubleDoesNotSpoilTheAnswerAndTheNextUseCounts() {
    assertAuthenticates(
        over(
            new ForwardingApiKeyStore(store) {
              @Override
              public boolean commit(OrganizationChange change) {
                throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
              }
            }));
    assertEquals(Optional.empty(), endOfTheOldSecret());
    assertAuthenticates(over(store));
    assertTrue(endOfTheOldSecret().isPresent());
  }

  /** What was not asked for is not written there, and no error of it could be hidden. */
  @Test
  void aTransactionOfTheHostsIsLeftAlone() {
    assertAuthenticates(
        over(
            new ForwardingApiKeyStore(store) {
              @Override
              public boolean joinsTransaction() {
                return true;
              }

              @Override
              public boolean commit(OrganizationChange change) {
                throw new AssertionError("nothing is to be written");
              }
            }));
    assertEquals(Optional.empty(), endOfTheOldSecret());
  }

  private Claviger over(ApiKeyStore store) {
    return Claviger.builder(store).background(background).build();
  }

  private void assertAuthenticates(Claviger claviger) {
    Authenticated used =
        assertInstanceOf(
            Authenticated.class,
            claviger
                .authenticator()
                .authenticate(new PresentedCredential.Pair(key.publicKey(), fresh.privateKey())));
    assertEquals(fresh.secret(), used.secret());
    background.runAll();
  }

  private Optional<Instant> endOfTheOldSecret() {
    return host.get(key.organization(), key.id()).secrets().get(0).expiresAt();
  }
}
