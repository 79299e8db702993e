package io.claviger.benchmarks.keys;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.IpAddress;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of the store with {@code keys} keys, each with a whitelist of {@code entries} entries.
 * Equal records mean equal keys, so that one process can fill the tables and another one can use
 * them.
 */
public record SeededTables(int keys, int entries) {
  private static final int STANDARD_ENTRIES = 3;

  /** Creates the tables, fills them, and returns the keys in order. */
  public List<SeededKey> fill(DataSource database) {
    Schema.migrate(database);
    return seed().fill(new JdbcApiKeyStore(database), keys).stream().map(SeededKey::of).toList();
  }

  /** Returns the keys of tables that another process filled. */
  public List<SeededKey> again() {
    return seed().keys(keys).map(SeededKey::of).toList();
  }

  /** Salts SHA-256, which hand-written code can compute from the columns of the tables. */
  private Seed seed() {
    return new Seed("sha256", this::settings);
  }

  private ApiKeySettings settings(int number) {
    ApiKeySettings standard = Seed.settings(number);
    return entries == STANDARD_ENTRIES ? standard : standard.withWhitelist(whitelist());
  }

  /** Returns a whitelist whose matching entry is in the middle. */
  private Whitelist whitelist() {
    List<WhitelistEntry> all = new ArrayList<>();
    for (int i = 0; i < entries - 1; i++) {
      long first = i < entries / 2 ? 0x0a00_0000L : 0xcb00_0000L;
      all.add(Seed.entry(new IpAddress(IpAddress.Family.IPV4, 0, first + i * 256L), 24));
    }
    all.add(entries / 2, Seed.entry(Seed.address(0), 24));
    return Whitelist.of(all);
  }
}
