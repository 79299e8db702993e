package io.claviger.cli.rows;

import io.claviger.access.Credential;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedSecret;
import io.claviger.importing.ImportedSettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a key of each row.
 *
 * @param settings empty if the rows have credentials of this library
 */
public record KeyRows(Optional<ImportedSettings> settings) {
  /** ISO 8601, and the form in which databases print an instant. */
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Checks that the settings are not null. */
  public KeyRows {
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns the key of a row. Throws {@link InvalidValueException} for a row that has none. */
  public ImportedKey key(RawRow row) {
    if (row.problem().isPresent()) {
      throw InvalidValueException.hidden("row", row.problem().get());
    }
    Map<String, String> cells = row.cells();
    NewApiKey request =
        NewApiKey.of(needed(cells, Columns.DESCRIPTION), roles(cells))
            .withLabels(labels(cells))
            .withWhitelist(blocks(cells));
    Optional<Instant> expiry = one(cells, Columns.EXPIRES_AT).map(KeyRows::instant);
    ImportedKey key =
        ImportedKey.of(
            new OrganizationId(needed(cells, Columns.ORGANIZATION)),
            secret(cells),
            expiry.map(request::withExpiry).orElse(request));
    Optional<Instant> created = one(cells, Columns.CREATED_AT).map(KeyRows::instant);
    ImportedKey dated = created.map(key::withCreatedAt).orElse(key);
    return one(cells, Columns.ENABLED).map(KeyRows::flag).orElse(true) ? dated : dated.disabled();
  }

  private ImportedSecret secret(Map<String, String> cells) {
    if (settings.isEmpty()) {
      return own(needed(cells, Columns.CREDENTIAL));
    }
    ImportedSettings its = settings.get();
    String stored = needed(cells, its.isClear() ? Columns.CREDENTIAL : Columns.HASH);
    return its.secret(stored, one(cells, Columns.ID), one(cells, Columns.SALT));
  }

  private static ImportedSecret own(String text) {
    Credential pair = credential(text);
    if (pair.isMalformed()) {
      throw InvalidValueException.hidden(
          "credential", "must be a token of this library, or PUBLIC:PRIVATE");
    }
    return ImportedSecret.clear(pair);
  }

  /** Reads a credential of this library in one text: a token, or the halves of a pair. */
  public static Credential credential(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Credential.token(text)
        : Credential.pair(text.substring(0, colon), text.substring(colon + 1));
  }

  private static Role[] roles(Map<String, String> cells) {
    return words(needed(cells, Columns.ROLE)).map(Role::new).toArray(Role[]::new);
  }

  private static CidrBlock[] blocks(Map<String, String> cells) {
    return one(cells, Columns.WHITELIST).stream()
        .flatMap(KeyRows::words)
        .map(CidrBlock::parse)
        .toArray(CidrBlock[]::new);
  }

  private static Labels labels(Map<String, String> cells) {
    Map<String, String> labels = new TreeMap<>();
    cells.forEach(
        (column, value) -> {
          if (column.startsWith(Columns.LABEL)) {
            labels.put(column.substring(Columns.LABEL.length()), value);
          }
        });
    return Labels.of(labels);
  }

  private static Instant instant(String text) {
    try {
      return INSTANT.parse(text, OffsetDateTime::from).toInstant();
    } catch (DateTimeParseException e) {
      throw InvalidValueException.of(
          "instant", text, "must be ISO 8601 with an offset, such as 2027-01-31T12:00:00Z");
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default -> throw InvalidValueException.of("enabled", text, "must be true or false");
    };
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" +", -1));
  }

  private static Optional<String> one(Map<String, String> cells, String column) {
    return Optional.ofNullable(cells.get(column));
  }

  private static String needed(Map<String, String> cells, String column) {
    return one(cells, column)
        .orElseThrow(() -> InvalidValueException.hidden("row", "needs a value of " + column));
  }
}
