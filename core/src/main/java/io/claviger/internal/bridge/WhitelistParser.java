package io.claviger.internal.bridge;

/**
 * Parses the text in which a store keeps a whitelist, without an object for each entry: there may
 * be thousands, and a request looks at few. For one whitelist; not thread-safe.
 *
 * @param <W> the class of whitelists
 */
public interface WhitelistParser<W> {
  /**
   * Adds the entry of a block that is a part of a text. Entries in order of block, IPv4 first, are
   * cheaper.
   *
   * @param from the index of the first character of the block in the text
   * @param to the index after its last character
   * @param createdMicros microseconds since 1970
   * @param addedIn the number of the revision that added it
   * @throws RuntimeException if that is no block, or if the time is out of range: the {@code
   *     InvalidValueException} of the model, which this package does not know
   */
  void add(String text, int from, int to, long createdMicros, long addedIn);

  /**
   * Returns the whitelist of the entries.
   *
   * @throws RuntimeException if a block occurs twice, as {@link #add}
   */
  W build();
}
