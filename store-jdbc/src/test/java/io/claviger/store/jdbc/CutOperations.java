package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ContentionException;
import io.claviger.model.EventQuery;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.store.tck.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The operations of management and of the store, each with what its caller is told. */
final class CutOperations {
  private static final CidrBlock BLOCK = CidrBlock.parse("203.0.113.0/24");

  /** What the caller of an operation was told. */
  enum Told {
    DONE,
    NOT_DONE,
    /** All of it was done, or nothing. */
    UNKNOWN,
    /** Of several changes, some may have been made; each of them whole. */
    PARTS
  }

  /** Calls the store; the result is the truth, or an exception is. */
  @FunctionalInterface
  interface Body {
    Told call(CutFixture fixture);
  }

  /**
   * One call of the store or of management.
   *
   * @param onFailure what a {@link StoreException} means
   */
  record Operation(String name, Told onFailure, Body body) {
    Told call(CutFixture fixture) {
      try {
        return body.call(fixture);
      } catch (OutcomeUnknownException e) {
        return onFailure == Told.PARTS ? Told.PARTS : Told.UNKNOWN;
      } catch (StoreException e) {
        return onFailure;
      } catch (ContentionException e) {
        return Told.NOT_DONE;
      }
    }
  }

  private final JdbcStore store;
  private final Samples samples;
  private final ApiKeys application;
  private final List<Operation> operations = new ArrayList<>();

  CutOperations(JdbcStore store, Samples samples) {
    this.store = store;
    this.samples = samples;
    InstantSource later = InstantSource.fixed(samples.instant().plus(Duration.ofDays(1)));
    application = Claviger.builder(store).clock(later).build().actingAs(Caller.application("test"));
    addManagement();
    addStore();
  }

  List<Operation> all() {
    return operations;
  }

  private void addManagement() {
    manage(
        "create organization",
        it ->
            application.createOrganization(
                NewOrganization.named("New").withId(it.fresh().get(0).id())));
    manage(
        "rename organization",
        it ->
            application.updateOrganization(
                it.organization(), OrganizationPatch.nothing().rename("Renamed")));
    manage("delete organization", it -> application.deleteOrganization(it.organization()));
    manage("bump revision", it -> application.bumpRevision(it.organization()));
    manage(
        "create key",
        it ->
            application.create(
                it.organization(), NewApiKey.of("new", Role.ORG_MEMBER).withWhitelist(BLOCK)));
    manage(
        "change roles",
        it -> update(it, ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_OWNER)));
    manage("disable key", it -> update(it, ApiKeyPatch.nothing().disable()));
    manage(
        "change whitelist",
        it -> application.addToWhitelist(it.organization(), it.memberId(), List.of(BLOCK)));
    manage(
        "rotate",
        it ->
            application.rotate(
                it.organization(), it.memberId(), GracePeriod.of(Duration.ofHours(1))));
    manage("revoke", it -> application.revoke(it.organization(), it.memberId()));
    manage(
        "delete expired",
        it -> application.deleteExpired(it.organization(), samples.instant().plusSeconds(1)));
    manage(
        "read organization, keys and usage",
        it -> {
          assertEquals(it.now(), application.getOrganization(it.organization()));
          assertEquals(it.member().key(), application.get(it.organization(), it.memberId()));
          assertEquals(3, application.stream(it.organization(), KeyFilter.all()).count());
          assertEquals(0, application.getUsage(it.organization(), it.memberId()).key().count());
          assertEquals(1, application.events(EventQuery.newest(it.organization(), 10)).size());
        });
  }

  private void update(CutFixture fixture, ApiKeyPatch patch) {
    application.update(fixture.organization(), fixture.memberId(), patch);
  }

  private void manage(String name, Consumer<CutFixture> change) {
    add(
        name,
        Told.NOT_DONE,
        fixture -> {
          change.accept(fixture);
          return Told.DONE;
        });
  }

  private void addStore() {
    add(
        "commit",
        Told.NOT_DONE,
        it ->
            told(
                store.commit(samples.update(it.now(), KeyChanges.delete(it.memberId()))),
                Told.NOT_DONE));
    add(
        "commit with lock",
        Told.NOT_DONE,
        it -> told(store.withLock(it.organization(), same -> commit(same, it)), Told.NOT_DONE));
    add("commit several", Told.PARTS, this::commitAll);
    add(
        "add usage",
        Told.NOT_DONE,
        it -> told(store.add(List.of(samples.use(it.member(), samples.instant()))), Told.UNKNOWN));
    add(
        "replace verifiers",
        Told.UNKNOWN,
        it -> told(store.replace(samples.replacement(it.member())), Told.NOT_DONE));
    RevokedTokens tokens = store.extensions().revokedTokens().orElseThrow();
    add(
        "end token",
        Told.UNKNOWN,
        it ->
            told(
                tokens.revoke(
                    samples.revokedToken(it.member(), Duration.ofHours(1)), Bounds.standard()),
                Told.NOT_DONE));
    add(
        "storeIfAbsent",
        Told.UNKNOWN,
        it ->
            told(
                store.storeIfAbsent(new NamedValue(it.valueName(), "kept")).equals("kept"),
                Told.NOT_DONE));
    add(
        "read for a request",
        Told.NOT_DONE,
        it -> {
          PublicKey publicKey = it.member().key().publicKey();
          assertEquals(it.memberId(), store.findByPublicKey(publicKey).orElseThrow().id());
          assertEquals(1, store.revisions(Set.of(it.organization())).size());
          return Told.DONE;
        });
  }

  /** Makes a change as management does that has lost several races. */
  private boolean commit(ChangeStore locked, CutFixture fixture) {
    Organization now = locked.read(fixture.organization(), Set.of()).orElseThrow().organization();
    return locked.commit(samples.update(now, KeyChanges.delete(fixture.memberId())));
  }

  private Told commitAll(CutFixture fixture) {
    List<OrganizationChange> creations =
        fixture.fresh().stream()
            .map(
                each ->
                    samples.creation(
                        each.with(new OrganizationCounters(1, 0)), samples.key(each.id())))
            .toList();
    Set<OrganizationId> made = store.commitAll(creations);
    assertEquals(fixture.existing(), made);
    return made.size() == creations.size() ? Told.DONE : Told.PARTS;
  }

  private static Told told(boolean done, Told otherwise) {
    return done ? Told.DONE : otherwise;
  }

  private void add(String name, Told onFailure, Body body) {
    operations.add(new Operation(name, onFailure, body));
  }
}
