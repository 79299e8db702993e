package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {
  @Test
  void quantilesAreBetweenTheValuesInOrder() {
    Sample sample = new Sample(List.of(40.0, 10.0, 30.0, 20.0));

    assertEquals(10, sample.quantile(0));
    assertEquals(25, sample.quantile(0.5));
    assertEquals(39.7, sample.quantile(0.99), 1e-9);
    assertEquals(40, sample.quantile(1));
  }

  @Test
  void theErrorOfTheMedianIsHalfTheDistanceOfTheQuartiles() {
    assertEquals(new Measured(3, 1), new Sample(List.of(1.0, 2.0, 3.0, 4.0, 1000.0)).median());
  }

  @Test
  void oneValueIsEveryQuantile() {
    Sample sample = new Sample(List.of(7.0));

    assertEquals(7, sample.quantile(0.99));
    assertEquals(new Measured(7, 0), sample.median());
  }

  @Test
  void ofNothingThereIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
  }
}
