package io.claviger.admin;

import io.claviger.model.ApiKey;
import java.util.List;
import java.util.Objects;

/**
 * The result of {@link Operator#disableCreatedBy}.
 *
 * @param disabled the keys as they are now; immutable
 * @param refused the keys that are still enabled; immutable
 */
public record DisabledKeys(List<ApiKey> disabled, List<Refused> refused) {
  /** Copies the lists. */
  public DisabledKeys {
    disabled = List.copyOf(disabled);
    refused = List.copyOf(refused);
  }

  /**
   * A key that a rule kept enabled.
   *
   * @param reason a text for users
   */
  public record Refused(ApiKey key, String reason) {
    /** Checks that no part is null. */
    public Refused {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
