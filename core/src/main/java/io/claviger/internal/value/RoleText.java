package io.claviger.internal.value;

import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of role and permission names. */
public final class RoleText {
  private static final Pattern ROLE = Pattern.compile("(ORG|GROUP)_[A-Z0-9_]{1,60}");
  private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9._:-]{0,99}");

  private RoleText() {}

  /** Throws {@link InvalidValue} unless it is a name of a role. */
  public static void requireRole(String name) {
    if (!ROLE.matcher(name).matches()) {
      String upper = name.toUpperCase(Locale.ROOT);
      String hint =
          !upper.equals(name) && ROLE.matcher(upper).matches()
              ? "; did you mean " + upper + "?"
              : "";
      throw InvalidValue.of(
          ErrorCode.INVALID_ENUM_VALUE,
          "role",
          name,
          "must be ORG_ or GROUP_ and 1 to 60 characters of A-Z, 0-9 and _" + hint);
    }
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
