package io.claviger.internal.credential;

import io.claviger.internal.crypto.PepperKeys;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.NamedValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks that all nodes on a store have the same pepper for a version. For each version, the store
 * keeps a check value that it got from the first node with this version.
 */
public final class PepperCheck {
  /**
   * Must never change, and neither must the length of check values. Otherwise the check values in
   * stores would seem to belong to other peppers.
   */
  private static final String PURPOSE = "claviger pepper check value";

  private static final int BYTES = 16;

  private final SortedMap<Integer, NamedValue> byVersion = new TreeMap<>();

  /** Derives the check values of these peppers. */
  public PepperCheck(Map<Integer, byte[]> peppers) {
    peppers.forEach(
        (version, pepper) -> {
          byte[] derived = PepperKeys.derive(pepper, PURPOSE, "HmacSHA256").getEncoded();
          String value = HexFormat.of().formatHex(derived, 0, BYTES);
          byVersion.put(version, new NamedValue("pepper." + version, value));
        });
  }

  /**
   * Checks all versions, and stores the check values of new ones.
   *
   * @throws StoreException if the store has another check value for a version
   */
  public void run(ApiKeyStore store) {
    List<String> different = new ArrayList<>();
    byVersion.forEach(
        (version, check) -> {
          if (!check.value().equals(store.storeIfAbsent(check))) {
            different.add(version.toString());
          }
        });
    if (!different.isEmpty()) {
      throw refusal(different);
    }
  }

  private static StoreException refusal(List<String> versions) {
    String which = (versions.size() == 1 ? "version " : "versions ") + String.join(", ", versions);
    return new StoreException(
        StoreException.Kind.FAULT,
        "the pepper of "
            + which
            + " is not the one that other nodes have used on this store, so keys would break: give"
            + " this node the same pepper as the others, or a new version number for its own (if a"
            + " wrong pepper came first, see SECURITY.md)",
        null);
  }
}
