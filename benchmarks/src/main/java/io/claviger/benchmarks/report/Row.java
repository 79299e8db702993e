package io.claviger.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table, before it is measured.
 *
 * @param name the parts of the name, separated by slashes
 * @param goal null for a row without a goal
 */
public record Row(String name, String unit, @Nullable Goal goal) {}
