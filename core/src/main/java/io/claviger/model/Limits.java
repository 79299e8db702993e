package io.claviger.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The limits of an organization. The application sets them, not the owners of the organization.
 *
 * @param apiKeys the maximum number of keys; 0 or more. The first key, which is created with the
 *     organization, does not depend on it
 * @param whitelistEntries the maximum number of entries of one whitelist; 0 or more
 * @param rate how often all keys of the organization together may be used; empty for no such limit
 * @param keyRate how often each key of the organization may be used that has no limit of its own;
 *     empty for no such limit
 */
public record Limits(
    int apiKeys, int whitelistEntries, Optional<Rate> rate, Optional<Rate> keyRate) {
  /** Throws {@link InvalidValueException} for a negative limit. */
  public Limits {
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(keyRate, "keyRate");
    if (apiKeys < 0 || whitelistEntries < 0) {
      throw InvalidValueException.of(
          "limits", apiKeys + " keys, " + whitelistEntries + " entries", "must not be negative");
    }
  }

  /** Creates limits without a limit of requests. */
  public Limits(int apiKeys, int whitelistEntries) {
    this(apiKeys, whitelistEntries, Optional.empty(), Optional.empty());
  }

  /** Returns 500 keys and 200 entries, and no limit of requests. */
  public static Limits standard() {
    return new Limits(500, 200);
  }

  /** Returns these limits with this maximum number of keys. */
  public Limits withApiKeys(int newApiKeys) {
    return new Limits(newApiKeys, whitelistEntries, rate, keyRate);
  }

  /** Returns these limits with this limit of the requests of all keys together. */
  public Limits withRate(Rate newRate) {
    Objects.requireNonNull(newRate, "rate");
    return new Limits(apiKeys, whitelistEntries, Optional.of(newRate), keyRate);
  }

  /** Returns these limits with this limit of the requests of each key without one of its own. */
  public Limits withKeyRate(Rate newKeyRate) {
    Objects.requireNonNull(newKeyRate, "keyRate");
    return new Limits(apiKeys, whitelistEntries, rate, Optional.of(newKeyRate));
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
    private static final int MOST = 999_999_999;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,5})");

    /** Throws {@link InvalidValueException} if a part is out of range. */
    public Rate {
      long seconds = Objects.requireNonNull(period, "period").toSeconds();
      boolean fits =
          seconds >= 1 && seconds <= 86_400 && period.equals(Duration.ofSeconds(seconds));
      if (requests < 1 || requests > MOST || !fits) {
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
