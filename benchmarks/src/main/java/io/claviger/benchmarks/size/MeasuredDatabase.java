package io.claviger.benchmarks.size;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyPage;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A filled database, and the calls that are measured on it. Its store has no cache. Used by one
 * thread.
 */
final class MeasuredDatabase implements AutoCloseable {
  private static final int QUESTIONS = 8;

  private final Dataset dataset;
  private final Targets targets;
  private final ApiKeyStore store;
  private final PlainStatements plain;
  private final OperatorPages operator;
  private final Claviger claviger;
  private final ApiKeys keys;
  private final ApiKeyId beforeLastPage;
  private final List<Set<OrganizationId>> questions;
  private final List<SortedSet<OrganizationId>> ordered = new ArrayList<>();
  private int number;

  MeasuredDatabase(Dataset dataset, Targets targets, ApiKeyStore store, PlainStatements plain)
      throws SQLException {
    this.dataset = dataset;
    this.targets = targets;
    this.store = store;
    this.plain = plain;
    this.operator = plain.operator(store.operatorStore().orElseThrow());
    this.claviger = Claviger.of(store);
    this.keys = claviger.actingAs(new Caller.Application("benchmark"));
    // Load all keys once, so that the database has them in memory, as on a server that has run for
    // a while.
    targets.keys().forEach(this::lookUp);
    this.beforeLastPage = walk();
    this.questions =
        Stream.generate(() -> targets.organizations(Dataset.FEWEST_ORGANIZATIONS))
            .limit(QUESTIONS)
            .toList();
    questions.forEach(ids -> ordered.add(new TreeSet<>(ids)));
  }

  OperatorPages operator() {
    return operator;
  }

  void lookUp() {
    lookUp(targets.key());
  }

  private void lookUp(ApiKey key) {
    require(store.findByPublicKey(key.publicKey()).isPresent());
  }

  void lookUpPlainly() throws SQLException {
    require(plain.finds(targets.key()));
  }

  void firstPage() {
    require(page(PageQuery.first(Dataset.PAGE)).more());
  }

  void lastFullPage() {
    require(page(PageQuery.first(Dataset.PAGE).after(beforeLastPage)).items().size() == 100);
  }

  void revisions() {
    Set<OrganizationId> ids = questions.get(number++ % questions.size());
    require(store.revisions(ids).size() == ids.size());
  }

  void revisionsPlainly() throws SQLException {
    SortedSet<OrganizationId> ids = ordered.get(number++ % ordered.size());
    require(plain.revisions(ids) == ids.size());
  }

  void update() {
    ApiKey key = targets.key();
    keys.update(
        key.organization(), key.id(), ApiKeyPatch.nothing().describe("updated " + ++number));
  }

  void updatePlainly() throws SQLException {
    require(plain.describes(targets.key(), "described " + ++number));
  }

  void addToWhitelist() {
    ApiKey key = targets.key();
    keys.addToWhitelist(key.organization(), key.id(), List.of(block(0xcb00_0000L + ++number, 32)));
  }

  void create() {
    NewApiKey request =
        NewApiKey.of("created " + ++number, Role.ORG_READ_ONLY)
            .withWhitelist(
                block(0x0a00_0000L, 24), block(0xc633_6400L, 24), block(0xcb00_7100L, 24));
    keys.create(targets.key().organization(), request);
  }

  void createPlainly() throws SQLException {
    require(plain.copies(targets.key()));
  }

  void delete() {
    ApiKey key = targets.lastKey();
    keys.revoke(key.organization(), key.id());
  }

  void deletePlainly() throws SQLException {
    require(plain.deletes(targets.lastKey()));
  }

  @Override
  public void close() {
    claviger.close();
    plain.close();
  }

  private KeyPage page(PageQuery request) {
    return store.listKeys(new KeyQuery(targets.largest(), request));
  }

  private ApiKeyId walk() {
    PageQuery request = PageQuery.first(Dataset.PAGE);
    for (int i = 1; i < dataset.lastFullPage(); i++) {
      List<ApiKey> items = page(request).items();
      request = request.after(items.get(items.size() - 1).id());
    }
    return request.after().orElseThrow();
  }

  private static CidrBlock block(long address, int prefixLength) {
    return CidrBlock.containing(new IpAddress(IpAddress.Family.IPV4, 0, address), prefixLength);
  }

  private static void require(boolean answered) {
    if (!answered) {
      throw new IllegalStateException("the database returned other data than it was filled with");
    }
  }
}
