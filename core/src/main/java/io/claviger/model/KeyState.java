package io.claviger.model;

/** What may be listed by: a key can be disabled and expired at the same time. */
public enum KeyState {
  /** Switched on, and not expired. */
  ACTIVE,
  /** Switched off. */
  DISABLED,
  /** The expiry has come. */
  EXPIRED
}
