package io.claviger.internal.management;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.internal.FakeTicker;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ContentionException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Changes that become part of a transaction of the host's. */
class JoinedChangeTest {
  private final Fixture fixture = Fixture.with(owner(1));
  private final ScriptedStore store = ScriptedStore.holding(fixture.facts());
  private final FakeTicker ticker = new FakeTicker();
  private final List<String> told = new ArrayList<>();
  private final ChangeLoop loop =
      new ChangeLoop(
          new ForwardingApiKeyStore(store) {
            @Override
            public boolean joinsTransaction() {
              return true;
            }
          },
          Fixture.context((organization, revision) -> told.add(organization.value())),
          ticker,
          new Entropy(new SplittableRandom(3)),
          Duration.ofSeconds(5));

  @Test
  void nobodyIsToldOfWhatMayBeRolledBack() {
    assertEquals("done", loop.run(ORG, lost -> Optional.of(proposal("done"))));
    assertEquals(1, store.commits.size());
    assertEquals(List.of(), told);
  }

  @Test
  void aLostChangeIsNotTriedAgain() {
    store.answering(false);
    ContentionException thrown =
        assertThrows(
            ContentionException.class, () -> loop.run(ORG, lost -> Optional.of(proposal("never"))));
    assertEquals(1, thrown.attempts());
    assertEquals(1, store.commits.size());
    assertEquals(List.of(), ticker.naps);
  }

  @Test
  void whatIsOvertakenBeforeItDecidesIsTriedAgain() {
    String result =
        loop.run(
            ORG, lost -> lost == 0 ? Optional.empty() : Optional.of(Proposal.unchanged("at last")));
    assertEquals("at last", result);
    assertEquals(1, ticker.naps.size());
  }

  @Test
  void aRetryInATransactionIsCountedWithTheOthers() {
    ChangeLoop joined = loop.on(store);
    joined.run(
        ORG, lost -> lost == 0 ? Optional.empty() : Optional.of(Proposal.unchanged("at last")));
    assertEquals(1, loop.retries());
  }

  private <R> Proposal<R> proposal(R result) {
    OrganizationChange bumped =
        Fixture.rules()
            .organizations()
            .bumpRevision(fixture.seenBy(Fixture.APPLICATION))
            .change()
            .orElseThrow();
    return Proposal.of(bumped, result);
  }
}
