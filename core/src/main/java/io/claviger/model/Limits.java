package io.claviger.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an organization. The application sets them, not the owners of the organization.
 * Immutable.
 */
public final class Limits {
  private static final Limits STANDARD = of(500, 200, Optional.empty(), Optional.empty());

  private final int apiKeys;
  private final int whitelistEntries;
  private final Optional<Rate> rate;
  private final Optional<Rate> keyRate;

  private Limits(int apiKeys, int whitelistEntries, Optional<Rate> rate, Optional<Rate> keyRate) {
    this.apiKeys = apiKeys;
    this.whitelistEntries = whitelistEntries;
    this.rate = Objects.requireNonNull(rate, "rate");
    this.keyRate = Objects.requireNonNull(keyRate, "keyRate");
    if (apiKeys < 0 || whitelistEntries < 0) {
      throw InvalidValueException.of(
          "limits", apiKeys + " keys, " + whitelistEntries + " entries", "must not be negative");
    }
  }

  /** Returns 500 keys and 200 entries, and no limit of requests. */
  public static Limits standard() {
    return STANDARD;
  }

  /**
   * Returns limits of all these parts. This is for stores, and gets a parameter for each new part;
   * an application begins with {@link #standard}.
   *
   * @throws InvalidValueException for a negative limit
   */
  public static Limits of(
      int apiKeys, int whitelistEntries, Optional<Rate> rate, Optional<Rate> keyRate) {
    return new Limits(apiKeys, whitelistEntries, rate, keyRate);
  }

  /**
   * Returns the maximum number of keys; 0 or more. The first key, which is created with the
   * organization, does not depend on it.
   */
  public int apiKeys() {
    return apiKeys;
  }

  /** Returns the maximum number of entries of one whitelist; 0 or more. */
  public int whitelistEntries() {
    return whitelistEntries;
  }

  /**
   * Returns how often all keys of the organization together may be used; empty for no such limit.
   */
  public Optional<Rate> rate() {
    return rate;
  }

  /**
   * Returns how often each key of the organization may be used that has no limit of its own; empty
   * for no such limit.
   */
  public Optional<Rate> keyRate() {
    return keyRate;
  }

  /**
   * Returns these limits with this maximum number of keys.
   *
   * @throws InvalidValueException if it is negative
   */
  public Limits withApiKeys(int newApiKeys) {
    return new Limits(newApiKeys, whitelistEntries, rate, keyRate);
  }

  /**
   * Returns these limits with this maximum number of entries of one whitelist.
   *
   * @throws InvalidValueException if it is negative
   */
  public Limits withWhitelistEntries(int newWhitelistEntries) {
    return new Limits(apiKeys, newWhitelistEntries, rate, keyRate);
  }

  /** Returns these limits with this limit of the requests of all keys together. */
  public Limits withRate(Rate newRate) {
    return withRate(Optional.of(Objects.requireNonNull(newRate, "rate")));
  }

  /** Returns these limits with this limit of the requests of all keys together, or without one. */
  public Limits withRate(Optional<Rate> newRate) {
    return new Limits(apiKeys, whitelistEntries, newRate, keyRate);
  }

  /** Returns these limits with this limit of the requests of each key without one of its own. */
  public Limits withKeyRate(Rate newKeyRate) {
    return withKeyRate(Optional.of(Objects.requireNonNull(newKeyRate, "keyRate")));
  }

  /** Returns these limits with this limit of each key without one of its own, or without one. */
  public Limits withKeyRate(Optional<Rate> newKeyRate) {
    return new Limits(apiKeys, whitelistEntries, rate, newKeyRate);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Limits that
        && apiKeys == that.apiKeys
        && whitelistEntries == that.whitelistEntries
        && rate.equals(that.rate)
        && keyRate.equals(that.keyRate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(apiKeys, whitelistEntries, rate, keyRate);
  }

  @Override
  public String toString() {
    return "Limits[apiKeys=%d, whitelistEntries=%d, rate=%s, keyRate=%s]"
        .formatted(apiKeys, whitelistEntries, rate, keyRate);
  }

  /**
   * A limit of requests in a period, for a key or for all keys of an organization together. The
   * library stores it and hands it to the {@link io.claviger.access.RequestLimiter} of the
   * application, but counts no requests.
   *
   * @param requests 1 to 999,999,999
   * @param period 1 second to 1 day, in whole seconds
   */
  public record Rate(int requests, Duration period) {
    private static final int MAX = 999_999_999;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,5})");

    /** Throws {@link InvalidValueException} if a part is out of range. */
    public Rate {
      long seconds = Objects.requireNonNull(period, "period").toSeconds();
      boolean fits =
          seconds >= 1 && seconds <= 86_400 && period.equals(Duration.ofSeconds(seconds));
      if (requests < 1 || requests > MAX || !fits) {
        throw invalid(requests + " in " + period);
      }
    }

    /**
     * Parses the text that {@link #toString} returns, such as {@code 100/60}.
     *
     * @throws InvalidValueException if it is no such text, or a part is out of range
     */
    public static Rate parse(String text) {
      var matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
      if (!matcher.matches()) {
        throw invalid(text);
      }
      return new Rate(
          Integer.parseInt(matcher.group(1)),
          Duration.ofSeconds(Integer.parseInt(matcher.group(2))));
    }

    /** Returns the requests, a slash and the seconds: {@code 100/60} for 100 in a minute. */
    @Override
    public String toString() {
      return requests + "/" + period.toSeconds();
    }

    private static InvalidValueException invalid(String value) {
      return InvalidValueException.of(
          "rate limit",
          value,
          "must be 1 to 999999999 requests in 1 to 86400 whole seconds, as 100/60 in text");
    }
  }
}
