package io.claviger.cli.rows;

import io.claviger.importing.ImportedSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of the columns, and which of them a file must have. */
final class Columns {
  static final String ORGANIZATION = "organization";
  static final String DESCRIPTION = "description";
  static final String ROLE = "role";
  static final String HASH = "hash";
  static final String CREDENTIAL = "credential";
  static final String ID = "id";
  static final String SALT = "salt";
  static final String WHITELIST = "whitelist";
  static final String EXPIRES_AT = "expiresAt";
  static final String CREATED_AT = "createdAt";
  static final String ENABLED = "enabled";

  /** The beginning of the name of a column with the values of one label. */
  static final String LABEL = "label:";

  /** The object with all labels of a row in JSON. */
  static final String LABELS = "labels";

  private final List<String> required = new ArrayList<>(List.of(ORGANIZATION, DESCRIPTION, ROLE));
  private final List<String> optional =
      List.of(WHITELIST, EXPIRES_AT, CREATED_AT, ENABLED, LABEL + "NAME");

  /** Returns the columns of keys with these settings; empty settings for this library's own. */
  Columns(Optional<ImportedSettings> settings) {
    boolean clear = settings.isEmpty() || settings.get().isClear();
    required.add(clear ? CREDENTIAL : HASH);
    if (!clear && settings.get().findsById()) {
      required.add(ID);
    }
    if (settings.isPresent() && settings.get().saltInRows()) {
      required.add(SALT);
    }
  }

  /** Returns why the columns of a file, or of a row, are wrong; empty if they are right. */
  Optional<String> problem(Collection<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!isKnown(column)) {
        return Optional.of(
            "has the column %s, which is not known here; the columns are %s, and maybe %s"
                .formatted(shown(column), list(required), list(optional)));
      }
      if (!seen.add(column)) {
        return Optional.of("has the column " + column + " twice");
      }
    }
    List<String> missing = required.stream().filter(name -> !seen.contains(name)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("misses " + list(missing) + "; needed are " + list(required));
  }

  private boolean isKnown(String column) {
    boolean label = column.startsWith(LABEL) && column.length() > LABEL.length();
    return label || required.contains(column) || optional.contains(column);
  }

  /** A file without a header has values in its place. */
  private static String shown(String column) {
    return column.matches("[A-Za-z][A-Za-z_ :-]{0,30}") ? column : "(not a name)";
  }

  private static String list(List<String> names) {
    return String.join(", ", names);
  }
}
