package io.claviger.store.jdbc.internal.dialect;

/** Hints in comments that only MariaDB and MySQL read. */
public final class IndexHints {
  /**
   * A hint to write after the name of a table whose rows are locked. The optimizer would rather
   * read all of a small table, and so lock rows of other organizations or wait for them. Other
   * tables need the hint while the statistics of the optimizer are old.
   */
  public static final String BY_PRIMARY_KEY = by("primary");

  /** A hint for a table of which the optimizer would read the rows of other organizations. */
  public static final String BY_ORGANIZATION = by("claviger_api_key_by_organization");

  /** A hint for the secrets of keys. */
  public static final String BY_KEY = by("claviger_secret_by_key");

  private IndexHints() {}

  private static String by(String index) {
    return " /*! force index (" + index + ") */ ";
  }

  /**
   * Begins a deletion with such a hint. MariaDB takes it only in the form for many tables, in which
   * MySQL may read the whole table all the same.
   */
  public static String deleteByPrimaryKey(String table) {
    return ("delete /*+ index(" + table + " primary) */ /*M! t.* */ from " + table)
        + " /*M! as t force index (primary) */ ";
  }
}
