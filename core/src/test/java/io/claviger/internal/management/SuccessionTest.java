package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authenticator;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.FakeTicker;
import io.claviger.internal.credential.Hashed;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.BackgroundFailure;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.SecretInfo;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first use of a new secret is told after the request, and the old secret gets its end. */
class SuccessionTest {
  private static final PrivateKey OLD = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey NEW = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4");
  private static final Duration GRACE = Duration.ofHours(1);
  private static final ApiKey ROTATED = rotated();

  private final FakeBackground background = new FakeBackground();
  private final ScriptedStore store = holding(ROTATED, OLD, NEW);
  private final Authenticator authenticator = over(store, background);
  private Instant now = NOW;

  static Stream<RuntimeException> troubles() {
    return Stream.of(
        new StoreException(StoreException.Kind.UNREACHABLE, "down", null),
        new IllegalStateException("a bug"));
  }

  @Test
  void theOldSecretGetsItsEndInTheBackground() {
    assertEquals(secretId(2), used(present(NEW)));
    assertEquals(List.of(), store.commits, "not while the request waits");
    assertEquals(0, store.reads);
    background.runExecuted();
    OrganizationChange change = store.commits.get(0);
    assertEquals(1, store.commits.size());
    assertEquals(
        Optional.of(NOW.plus(GRACE)),
        change.keys().secrets().get(ROTATED.id()).get(0).info().expiresAt());
    assertEquals(EventType.API_KEY_SECRET_ENDING, change.events().get(0).type());
    assertEquals("APPLICATION claviger", change.events().get(0).stamp().by().toString());
    assertEquals(Optional.of(new Revision(7, 42)), change.expected());
  }

  @Test
  void otherUsesAreNoNews() {
    assertEquals(secretId(1), used(present(OLD)));
    Authenticator plain = over(holding(member(1), OLD), background);
    assertEquals(secretId(1), used(present(plain, OLD)));
    assertEquals(
        Rejected.of(Rejected.Reason.WRONG_SECRET), present(PrivateKey.of("something-else")));
    assertEquals(0, background.executed.size());
  }

  @Test
  void manyFirstUsesMakeOneChange() {
    for (int i = 0; i < 10; i++) {
      used(present(NEW));
    }
    assertEquals(1, background.executed.size());
    background.runExecuted();
    assertEquals(1, store.commits.size());
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void whereTheStoreIsInTroubleAUseALittleLaterTellsIt(RuntimeException trouble) {
    Authenticator troubled = over(throwing(trouble), background);
    for (int i = 0; i < 10; i++) {
      assertEquals(secretId(2), used(present(troubled, NEW)));
      assertDoesNotThrow(background::runExecuted);
    }
    assertEquals(1, store.commits.size());
    now = NOW.plusSeconds(1);
    assertEquals(secretId(2), used(present(troubled, NEW)));
    assertDoesNotThrow(background::runExecuted);
    assertEquals(2, store.commits.size());
  }

  /** Another node made the change, and here a cache has not seen it. */
  @Test
  void whereItIsToldAlreadyNotEachUseAsksTheStore() {
    ApiKey told = told();
    ApiKeyStore old =
        new ForwardingApiKeyStore(holding(told, OLD, NEW)) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return store.findByPublicKey(publicKey);
          }

          @Override
          protected Optional<OrganizationSnapshot> read(
              ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
            store.reads++;
            return super.read(from, organization, keys);
          }
        };
    Authenticator cached = over(old, background);
    for (int i = 0; i < 10; i++) {
      assertEquals(secretId(2), used(present(cached, NEW)));
      background.runExecuted();
    }
    assertEquals(1, store.reads);
  }

  @Test
  void whatFailedIsCountedAndTheLastCauseIsKept() {
    StoreException down = new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
    Claviger troubled = claviger(throwing(down), background);
    assertEquals(secretId(2), used(present(troubled.authenticator(), NEW)));
    background.runExecuted();
    assertEquals(1, troubled.metrics().failedTasks());
    assertEquals(
        Optional.of(BackgroundFailure.of(Task.END_OLD_SECRETS, NOW, down)), troubled.lastFailure());
    now = NOW.plusSeconds(1);
    background.refusesToExecute = true;
    assertEquals(secretId(2), used(present(troubled.authenticator(), NEW)));
    assertEquals(2, troubled.metrics().failedTasks());
    BackgroundFailure last = troubled.lastFailure().orElseThrow();
    assertInstanceOf(RejectedExecutionException.class, last.cause());
    assertEquals(NOW.plusSeconds(1), last.at());
  }

  /** Deleted soon after the rotation, by a change that is in no cache yet. */
  @Test
  void aKeyOrAnOrganizationThatIsGoneIsNoFailure() {
    ApiKeyStore withoutKey = Hashed.store(Hashed.key(Hashed.salted(), owner(9), OLD));
    for (Optional<OrganizationSnapshot> facts :
        List.of(
            withoutKey.read(ORG, Set.of(ROTATED.id())), Optional.<OrganizationSnapshot>empty())) {
      ApiKeyStore gone =
          new ForwardingApiKeyStore(store) {
            @Override
            protected Optional<OrganizationSnapshot> read(
                ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
              return facts;
            }
          };
      Claviger claviger = claviger(gone, background);
      assertEquals(secretId(2), used(present(claviger.authenticator(), NEW)));
      background.runExecuted();
      assertEquals(0, claviger.metrics().failedTasks());
      assertEquals(Optional.empty(), claviger.lastFailure());
    }
    assertEquals(List.of(), store.commits);
  }

  private ApiKeyStore throwing(RuntimeException trouble) {
    return new ForwardingApiKeyStore(store) {
      @Override
      protected boolean commit(ChangeStore to, OrganizationChange change) {
        delegate().commit(change);
        throw trouble;
      }
    };
  }

  private AuthenticationResult present(PrivateKey secret) {
    return present(authenticator, secret);
  }

  private static AuthenticationResult present(Authenticator to, PrivateKey secret) {
    return to.authenticate(Credential.pair(ROTATED.publicKey(), secret));
  }

  private static Object used(AuthenticationResult answer) {
    return assertInstanceOf(Authenticated.class, answer).secretId();
  }

  private Authenticator over(ApiKeyStore store, FakeBackground background) {
    return claviger(store, background).authenticator();
  }

  private Claviger claviger(ApiKeyStore store, FakeBackground background) {
    return Claviger.builder(store)
        .clock(() -> now)
        .ticker(new FakeTicker())
        .background(background)
        .build();
  }

  private static ScriptedStore holding(ApiKey key, PrivateKey... secrets) {
    return Hashed.store(
        Hashed.key(Hashed.salted(), key, secrets), Hashed.key(Hashed.salted(), owner(9), OLD));
  }

  private static ApiKey told() {
    SecretInfo old = member(1).secrets().get(0);
    return ApiKey.of(
        ROTATED.identity(),
        ROTATED.settings(),
        List.of(old.endingAfterUse(GRACE).supersededAt(NOW), ROTATED.secrets().get(1)));
  }

  private static ApiKey rotated() {
    SecretInfo old = member(1).secrets().get(0);
    SecretInfo young =
        SecretInfo.of(secretId(2), old.hint(), NOW, Optional.empty(), Optional.empty());
    return ApiKey.of(
        member(1).identity(), member(1).settings(), List.of(old.endingAfterUse(GRACE), young));
  }
}
