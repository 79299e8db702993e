package io.claviger.internal.value;

import io.claviger.IpAddress;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import java.util.Optional;

/** Whether a key may be used from an address (specification, section 1.13). */
public sealed interface Admission {
  /** It may; the entry is absent where the whitelist is empty and need not be otherwise. */
  record Admitted(Optional<WhitelistEntry> entry) implements Admission {}

  /** The organization requires a whitelist, and there is none. */
  record WhitelistMissing() implements Admission {}

  /** No entry contains the address. */
  record NotListed() implements Admission {}

  /** Judges one address, in an organization that requires a whitelist or not. */
  static Admission of(boolean whitelistRequired, Whitelist whitelist, IpAddress address) {
    if (whitelist.isEmpty()) {
      return whitelistRequired ? new WhitelistMissing() : new Admitted(Optional.empty());
    }
    Optional<WhitelistEntry> entry = whitelist.match(address);
    return entry.isPresent() ? new Admitted(entry) : new NotListed();
  }
}
