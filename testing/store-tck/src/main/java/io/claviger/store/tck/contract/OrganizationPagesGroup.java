package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.spi.store.KeyChanges;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of organizations are sorted, exclusive and complete. */
abstract class OrganizationPagesGroup extends ContractGroup {
  private static final int CHURN = 60;
  private static final OrganizationPage NONE = new OrganizationPage(List.of(), false);

  /** Has ids of every length, in ascending order. */
  private static final List<OrganizationId> IDS =
      Stream.of("0", "00", "10", "2", "9z", "a", "a0", "ab", "b", "z".repeat(32))
          .map(OrganizationId::new)
          .toList();

  private final List<Organization> all = new ArrayList<>();

  /** Creates the organizations in no order, and one without keys among them. */
  @BeforeEach
  void create() {
    for (int i = 0; i < IDS.size(); i++) {
      Organization organization = organization(IDS.get((i * 7 + 3) % IDS.size()));
      all.add(
          i == 0
              ? commit(samples.creation(organization))
              : commit(samples.creation(organization, samples.key(organization.id()))));
    }
    all.sort((one, other) -> one.id().compareTo(other.id()));
  }

  @Test
  void ascendById() {
    assertEquals(new OrganizationPage(all, false), page(OrganizationQuery.first(100)));
  }

  @Test
  void showEachOrganizationAsItIsNow() {
    Organization moved = commit(samples.update(all.get(4), KeyChanges.none()));

    all.set(4, moved);
    assertEquals(new OrganizationPage(all, false), page(OrganizationQuery.first(100)));
  }

  @Test
  void beginAfterTheGivenId() {
    assertEquals(all.subList(4, all.size()), after(IDS.get(3)));
  }

  @Test
  void beginAfterAnIdThatDoesNotExist() {
    assertEquals(all.subList(4, all.size()), after(new OrganizationId("20")));
  }

  @Test
  void leaveDeletedOrganizationsOut() {
    commit(samples.deletion(all.get(3)));

    assertEquals(all.subList(4, all.size()), after(IDS.get(3)), "its id is a place, though");
    all.remove(3);
    assertEquals(new OrganizationPage(all, false), page(OrganizationQuery.first(100)));
    assertEquals(new OrganizationPage(all.subList(0, 3), true), page(OrganizationQuery.first(3)));
  }

  @Test
  void areEmptyAfterTheLastOne() {
    assertEquals(NONE, page(OrganizationQuery.first(3).withAfter(IDS.get(IDS.size() - 1))));
  }

  @Test
  void haveAtMostTheLimitAndSayWhetherMoreFollows() {
    for (int limit = 1; limit < all.size(); limit++) {
      assertEquals(
          new OrganizationPage(all.subList(0, limit), true), page(OrganizationQuery.first(limit)));
    }
    assertEquals(
        new OrganizationPage(all, false), page(OrganizationQuery.first(all.size())), "exactly all");
    OrganizationQuery rest = OrganizationQuery.first(3).withAfter(IDS.get(all.size() - 4));
    assertFalse(page(rest).more(), "exactly the rest");
  }

  @Test
  void returnEachOrganizationOnceAtEverySize() {
    for (int limit = 1; limit <= all.size(); limit++) {
      assertEquals(IDS, walk(limit));
    }
  }

  @Test
  void areCompleteForOrganizationsThatExistThroughoutWhileOthersComeAndGo() throws Exception {
    Race.during(
        () -> {
          for (int i = 0; i < CHURN; i++) {
            OrganizationId passing = new OrganizationId(IDS.get(i % (IDS.size() - 1)) + "x" + i);
            commit(samples.deletion(commit(samples.creation(organization(passing)))));
          }
        },
        () -> {
          List<OrganizationId> seen = walk(2);
          assertEquals(seen.stream().sorted().toList(), seen, "in order");
          assertEquals(IDS, seen.stream().filter(IDS::contains).toList(), "each exactly once");
        });
  }

  private OrganizationPage page(OrganizationQuery query) {
    return store().listOrganizations(query);
  }

  private List<Organization> after(OrganizationId id) {
    return page(OrganizationQuery.first(100).withAfter(id)).items();
  }

  /** Reads all organizations, page by page. */
  private List<OrganizationId> walk(int limit) {
    List<OrganizationId> seen = new ArrayList<>();
    OrganizationQuery query = OrganizationQuery.first(limit);
    boolean more = true;
    while (more) {
      OrganizationPage page = page(query);
      page.items().forEach(found -> seen.add(found.id()));
      more = page.more();
      if (more) {
        assertFalse(page.items().isEmpty(), "a page that others follow is not empty");
        assertFalse(seen.size() > 1_000, "the pages do not come to an end");
        query = query.withAfter(seen.get(seen.size() - 1));
      }
    }
    return seen;
  }

  private Organization organization(OrganizationId id) {
    Organization sample = samples.organization();
    return Organization.of(
        id, sample.created(), sample.settings(), sample.counters(), sample.revision());
  }
}
