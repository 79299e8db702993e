package io.claviger.atlas.errors;

/** Atlas renamed the whitelist to access list; a client gets the word that it used itself. */
public enum Era {
  /** Until 2021: paths end in {@code whitelist}. */
  WHITELIST,
  /** Since then: paths end in {@code accessList}. */
  ACCESS_LIST
}
