package io.claviger.internal.value;

import io.claviger.ApiKeySettings;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of role and permission names, and how many roles a key has. */
public final class RoleText {
  private static final String ON_ORGANIZATION = "ORG_";
  private static final String ON_PROJECT = "GROUP_";
  private static final int LONGEST_REST = 60;
  private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9._:-]{0,99}");

  private RoleText() {}

  /** Throws {@link InvalidValue} unless it is a name of a role. */
  public static void requireRole(String name) {
    if (!isRole(name)) {
      String upper = name.toUpperCase(Locale.ROOT);
      String hint =
          !upper.equals(name) && isRole(upper)
              ? "; did you mean " + Quoted.shorten(upper) + "?"
              : "";
      throw InvalidValue.of(
          ErrorCode.INVALID_ENUM_VALUE,
          "role",
          name,
          "must be ORG_ or GROUP_ and 1 to 60 characters of A-Z, 0-9 and _" + hint);
    }
  }

  /** Throws {@link InvalidValue} if there are more roles than a key can be given, or had before. */
  public static void requireFew(int roles, int before) {
    if (roles > Math.max(ApiKeySettings.MAX_ROLES, before)) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          "roles",
          roles + " roles",
          "a key has at most "
              + ApiKeySettings.MAX_ROLES
              + " roles; drop some, or divide them between several keys");
    }
  }

  private static boolean isRole(String name) {
    // Without a pattern, and in a loop: each look-up in a database comes here.
    return name.startsWith(ON_ORGANIZATION)
        ? isRest(name, ON_ORGANIZATION.length())
        : name.startsWith(ON_PROJECT) && isRest(name, ON_PROJECT.length());
  }

  private static boolean isRest(String name, int from) {
    int length = name.length() - from;
    if (length < 1 || length > LONGEST_REST) {
      return false;
    }
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return true;
  }

  /** Throws {@link InvalidValue} unless it is a name of a permission. */
  public static void requirePermission(String name) {
    if (!PERMISSION.matcher(name).matches()) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          "permission",
          name,
          "must be 1 to 100 characters of a-z, 0-9 and ._:- that start with a letter");
    }
  }
}
