package io.claviger.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters that read a snapshot each time they are asked.
 *
 * @param metrics is held strongly by each meter
 */
record Meters<T>(MeterRegistry registry, Tags tags, Supplier<T> metrics) {
  Meters<T> with(Tags more) {
    return new Meters<>(registry, tags.and(more), metrics);
  }

  /** Registers a counter without a base unit: its name contains the unit. */
  void counter(String name, String description, ToLongFunction<T> count) {
    counter(name, null, description, count);
  }

  void counter(String name, @Nullable String unit, String description, ToLongFunction<T> count) {
    // A function counter holds its object weakly, but its function strongly: so the function reads.
    FunctionCounter.builder(name, metrics, unused -> count.applyAsLong(metrics.get()))
        .baseUnit(unit)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  void gauge(String name, String unit, String description, ToDoubleFunction<T> value) {
    // A gauge of a supplier holds it strongly.
    Gauge.builder(name, () -> value.applyAsDouble(metrics.get()))
        .baseUnit(unit)
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
