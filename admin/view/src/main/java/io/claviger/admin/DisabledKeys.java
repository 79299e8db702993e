package io.claviger.admin;

import io.claviger.model.ApiKey;
import java.util.List;
import java.util.Objects;

/**
 * The result of {@link Operator#disableCreatedBy}.
 *
 * @param disabled the keys as they are now; immutable
 * @param stillEnabled the keys that are still enabled; immutable
 */
public record DisabledKeys(List<ApiKey> disabled, List<StillEnabled> stillEnabled) {
  /** Copies the lists. */
  public DisabledKeys {
    disabled = List.copyOf(disabled);
    stillEnabled = List.copyOf(stillEnabled);
  }

  /**
   * A key that a rule kept enabled.
   *
   * @param reason a text for users
   */
  public record StillEnabled(ApiKey key, String reason) {
    /** Checks that no part is null. */
    public StillEnabled {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
