package io.claviger.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An import declaration of Java.
 *
 * @param line the declaration, as it stands in the code
 * @param name the full name of the type, of the static member, or of all ({@code *})
 */
record Import(String line, String name) {
  private static final Pattern DECLARATION = Pattern.compile("import (?:static )?([\\w.*]+);");

  /** Texts, comments and declarations, in which a name is no use of a type. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|//[^\\n]*|/\\*.*?\\*/"
              + "|(?m:^(?:import|package) [^\\n]*)");

  static boolean is(String line) {
    return DECLARATION.matcher(line).matches();
  }

  /** Returns the declarations in the code. */
  static List<Import> of(List<String> code) {
    return code.stream()
        .map(DECLARATION::matcher)
        .filter(Matcher::matches)
        .map(found -> new Import(found.group(), found.group(1)))
        .toList();
  }

  static Import ofType(String name) {
    return new Import("import " + name + ";", name);
  }

  /** Tells whether the code uses the name; never true for an import of a whole package. */
  boolean isUsedIn(String code) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(simple) + "\\b")
        .matcher(NO_CODE.matcher(code).replaceAll(""))
        .find();
  }
}
