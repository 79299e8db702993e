package io.claviger.atlas.errors;

/** The words that a client uses. Atlas renamed whitelists to access lists. */
public enum Era {
  /** The word until 2021: paths end in {@code whitelist}. */
  WHITELIST,
  /** The word since 2021: paths end in {@code accessList}. */
  ACCESS_LIST,
  /** That word, and service account for a key. */
  SERVICE_ACCOUNT
}
