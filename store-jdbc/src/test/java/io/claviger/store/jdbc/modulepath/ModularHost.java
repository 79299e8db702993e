package io.claviger.store.jdbc.modulepath;

import io.claviger.store.jdbc.JdbcApiKeyStore;

/** Opens a store, checks it and says of what module it is. */
final class ModularHost {
  private ModularHost() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    try (JdbcApiKeyStore store = JdbcApiKeyStore.openInMemory()) {
      store.check();
      System.out.println(store.getClass().getModule());
    }
  }
}
