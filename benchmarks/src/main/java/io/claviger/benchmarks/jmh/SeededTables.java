package io.claviger.benchmarks.jmh;

import io.claviger.access.Authorizer;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.RoleGrants;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of the store with {@code keys} keys, each with a whitelist of {@code entries} entries.
 * Equal records mean equal keys, so that one process can fill the tables and another one can use
 * them.
 */
public record SeededTables(int keys, int entries) {
  /**
   * The number of keys in an organization. They are neighbours in the list that {@link #fill}
   * returns.
   */
  public static final int KEYS_PER_ORGANIZATION = Seed.KEYS_PER_ORGANIZATION;

  private static final int STANDARD_ENTRIES = 3;

  /** Salted SHA-256, which hand-written code can compute from the columns of the tables. */
  static final String SCHEME = "sha256";

  /** Returns an authorizer that knows the role of these keys. */
  public static Authorizer authorizer() {
    return new Authorizer(RoleGrants.none().grant(Seed.ROLE, Seed.PERMISSION));
  }

  /** Creates the tables, fills them, and returns the keys in order. */
  public List<SeededKey> fill(DataSource database) {
    Schema.migrate(database);
    ApiKeyStore store = new JdbcApiKeyStore(database);
    Seed seed = new Seed(SCHEME);
    List<SeededKey> all = new ArrayList<>();
    seed.make(
        keys,
        (organization, issued) -> {
          List<KeyIssuer.Issue> wanted = issued.stream().map(this::withEntries).toList();
          if (!store.commit(seed.creation(organization, wanted))) {
            throw new IllegalStateException("the tables are not empty");
          }
          wanted.forEach(key -> all.add(SeededKey.of(key)));
        });
    return all;
  }

  /** Returns the keys of tables that another process filled. */
  List<SeededKey> again() {
    Seed seed = new Seed(SCHEME);
    List<SeededKey> all = new ArrayList<>();
    seed.make(
        keys,
        (organization, issued) -> {
          // This call draws random numbers. Without it, the next keys would differ.
          OrganizationChange unused = seed.creation(organization, issued);
          issued.forEach(key -> all.add(SeededKey.of(key)));
        });
    return all;
  }

  private KeyIssuer.Issue withEntries(KeyIssuer.Issue key) {
    return entries == STANDARD_ENTRIES
        ? key
        : new KeyIssuer.Issue(
            key.stored().with(key.stored().key().settings().withWhitelist(whitelist())),
            key.issued());
  }

  /** Returns a whitelist whose matching entry is in the middle. */
  private Whitelist whitelist() {
    List<WhitelistEntry> all = new ArrayList<>();
    for (int i = 0; i < entries - 1; i++) {
      long first = i < entries / 2 ? 0x0a00_0000L : 0xcb00_0000L;
      all.add(entry(new IpAddress(IpAddress.Family.IPV4, 0, first + i * 256L)));
    }
    all.add(entries / 2, entry(Seed.ADDRESSES[0]));
    return Whitelist.of(all);
  }

  private static WhitelistEntry entry(IpAddress address) {
    return new WhitelistEntry(
        CidrBlock.containing(address, 24), Instant.parse("2026-01-01T00:00:00Z"), 1);
  }
}
