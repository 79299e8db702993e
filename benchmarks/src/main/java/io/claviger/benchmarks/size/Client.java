package io.claviger.benchmarks.size;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.benchmarks.run.Require;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OperatorStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls of one thread on a filled database. Its store has no cache. */
final class Client implements AutoCloseable {
  /** The number of ids in one plain statement, as in the store. */
  private static final int PIECE = 500;

  private static final String REVISIONS =
      "select id, revision_number, revision_random from claviger_organization where id in (?"
          + ", ?".repeat(PIECE - 1)
          + ")";

  private final ApiKeyStore store;
  private final OperatorStore operator;
  private final PlainClient plain;
  private final Claviger claviger;
  private final ApiKeys keys;
  private final OrganizationId largest;
  private final ApiKeyId beforeLastPage;
  private final List<Set<OrganizationId>> questions;
  private final List<String[]> sorted = new ArrayList<>();
  private int number;

  Client(
      Dataset dataset, List<OrganizationId> organizations, ApiKeyStore store, PlainClient plain) {
    this.store = store;
    this.operator = store.extensions().operator().orElseThrow();
    this.plain = plain;
    this.claviger = Claviger.of(store);
    this.keys = claviger.actingAs(Caller.application("benchmark"));
    // Load all keys once, so that the database has them in memory, as on a server that has run for
    // a while.
    plain.keys().forEach(this::lookUp);
    this.largest = organizations.get(0);
    this.beforeLastPage = walk(dataset.pages());
    Random random = new Random(1);
    this.questions = Stream.generate(() -> some(organizations, random)).limit(8).toList();
    questions.forEach(
        ids -> sorted.add(ids.stream().map(OrganizationId::value).sorted().toArray(String[]::new)));
    // Gives positions to the events of the first page.
    List<OperatorStore.FeedEvent> unused = operator.feed(0, Dataset.PAGE);
  }

  private static Set<OrganizationId> some(List<OrganizationId> organizations, Random random) {
    return random
        .ints(0, organizations.size())
        .distinct()
        .limit(Dataset.FEWEST_ORGANIZATIONS)
        .mapToObj(organizations::get)
        .collect(Collectors.toSet());
  }

  PlainClient plain() {
    return plain;
  }

  void lookUp() {
    lookUp(plain.key());
  }

  private void lookUp(ApiKey key) {
    require(store.findByPublicKey(key.publicKey()).isPresent());
  }

  void firstPage() {
    require(page(PageQuery.first(Dataset.PAGE)).more());
  }

  void lastFullPage() {
    require(page(PageQuery.first(Dataset.PAGE).withAfter(beforeLastPage)).items().size() == 100);
  }

  void revisions() {
    Set<OrganizationId> ids = questions.get(number++ % questions.size());
    require(store.revisions(ids).size() == ids.size());
  }

  /** Sorts the ids as the store does, so that those of a statement are neighbours in the index. */
  void revisionsPlainly() throws SQLException {
    String[] ids = sorted.get(number++ % sorted.size());
    for (int i = 0; i < ids.length; i += PIECE) {
      plain.query(REVISIONS, 0, PIECE, Arrays.copyOfRange(ids, i, i + PIECE));
    }
  }

  void findKeys(KeyFilter filter) {
    PageQuery first = PageQuery.first(Dataset.PAGE);
    require(operator.findKeys(filter, OperatorPages.SOON, first).items().size() == Dataset.PAGE);
  }

  void findNoKeys() {
    KeyFilter nowhere = KeyFilter.all().describedWith(OperatorPages.NOWHERE);
    PageQuery first = PageQuery.first(Dataset.PAGE);
    require(operator.findKeys(nowhere, OperatorPages.SOON, first).items().isEmpty());
  }

  void totals() {
    require(operator.totals().apiKeys() > 0);
  }

  void findOrganizations() {
    OrganizationQuery first = OrganizationQuery.first(Dataset.PAGE);
    require(operator.findOrganizations("", first).items().size() == Dataset.PAGE);
  }

  void feed() {
    require(operator.feed(0, Dataset.PAGE).size() == Dataset.PAGE);
  }

  void update() {
    ApiKey key = plain.key();
    ApiKeyPatch patch = ApiKeyPatch.nothing().describe("updated " + ++number);
    keys.update(key.organization(), key.id(), patch);
  }

  void addToWhitelist() {
    ApiKey key = plain.key();
    keys.addToWhitelist(key.organization(), key.id(), List.of(block(0xcb00_0000L + ++number, 32)));
  }

  void create() {
    NewApiKey request =
        NewApiKey.of("created " + ++number, Role.ORG_READ_ONLY)
            .withWhitelist(
                block(0x0a00_0000L, 24), block(0xc633_6400L, 24), block(0xcb00_7100L, 24));
    keys.create(plain.key().organization(), request);
  }

  void delete() {
    ApiKey key = plain.lastKey();
    keys.revoke(key.organization(), key.id());
  }

  @Override
  public void close() throws SQLException {
    claviger.close();
    plain.close();
  }

  private KeyPage page(PageQuery request) {
    return store.listKeys(KeyQuery.all(largest, request));
  }

  private ApiKeyId walk(int pages) {
    PageQuery request = PageQuery.first(Dataset.PAGE);
    for (int i = 1; i < pages; i++) {
      List<ApiKey> items = page(request).items();
      request = request.withAfter(items.get(items.size() - 1).id());
    }
    return request.after().orElseThrow();
  }

  private static CidrBlock block(long address, int prefixLength) {
    return CidrBlock.containing(new IpAddress(IpAddress.Family.IPV4, 0, address), prefixLength);
  }

  static void require(boolean answered) {
    Require.that(answered, "the database returned other data than it was filled with");
  }
}
