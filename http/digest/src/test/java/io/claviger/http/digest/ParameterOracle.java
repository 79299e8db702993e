package io.claviger.http.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the scanner reads, by the grammar of RFC 9110 as regular expressions. */
public final class ParameterOracle {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern HEAD = Pattern.compile("[ \t]*(?i:digest)(?=[ \t]|\\z)");
  private static final Pattern ELEMENT =
      Pattern.compile(
          "[ \t]*(?:(TOKEN)[ \t]*=[ \t]*(?:(TOKEN)|\"((?:[ !#-\\[\\]-~]|\\\\[ -~])*)\"))?[ \t]*(,|\\z)"
              .replace("TOKEN", TOKEN));

  private ParameterOracle() {}

  /** Of a whole value, with its scheme. */
  public static Optional<Map<String, String>> read(String value) {
    Matcher head = HEAD.matcher(value);
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    Matcher element = ELEMENT.matcher(value);
    int at = head.end();
    do {
      element.region(at, value.length());
      if (!element.lookingAt() || !add(parameters, element)) {
        return Optional.empty();
      }
      at = element.end();
    } while (element.group(4).equals(","));
    return Optional.of(parameters);
  }

  private static boolean add(Map<String, String> parameters, Matcher element) {
    if (element.group(1) == null) {
      return true;
    }
    String value =
        element.group(2) != null ? element.group(2) : element.group(3).replaceAll("\\\\(.)", "$1");
    return parameters.put(element.group(1).toLowerCase(Locale.ROOT), value) == null;
  }
}
