package io.claviger;

/**
 * What to watch of a {@link Claviger}, since it was built.
 *
 * @param changeRetries how often a call started over, since a change was faster
 * @param unwrittenUsage how many tallies (a key, a secret, an entry) wait to be written
 * @param droppedUsage how many admitted requests will never be counted: the store could not say
 *     whether it had counted them, there were too many to keep while it was in trouble, it failed
 *     with another exception than it may, or {@link Claviger#close} came before they were written
 * @param failedTasks how often work in the background failed, or could not begin: counted use was
 *     not written, old secrets did not get their end after a rotation, or a secret got no new
 *     verifiers. Most are tried again later; usage that cannot be kept counts in {@code
 *     droppedUsage}. That a key or an organization is gone is no failure. {@link
 *     Claviger#lastFailure()} returns the last cause
 * @param failedListeners how often a {@link io.claviger.spi.ChangeListener} threw something; nobody
 *     tells it again
 */
public record ClavigerMetrics(
    long changeRetries,
    long unwrittenUsage,
    long droppedUsage,
    long failedTasks,
    long failedListeners) {}
