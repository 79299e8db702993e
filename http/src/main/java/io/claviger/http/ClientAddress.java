package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Objects;

/** The address of the client that sent a request, as {@link TrustedProxies} found it. */
public sealed interface ClientAddress {
  /** The address is known. */
  record Known(IpAddress address) implements ClientAddress {
    /** Checks that no component is null. */
    public Known {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * The address is unknown, so the application must refuse the request. If it used the address of a
   * proxy instead, a whitelist that lists the proxy could admit an attacker.
   *
   * @param detail the reason, for the log: short, on one line, in printable ASCII only
   */
  record Unknown(String detail) implements ClientAddress {
    /** Checks that no component is null. */
    public Unknown {
      Objects.requireNonNull(detail, "detail");
    }

    /** Returns the message that the client may see. It is the same for all details. */
    public String publicMessage() {
      return "unknown client address";
    }

    @Override
    public String toString() {
      return "unknown client address: " + detail;
    }
  }
}
