package io.claviger.internal.usage;

/**
 * Where requests with one key are counted.
 *
 * @param by who counts
 * @param secret the index of the secret that they present
 * @param entry the index of the entry that admits them, or -1
 */
public record Counted(UsageRecorder by, int secret, int entry, Tally tally) {
  /** Whether a request through there is counted here. */
  public boolean isOf(UsageRecorder recorder, int itsSecret, int itsEntry) {
    return by == recorder && secret == itsSecret && entry == itsEntry;
  }
}
