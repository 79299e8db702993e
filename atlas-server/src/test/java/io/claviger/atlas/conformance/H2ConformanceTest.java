package io.claviger.atlas.conformance;

/** On a file, as the server has it by default. */
final class H2ConformanceTest extends ConformanceSuite {
  @Override
  String[] store() {
    return new String[] {"--store", "h2"};
  }
}
