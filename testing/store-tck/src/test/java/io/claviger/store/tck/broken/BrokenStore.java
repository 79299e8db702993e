package io.claviger.store.tck.broken;

import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A store that breaks one sentence of the store interface.
 *
 * @param name the fault
 * @param sentence the sentence that it breaks, shortened; it begins with the method
 * @param alteration makes the fault in a store that has none; it is applied to each node
 */
record BrokenStore(String name, String sentence, Consumer<AlterableStore> alteration) {
  /** Has no fault. */
  static final BrokenStore NONE = new BrokenStore("no fault", "", store -> {});

  /** Has no fault either: {@link KeyTally} counts correctly. */
  static final BrokenStore TALLY =
      new BrokenStore("no fault, with a tally", "", store -> store.tally.attachTo(store));

  static List<BrokenStore> all() {
    return Stream.of(
            BrokenCommits.all(),
            BrokenLocks.all(),
            BrokenKeyChanges.all(),
            BrokenValues.all(),
            BrokenReads.all(),
            BrokenLists.all(),
            BrokenOrganizationLists.all(),
            BrokenEvents.all(),
            BrokenFeeds.all(),
            BrokenSearches.all(),
            BrokenUsage.all(),
            BrokenVerifiers.all(),
            BrokenRevokedTokens.all(),
            BrokenChangeFeeds.all())
        .flatMap(List::stream)
        .toList();
  }

  static BrokenStore named(String name) {
    return Stream.concat(Stream.of(NONE, TALLY), all().stream())
        .filter(broken -> broken.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Makes a store with another commit. */
  static BrokenStore committing(
      String name, String sentence, BiPredicate<AlterableStore, OrganizationChange> commit) {
    return new BrokenStore(
        name, sentence, store -> store.commit = change -> commit.test(store, change));
  }

  /** Makes a store that makes another change than it is given. */
  static BrokenStore rewriting(
      String name, String sentence, UnaryOperator<OrganizationChange> rewrite) {
    return new BrokenStore(
        name, sentence, store -> store.commit = change -> store.real.commit(rewrite.apply(change)));
  }

  /** Opens two nodes on the same keys. */
  StoreUnderTest open() {
    InMemoryApiKeyStore real = new InMemoryApiKeyStore();
    Meeting meeting = new Meeting();
    KeyTally tally = new KeyTally();
    AlterableStore store = new AlterableStore(real, meeting, tally);
    AlterableStore otherNode = new AlterableStore(real, meeting, tally);
    alteration.accept(store);
    alteration.accept(otherNode);
    return StoreUnderTest.of(store).withOtherNode(otherNode);
  }

  @Override
  public String toString() {
    return name + " (" + sentence + ")";
  }
}
