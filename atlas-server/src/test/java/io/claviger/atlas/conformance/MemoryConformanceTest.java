package io.claviger.atlas.conformance;

final class MemoryConformanceTest extends ConformanceSuite {
  @Override
  String[] store() {
    return new String[] {"--store", "memory"};
  }
}
