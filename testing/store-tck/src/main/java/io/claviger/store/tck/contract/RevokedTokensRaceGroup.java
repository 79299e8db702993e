package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.RevokedTokens.Live;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several threads revoke tokens at once, and while their organization is changed. */
@Needs(StorePart.REVOKED_TOKENS)
abstract class RevokedTokensRaceGroup extends ContractGroup {
  private static final int THREADS = 8;
  private static final int ROUNDS = 20;
  private static final Bounds MANY = new Bounds(1_000, 1_000);

  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void noMoreAreEndedThanTheBoundAllows() throws Exception {
    Bounds three = new Bounds(3, 100);
    List<RevokedToken> tokens = Stream.generate(this::token).limit(THREADS).toList();

    List<Boolean> revoked =
        Race.run(THREADS, i -> node(i).revokedTokens().revoke(tokens.get(i), three));

    assertEquals(3, Collections.frequency(revoked, true));
    assertCounted(3);
  }

  @Test
  void oneTokenIsCountedOnce() throws Exception {
    RevokedToken token = token();

    List<Boolean> revoked = Race.run(THREADS, i -> node(i).revokedTokens().revoke(token, MANY));

    assertEquals(Collections.nCopies(THREADS, true), revoked);
    assertCounted(1);
  }

  @Test
  void aChangeAndAnEndAreBothMade() throws Exception {
    RevokedTokens elsewhere = node(1).revokedTokens();
    for (int round = 1; round <= ROUNDS; round++) {
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      RevokedToken token = token();

      List<Boolean> made =
          Race.run(List.of(() -> store().commit(change), () -> elsewhere.revoke(token, MANY)));

      assertEquals(List.of(true, true), made, "a change and an end");
      organization = change.organization();
      assertCounted(round);
    }
  }

  /** A reader that takes the count of a later token for that of an earlier list misses one. */
  @Test
  void theCountIsThatOfTheTokensReadWithIt() throws Exception {
    RevokedTokens elsewhere = node(1).revokedTokens();
    Race.during(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            assertTrue(revokedTokens().revoke(token(), MANY));
          }
        },
        () -> {
          Live live = elsewhere.live(organization.id(), samples.instant());
          assertEquals(live.count(), live.tokens().size());
        });
    assertCounted(ROUNDS);
  }

  private RevokedToken token() {
    return samples.revokedToken(key, Duration.ofHours(1));
  }

  private void assertCounted(int tokens) {
    assertEquals(
        Map.of(organization.id(), new OrganizationVersion(organization.revision(), tokens)),
        store().revisions(Set.of(organization.id())));
    Live live = revokedTokens().live(organization.id(), samples.instant());
    assertEquals(tokens, live.count());
    assertEquals(tokens, live.tokens().size());
  }
}
