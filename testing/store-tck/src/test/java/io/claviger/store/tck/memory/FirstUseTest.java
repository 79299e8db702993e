package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first use of a new secret, if the store cannot be changed. */
final class FirstUseTest {
  private final SettableExecutor background = new SettableExecutor();
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final ApiKeys application = Claviger.of(store).actingAs(Caller.application("test"));
  private final ApiKey key =
      application.createOrganization(NewOrganization.named("Acme")).firstKey().apiKey();
  private final IssuedApiKey fresh =
      application.rotate(
          key.organization(), key.id(), GracePeriod.afterFirstUse(Duration.ofHours(1)));

  @Test
  void aStoreInTroubleDoesNotSpoilTheAnswerAndTheNextUseCounts() {
    assertAuthenticates(
        over(
            new ForwardingApiKeyStore(store) {
              @Override
              protected boolean commit(ChangeStore to, OrganizationChange change) {
                throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
              }
            }));
    assertEquals(Optional.empty(), endOfTheOldSecret());
    assertAuthenticates(over(store));
    assertTrue(endOfTheOldSecret().isPresent());
  }

  /** The library writes nothing on its own there, since it could not hide an error. */
  @Test
  void aTransactionOfTheApplicationIsLeftAlone() {
    assertAuthenticates(
        over(
            new ForwardingApiKeyStore(store) {
              @Override
              public boolean joinsTransaction() {
                return true;
              }

              @Override
              protected boolean commit(ChangeStore to, OrganizationChange change) {
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
                .authenticate(Credential.pair(key.publicKey(), fresh.privateKey())));
    assertEquals(fresh.secretId(), used.secretId());
    background.runAll();
  }

  private Optional<Instant> endOfTheOldSecret() {
    return application.get(key.organization(), key.id()).secrets().get(0).expiresAt();
  }
}
