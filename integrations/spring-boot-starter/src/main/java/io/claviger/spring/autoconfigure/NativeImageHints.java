package io.claviger.spring.autoconfigure;

import io.claviger.spring.internal.start.OptionalType;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Registers the files of the schema and the optional types, which are found by name. */
final class NativeImageHints implements RuntimeHintsRegistrar {
  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    hints.resources().registerPattern("META-INF/claviger/schema/**");
    for (OptionalType type : OptionalType.values()) {
      hints.reflection().registerTypeIfPresent(classLoader, type.className());
    }
  }
}
