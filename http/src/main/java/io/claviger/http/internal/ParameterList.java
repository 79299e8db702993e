package io.claviger.http.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads parameters, {@code name=value}, that are separated by one character. A value is a token or
 * a quoted string. Elements may be empty, and there may be blanks around separators.
 */
public final class ParameterList {
  private static final String BLANKS = "[ \t]*+";
  private static final String TOKEN = "([0-9A-Za-z!#$%&'*+.^_`|~-]++)";
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  private final Pattern element;

  /**
   * Creates a reader.
   *
   * @param separator the character between two parameters
   * @param equals the regular expression of an equals sign and the blanks around it
   * @param quotable the ranges of the characters that a quoted string may contain, as in a
   *     character class
   */
  public ParameterList(char separator, String equals, String quotable) {
    // Possessive, because Java then needs no stack for each character.
    String quoted = "\"((?:[" + quotable + "&&[^\"\\\\]]|\\\\[" + quotable + "])*+)\"";
    String parameter = TOKEN + equals + "(?:" + TOKEN + "|" + quoted + ")";
    this.element =
        Pattern.compile(BLANKS + "(?:" + parameter + ")?+" + BLANKS + "(?:" + separator + "|\\z)");
  }

  /**
   * Returns the parameters in the text after this index, with names in lower case and values
   * without quotes and escapes. It is empty if the text breaks a rule.
   */
  public Optional<List<Map.Entry<String, String>>> read(String text, int from) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    Matcher matcher = element.matcher(text);
    for (int at = from; at < text.length(); at = matcher.end()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        return Optional.empty();
      }
      if (matcher.group(1) != null) {
        parameters.add(Map.entry(matcher.group(1).toLowerCase(Locale.ROOT), value(matcher)));
      }
    }
    return Optional.of(parameters);
  }

  private static String value(Matcher matcher) {
    return matcher.group(2) != null
        ? matcher.group(2)
        : ESCAPE.matcher(matcher.group(3)).replaceAll("$1");
  }
}
