package io.claviger.store.jdbc.internal.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The URL of a database, for messages: without its options and user, which may have a password. */
public final class DatabaseUrl {
  /** Of HikariCP and Agroal, of other pools, and of drivers. */
  private static final String[] GETTERS = {"getJdbcUrl", "getUrl", "getURL"};

  private static final Pattern IN_TEXT = Pattern.compile("jdbc:.*");

  /**
   * Kind, user, then hosts and database, then options. Another form may have a password anywhere.
   */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(jdbc:[\\w:]+(?://)?)(?:(?<=//)[^@/?;]*@)?([\\w.,:\\[\\]$~/-]*)(?:[?;][^@]*)?");

  private static final Pattern KIND = Pattern.compile("(jdbc:\\w*).*");

  private DatabaseUrl() {}

  /** Returns the URL that this data source tells; empty if it tells none. */
  public static Optional<String> of(@Nullable DataSource dataSource) {
    return dataSource == null
        ? Optional.empty()
        : Stream.of(GETTERS)
            .flatMap(getter -> ask(dataSource, getter).stream())
            .map(DatabaseUrl::withoutCredentials)
            .findFirst();
  }

  /** The method is found by name, since there is no common one. */
  private static Optional<String> ask(DataSource dataSource, String getter) {
    try {
      Object told = dataSource.getClass().getMethod(getter).invoke(dataSource);
      return told instanceof String url && !url.isBlank() ? Optional.of(url) : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the text, in which a URL has neither user nor options. */
  static String withoutCredentials(String text) {
    return IN_TEXT
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(plain(found.group())));
  }

  private static String plain(String url) {
    Matcher known = KNOWN.matcher(url);
    return known.matches() ? known.group(1) + known.group(2) : KIND.matcher(url).replaceFirst("$1");
  }
}
