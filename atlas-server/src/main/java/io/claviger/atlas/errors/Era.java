package io.claviger.atlas.errors;

/** The word that a client uses for whitelists. Atlas renamed them to access lists. */
public enum Era {
  /** The word until 2021: paths end in {@code whitelist}. */
  WHITELIST,
  /** The word since 2021: paths end in {@code accessList}. */
  ACCESS_LIST
}
