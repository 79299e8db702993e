package io.claviger.management;

import io.claviger.Claviger;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpAccess;
import io.claviger.management.spi.DisplayNames;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.Ticker;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Collects the options of a {@link ManagementHandler}; not thread-safe. */
public final class ManagementHandlerBuilder {
  private static final String ORIGIN = "https?://[a-z0-9.\\[\\]:-]{1,260}";

  private final Claviger claviger;
  Optional<HttpAccess> access = Optional.empty();
  TrustedProxies proxies = TrustedProxies.none();
  DisplayNames names = DisplayNames.none();
  Set<String> origins = Set.of();
  InstantSource clock = InstantSource.system();
  Ticker ticker = Ticker.system();

  ManagementHandlerBuilder(Claviger claviger) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
  }

  /**
   * Also serves keys, which present their credentials as this object reads them. Its proxies name
   * the address of each client, also that of a user.
   */
  public ManagementHandlerBuilder access(HttpAccess newAccess) {
    this.access = Optional.of(Objects.requireNonNull(newAccess, "access"));
    return this;
  }

  /**
   * Sets the proxies in front of an application whose handler has no {@link #access}; none by
   * default.
   */
  public ManagementHandlerBuilder proxies(TrustedProxies newProxies) {
    this.proxies = Objects.requireNonNull(newProxies, "proxies");
    return this;
  }

  /** Sets the names of roles and projects that people see. */
  public ManagementHandlerBuilder names(DisplayNames newNames) {
    this.names = Objects.requireNonNull(newNames, "names");
    return this;
  }

  /**
   * Also accepts changes from pages of this origin over plain HTTP, where browsers do not say which
   * site a request comes from: for a proxy that changes the host. Call this once for each origin.
   *
   * @param origin a scheme, a host and a port if it is not the usual one: {@code
   *     http://app.example:8080}
   * @throws InvalidValueException for another text
   */
  public ManagementHandlerBuilder origin(String origin) {
    Objects.requireNonNull(origin, "origin");
    if (!origin.matches(ORIGIN)) {
      throw InvalidValueException.of(
          "origin", origin, "must be a scheme and a host in lower case, as https://app.example");
    }
    Set<String> more = new HashSet<>(origins);
    more.add(origin);
    this.origins = Set.copyOf(more);
    return this;
  }

  /** Sets the clock that decides whether a key is shown as expired; the system's by default. */
  public ManagementHandlerBuilder clock(InstantSource newClock) {
    this.clock = Objects.requireNonNull(newClock, "clock");
    return this;
  }

  /** Sets the monotonic time that limits how long a body is read; the system's by default. */
  public ManagementHandlerBuilder ticker(Ticker newTicker) {
    this.ticker = Objects.requireNonNull(newTicker, "ticker");
    return this;
  }

  /** Builds the handler. */
  public ManagementHandler build() {
    return new ManagementHandler(claviger, this);
  }
}
