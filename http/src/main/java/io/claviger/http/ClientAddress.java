package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Objects;

/** The address of whoever sent a request, as far as the host's own proxies can tell it. */
public sealed interface ClientAddress {
  /** It is this one. */
  record Known(IpAddress address) implements ClientAddress {
    /** No part may be null. */
    public Known {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * It cannot be told, so the request is to be refused. To take the address of a proxy instead
   * could let an attacker in through a whitelist that lists the proxy.
   *
   * @param detail what was met, for the log: short, on one line, printable ASCII only
   */
  record Unknown(String detail) implements ClientAddress {
    /** No part may be null. */
    public Unknown {
      Objects.requireNonNull(detail, "detail");
    }

    /** What may be said to whoever sent the request: the same for all details. */
    public String publicMessage() {
      return "unknown client address";
    }

    @Override
    public String toString() {
      return "unknown client address: " + detail;
    }
  }
}
