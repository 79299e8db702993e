package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of keys are sorted, exclusive and complete. */
abstract class PagesGroup extends ContractGroup {
  private static final int KEYS = 7;
  private static final int CHURN = 60;

  private Organization organization;
  private List<ApiKeyId> ids;

  /** Creates keys in no order, and keys of another organization with ids between them. */
  @BeforeEach
  void create() {
    Organization started = samples.organization();
    ids = IntStream.rangeClosed(1, KEYS).mapToObj(i -> id(i * 100)).toList();
    organization =
        commit(samples.creation(started, keys(started.id(), 300, 700, 100, 500, 200, 600)));
    organization =
        commit(
            samples.update(
                organization, KeyChanges.create(samples.key(organization.id(), id(400)))));
    Organization other = samples.organization();
    commit(samples.creation(other, keys(other.id(), 50, 150, 250, 350, 450, 550, 650, 750)));
  }

  @Test
  void ascendById() {
    assertEquals(new KeyPage(keysOf(ids), false), page(PageQuery.first(100)));
  }

  /** An id begins with seconds since 1970; from 2038 to 2106 their highest bit is set. */
  @Test
  void ascendByIdFromTheFirstSecondToTheLast() {
    List<ApiKeyId> all =
        Stream.of("00000000", "7fffffff", "80000000", "ffffffff")
            .map(seconds -> new ApiKeyId(seconds + "f".repeat(16)))
            .toList();
    Organization old = samples.organization();
    commit(
        samples.creation(
            old,
            IntStream.of(2, 0, 3, 1)
                .mapToObj(i -> samples.key(old.id(), all.get(i)))
                .toArray(StoredApiKey[]::new)));

    KeyQuery query = KeyQuery.all(old.id(), PageQuery.first(2));

    assertEquals(all.subList(0, 2), idsOf(store().listKeys(query)));
    assertEquals(
        all.subList(2, 4),
        idsOf(store().listKeys(query.withPage(PageQuery.first(2).withAfter(all.get(1))))));
  }

  @Test
  void beginBehindTheGivenId() {
    assertEquals(ids.subList(3, KEYS), idsOf(page(PageQuery.first(100).withAfter(id(300)))));
  }

  @Test
  void beginBehindAnIdThatDoesNotExist() {
    assertEquals(ids.subList(3, KEYS), idsOf(page(PageQuery.first(100).withAfter(id(301)))));
    assertEquals(ids, idsOf(page(PageQuery.first(100).withAfter(id(1)))));
  }

  @Test
  void beginBehindAnIdThatIsGone() {
    commit(samples.update(organization, KeyChanges.delete(id(300))));

    assertEquals(ids.subList(3, KEYS), idsOf(page(PageQuery.first(100).withAfter(id(300)))));
  }

  @Test
  void areEmptyBehindTheLastKey() {
    assertEquals(new KeyPage(List.of(), false), page(PageQuery.first(3).withAfter(id(700))));
    assertEquals(new KeyPage(List.of(), false), page(PageQuery.first(3).withAfter(id(701))));
  }

  @Test
  void holdAtMostTheLimitAndSayWhetherMoreFollows() {
    for (int limit = 1; limit < KEYS; limit++) {
      assertEquals(new KeyPage(keysOf(ids.subList(0, limit)), true), page(PageQuery.first(limit)));
    }
    assertEquals(new KeyPage(keysOf(ids), false), page(PageQuery.first(KEYS)), "exactly all");
    assertEquals(new KeyPage(keysOf(ids), false), page(PageQuery.first(KEYS + 1)));
  }

  @Test
  void sayWhetherMoreFollowsOnLaterPagesToo() {
    assertTrue(page(PageQuery.first(2).withAfter(id(400))).more());
    assertFalse(page(PageQuery.first(3).withAfter(id(400))).more(), "exactly the rest");
    assertFalse(page(PageQuery.first(4).withAfter(id(400))).more());
  }

  @Test
  void tellEachKeyOnceAtEverySize() {
    for (int limit = 1; limit <= KEYS; limit++) {
      assertEquals(ids, walk(limit));
    }
  }

  @Test
  void areEmptyForAnUnknownOrganization() {
    assertEquals(
        new KeyPage(List.of(), false),
        store().listKeys(KeyQuery.all(samples.organization().id(), PageQuery.first(10))));
  }

  @Test
  void areEmptyForADeletedOrganization() {
    commit(samples.deletion(organization));

    assertEquals(new KeyPage(List.of(), false), page(PageQuery.first(10)));
  }

  @Test
  void holdTheLargestLimit() {
    Organization large = samples.organization();
    int[] numbers = IntStream.rangeClosed(10_000, 10_000 + PageQuery.MAX_LIMIT).toArray();
    commit(samples.creation(large, keys(large.id(), numbers)));
    PageQuery largest = PageQuery.first(PageQuery.MAX_LIMIT);

    KeyPage first = store().listKeys(KeyQuery.all(large.id(), largest));
    ApiKeyId last = first.items().get(first.items().size() - 1).id();
    KeyPage second = store().listKeys(KeyQuery.all(large.id(), largest.withAfter(last)));

    assertEquals(PageQuery.MAX_LIMIT, first.items().size());
    assertTrue(first.more());
    assertEquals(List.of(id(10_000 + PageQuery.MAX_LIMIT)), idsOf(second));
    assertFalse(second.more());
  }

  @Test
  void areCompleteForKeysThatExistThroughoutWhileOthersComeAndGo() throws Exception {
    Race.during(
        () -> {
          Organization present = organization;
          for (int i = 0; i < CHURN; i++) {
            ApiKeyId passing = id(i % (KEYS + 1) * 100 + 1 + i / (KEYS + 1));
            StoredApiKey key = samples.key(present.id(), passing);
            present = commit(samples.update(present, KeyChanges.create(key)));
            present = commit(samples.update(present, KeyChanges.delete(passing)));
          }
        },
        () -> {
          List<ApiKeyId> seen = walk(2);
          List<ApiKeyId> ordered = new ArrayList<>(seen);
          Collections.sort(ordered);
          assertEquals(ordered, seen, "in order");
          assertEquals(ids, seen.stream().filter(ids::contains).toList(), "each exactly once");
        });
  }

  private KeyPage page(PageQuery request) {
    return store().listKeys(KeyQuery.all(organization.id(), request));
  }

  /** Reads all keys, page by page. */
  private List<ApiKeyId> walk(int limit) {
    List<ApiKeyId> seen = new ArrayList<>();
    PageQuery request = PageQuery.first(limit);
    boolean more = true;
    while (more) {
      KeyPage page = page(request);
      seen.addAll(idsOf(page));
      more = page.more();
      if (more) {
        assertFalse(page.items().isEmpty(), "a page that others follow is not empty");
        assertTrue(seen.size() < 1_000, "the pages do not come to an end");
        request = request.withAfter(seen.get(seen.size() - 1));
      }
    }
    return seen;
  }

  private List<ApiKey> keysOf(List<ApiKeyId> wanted) {
    return wanted.stream()
        .map(id -> Optional.ofNullable(read(organization.id(), id).keys().get(id)).orElseThrow())
        .map(StoredApiKey::key)
        .toList();
  }

  private StoredApiKey[] keys(OrganizationId owner, int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> inRotation(samples.key(owner, id(number))))
        .toArray(StoredApiKey[]::new);
  }

  /** Each key has two secrets, since a list of keys must not contain one row for each secret. */
  private StoredApiKey inRotation(StoredApiKey key) {
    return key.with(List.of(samples.secret(), samples.secret()));
  }

  private static List<ApiKeyId> idsOf(KeyPage page) {
    return page.items().stream().map(ApiKey::id).toList();
  }

  /** Returns an id that ascends with the number, far from those of the samples. */
  private static ApiKeyId id(int number) {
    return new ApiKeyId(String.format("f%023x", number));
  }
}
