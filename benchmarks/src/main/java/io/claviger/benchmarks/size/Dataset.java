package io.claviger.benchmarks.size;

import io.claviger.benchmarks.keys.Seed;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.store.OrganizationChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The organizations and keys in a database. The first organization has a tenth of all keys. There
 * are a tenth as many other organizations as keys, and each has nine. If there are fewer than
 * {@link #FEWEST_ORGANIZATIONS}, organizations without keys are added.
 */
public record Dataset(int keys) {
  /** The large dataset that the goals refer to. */
  public static final Dataset FULL = new Dataset(1_000_000);

  /** The small dataset that the large one is compared with. */
  static final Dataset SMALL = new Dataset(10_000);

  static final int PAGE = 100;

  /** One call asks for this many organizations. */
  static final int FEWEST_ORGANIZATIONS = 10_000;

  private static final int KEYS_EACH = 9;

  /** A list of changes has at most this many keys. */
  private static final int PIECE = 10_000;

  /** Throws {@link IllegalArgumentException} unless the number is a multiple of 10,000. */
  public Dataset {
    if (keys < 10_000 || keys % 10_000 != 0) {
      throw new IllegalArgumentException(keys + " keys; must be a multiple of 10,000");
    }
  }

  /**
   * Returns the number of pages of the first organization, each with {@link #PAGE} keys. For a
   * million keys it is 1,000.
   */
  int pages() {
    return keys / 10 / PAGE;
  }

  /**
   * Passes the changes that create the organizations and keys to the sink, in order and in pieces.
   * The largest organization comes first. Each other one is created five minutes after the one
   * before. The result depends only on the dataset.
   */
  void make(Consumer<List<OrganizationChange>> sink) {
    Seed seed = new Seed("sha256", Dataset::settings);
    int ofLargest = keys / 10;
    OrganizationChange largest = seed.organization(Math.min(PIECE, ofLargest)).creation();
    sink.accept(List.of(largest));
    for (int made = PIECE; made < ofLargest; made += PIECE) {
      largest = seed.growth(largest.organization(), Math.min(PIECE, ofLargest - made));
      sink.accept(List.of(largest));
    }
    for (int made = 0; made < keys / 10; made += 1_000) {
      sink.accept(thousand(seed, KEYS_EACH));
    }
    for (int made = keys / 10; made < FEWEST_ORGANIZATIONS; made += 1_000) {
      sink.accept(thousand(seed, 0));
    }
  }

  private static List<OrganizationChange> thousand(Seed seed, int keysEach) {
    List<OrganizationChange> organizations = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      seed.pass(Duration.ofMinutes(5));
      organizations.add(seed.organization(keysEach).creation());
    }
    return organizations;
  }

  /** Gives every second key a role on a project, too. */
  static ApiKeySettings settings(int number) {
    ApiKeySettings settings = Seed.settings(number);
    if (number % 2 == 0) {
      return settings;
    }
    ProjectId project = new ProjectId("%024x".formatted(number));
    RoleAssignment second = RoleAssignment.onProject(Role.PROJECT_READ_ONLY, project);
    return settings.withRoles(List.of(RoleAssignment.onOrganization(Seed.ROLE), second));
  }
}
