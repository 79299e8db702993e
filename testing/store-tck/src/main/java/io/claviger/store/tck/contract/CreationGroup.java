package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.KeyFilter;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An organization is created once. */
abstract class CreationGroup extends ContractGroup {
  private static final int RIVALS = 8;
  private static final int ROUNDS = 10;

  @Test
  void createsAnOrganizationWithItsKeys() {
    Organization organization = samples.organization();
    StoredApiKey first = samples.key(organization.id());
    StoredApiKey second = samples.key(organization.id());

    commit(samples.creation(organization, first, second));

    assertEquals(organization, read(organization.id()).organization());
    assertEquals(
        Map.of(first.key().id(), first, second.key().id(), second),
        read(organization.id(), first.key().id(), second.key().id()).keys());
  }

  @Test
  void createsAnOrganizationWithoutKeys() {
    Organization organization = commit(samples.creation(samples.organization()));
    KeyQuery all =
        new KeyQuery(organization.id(), KeyFilter.all(), samples.instant(), PageQuery.first(1));

    assertEquals(organization, read(organization.id()).organization());
    assertEquals(List.of(), store().listKeys(all).items());

    StoredApiKey first = samples.key(organization.id());
    commit(samples.update(organization, KeyChanges.create(first)));

    assertEquals(first, stored(first));
    assertEquals(List.of(first.key()), store().listKeys(all).items());
  }

  @Test
  void startsAtTheRevisionOfTheChangeWhateverItIs() {
    Organization organization = samples.organization().withRevision(new Revision(42, -42));

    commit(samples.creation(organization));

    assertEquals(new Revision(42, -42), read(organization.id()).organization().revision());
  }

  @Test
  void refusesASecondCreationAndKeepsTheFirst() {
    Organization first = samples.organization();
    StoredApiKey key = samples.key(first.id());
    commit(samples.creation(first, key));
    StoredApiKey late = samples.key(first.id());
    Snapshot before = snapshot(first.id(), key, late);

    assertFalse(store().commit(samples.creation(samples.moved(first), late)));
    assertFalse(store().commit(samples.creation(first, late)), "at the very revision it is at");

    assertEquals(before, snapshot(first.id(), key, late));
  }

  @Test
  void leavesNothingOfACreationWhosePublicKeyIsTaken() {
    Organization other = samples.organization();
    StoredApiKey taken = samples.key(other.id());
    commit(samples.creation(other, taken));
    Organization organization = samples.organization();
    StoredApiKey fresh = samples.key(organization.id());
    StoredApiKey colliding =
        samples.withPublicKey(samples.key(organization.id()), taken.key().publicKey());

    assertFalse(store().commit(samples.creation(organization, fresh, colliding)));

    assertEquals(Optional.empty(), store().read(organization.id(), Set.of()));
    assertNumberOfEvents(0, organization.id());
    commit(samples.creation(organization, fresh));
  }

  @Test
  void createsManyOrganizationsExceptThoseThatCollide() {
    Organization taken = samples.organization();
    commit(samples.creation(taken, samples.key(taken.id())));
    Organization first = samples.organization();
    Organization second = samples.organization();
    StoredApiKey key = samples.key(first.id());
    StoredApiKey late = samples.key(taken.id());

    assertEquals(
        Set.of(first.id(), second.id()),
        store()
            .commitAll(
                List.of(
                    samples.creation(first, key),
                    samples.creation(samples.moved(taken), late),
                    samples.creation(second))));

    assertEquals(key, stored(key));
    assertEquals(second, read(second.id()).organization());
    assertEquals(taken, read(taken.id()).organization());
    Organization third = samples.organization();
    assertEquals(Set.of(third.id()), store().commitAll(List.of(samples.creation(third))));
  }

  @Test
  void givesTrueToExactlyOneOfManyCreationsOfOneId() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Organization wanted = samples.organization();
      List<Organization> rivals = new ArrayList<>();
      List<Callable<Boolean>> creations = new ArrayList<>();
      for (int i = 0; i < RIVALS; i++) {
        Organization rival = wanted.withRevision(new Revision(1, i));
        rivals.add(rival);
        ApiKeyStore node = node(i).store();
        creations.add(() -> node.commit(samples.creation(rival, samples.key(rival.id()))));
      }

      List<Boolean> made = Race.run(creations);

      assertEquals(1, made.stream().filter(each -> each).count(), "creations made");
      Organization winner = rivals.get(made.indexOf(true));
      assertEquals(winner, read(wanted.id()).organization());
      assertEquals(1, snapshot(wanted.id()).page().items().size(), "keys of the winner");
      assertNumberOfEvents(1, wanted.id());
    }
  }
}
