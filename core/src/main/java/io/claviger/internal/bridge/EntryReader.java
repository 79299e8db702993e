package io.claviger.internal.bridge;

/**
 * Reads the entries of a whitelist from the text in which a store keeps them, without an object for
 * each: there may be thousands, and a request looks at few. For one whitelist; not thread-safe.
 *
 * @param <W> the class of whitelists
 */
public interface EntryReader<W> {
  /**
   * Reads the entry of a block that is a part of a text. Entries in order of block, IPv4 first, are
   * cheaper.
   *
   * @param from the index of the first character of the block in the text
   * @param to the index after its last character
   * @param createdMicros microseconds since 1970
   * @param addedIn the number of the revision that added it
   * @throws IllegalArgumentException if that is no block, or if the time is out of range
   */
  void read(String text, int from, int to, long createdMicros, long addedIn);

  /**
   * Returns the whitelist of the entries.
   *
   * @throws IllegalArgumentException if a block occurs twice
   */
  W build();
}
