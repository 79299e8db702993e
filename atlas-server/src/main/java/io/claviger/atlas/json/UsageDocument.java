package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.model.IpAddress;
import io.claviger.model.LastUse;
import io.claviger.model.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often something was used, and last.
 *
 * @param lastUsed only after the first use
 * @param lastUsedAddress only after the first use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageDocument(
    long count, @Nullable String lastUsed, @Nullable String lastUsedAddress) {
  /** What the library counted. */
  public static UsageDocument of(Usage usage) {
    return new UsageDocument(
        usage.count(),
        usage.last().map(LastUse::at).map(Instant::toString).orElse(null),
        usage.last().map(LastUse::address).map(IpAddress::toString).orElse(null));
  }
}
