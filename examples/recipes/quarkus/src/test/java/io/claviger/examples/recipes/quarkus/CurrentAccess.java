package io.claviger.examples.recipes.quarkus;

import io.claviger.http.access.HttpAccess;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The access of the test that runs. */
final class CurrentAccess {
  private static volatile @Nullable HttpAccess current;

  private CurrentAccess() {}

  /** Sets the access, and lets Quarkus make the mechanism again. */
  static void set(HttpAccess access) {
    current = access;
    Arc.container().instance(QuarkusApiKeys.class).destroy();
  }

  @Produces
  @Dependent
  static HttpAccess access() {
    return Objects.requireNonNull(current);
  }
}
