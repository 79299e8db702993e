package io.claviger.http;

import io.claviger.access.Credential;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an Authorization header in another way than the library: by hand, bit by bit. */
final class AuthorizationOracle {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz" + "0123456789" + "+/";
  private static final Pattern PAIR = Pattern.compile("([0-9a-z]{8,32}):([!-~]{1,256})");

  private AuthorizationOracle() {}

  static Credential read(String value) {
    String text = trimmed(value);
    int blank = text.indexOf(' ');
    if (value.length() > 1_100 || blank < 0) {
      return Credential.malformed("");
    }
    String credentials = trimmed(text.substring(blank).replace('\t', '?'));
    return switch (lowerCase(text.substring(0, blank))) {
      case "basic" -> pair(decoded(credentials));
      case "bearer" -> token(credentials);
      default -> Credential.malformed("");
    };
  }

  private static Credential pair(String decoded) {
    Matcher pair = PAIR.matcher(decoded);
    return pair.matches()
        ? Credential.pair(new PublicKey(pair.group(1)), PrivateKey.of(pair.group(2)))
        : Credential.malformed("");
  }

  private static Credential token(String text) {
    return Credential.token(text);
  }

  /** Nothing for what is no Base64, or not in the one spelling. */
  private static String decoded(String base64) {
    String digits = base64.replaceFirst("={1,2}\\z", "");
    if (base64.length() % 4 != 0 || !digits.chars().allMatch(c -> BASE64.indexOf(c) >= 0)) {
      return "";
    }
    StringBuilder bits = new StringBuilder();
    digits.chars().forEach(c -> bits.append(sixBits(BASE64.indexOf(c))));
    int end = bits.length() / 8 * 8;
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < end; at += 8) {
      text.append((char) Integer.parseInt(bits.substring(at, at + 8), 2));
    }
    return bits.indexOf("1", end) < 0 ? text.toString() : "";
  }

  private static String sixBits(int digit) {
    return Integer.toBinaryString(64 + digit).substring(1);
  }

  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder();
    text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return lower.toString();
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && " \t".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (from < to && " \t".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
