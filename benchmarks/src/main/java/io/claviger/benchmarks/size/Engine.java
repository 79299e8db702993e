package io.claviger.benchmarks.size;

/** The engine of a measured database. */
public enum Engine {
  /** A server of this run, with a schema for each database. */
  POSTGRESQL,
  /** H2 in this process, with a file for each database. */
  H2
}
