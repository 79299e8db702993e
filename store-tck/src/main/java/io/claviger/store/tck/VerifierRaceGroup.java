package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Organization;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifiers that several threads exchange at once, and while their key is changed. */
abstract class VerifierRaceGroup extends ContractGroup {
  private static final int THREADS = 8;
  private static final int ROUNDS = 10;

  private Organization organization;
  private StoredApiKey key;
  private int drawn;

  VerifierRaceGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    organization = commit(samples.creation(started, key));
  }

  @Test
  void oneOfManyExchangesIsMade() throws Exception {
    List<Verifier> present = key.secrets().get(0).verifiers();
    for (int round = 0; round < ROUNDS; round++) {
      List<List<Verifier>> wanted = new ArrayList<>();
      List<Callable<Boolean>> rivals = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<Verifier> own = newVerifiers();
        VerifierExchange exchange = exchange(present, own);
        wanted.add(own);
        rivals.add(() -> verifierStore().exchange(exchange));
      }

      List<Boolean> made = Race.run(rivals);

      assertEquals(1, made.stream().filter(each -> each).count(), "exchanges made");
      present = wanted.get(made.indexOf(true));
      assertEquals(key.with(List.of(secret(present))), stored(key));
    }
  }

  /** Neither is in the way of the other. */
  @Test
  void aChangeAndAnExchangeAreBothMade() throws Exception {
    List<Verifier> present = key.secrets().get(0).verifiers();
    for (int round = 0; round < 3 * ROUNDS; round++) {
      StoredApiKey after = key.with(samples.settings().withDescription("round " + round));
      KeyChanges changes =
          new KeyChanges(
              List.of(samples.key(organization.id())), List.of(after.key()), Map.of(), Set.of());
      OrganizationChange change = samples.update(organization, changes);
      List<Verifier> next = newVerifiers();
      VerifierExchange exchange = exchange(present, next);

      List<Boolean> made =
          Race.run(List.of(() -> store().commit(change), () -> verifierStore().exchange(exchange)));

      assertEquals(List.of(true, true), made, "a change and an exchange");
      assertEquals(after.with(List.of(secret(next))), stored(key));
      present = next;
      organization = change.organization();
    }
  }

  private VerifierExchange exchange(List<Verifier> expected, List<Verifier> replacement) {
    return new VerifierExchange(
        organization.id(), key.key().id(), key.secrets().get(0).info().id(), expected, replacement);
  }

  private StoredSecret secret(List<Verifier> verifiers) {
    return new StoredSecret(key.secrets().get(0).info(), verifiers);
  }

  private List<Verifier> newVerifiers() {
    return List.of(new Verifier("sample$" + drawn++), new Verifier("sample$" + drawn++));
  }
}
