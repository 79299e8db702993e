package io.claviger.model;

import io.claviger.model.CidrBlock.HostBits;
import io.claviger.model.IpAddress.Family;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hints for texts that are not addresses. They suggest the text that the author probably meant. */
final class AddressHints {
  /** One to three numbers, followed only by wildcards. */
  private static final Pattern WILDCARDS =
      Pattern.compile("([0-9]+(?:\\.[0-9]+){0,2})(?:\\.\\*){1,3}");

  private AddressHints() {}

  /** Returns a hint to append to a message, or an empty text. */
  static String forText(String text) {
    if (text.isEmpty()) {
      return "; it is empty";
    }
    if (text.length() > 100) {
      return "";
    }
    if (!text.strip().equals(text)) {
      return "; remove the blanks";
    }
    if (text.indexOf('%') >= 0) {
      return "; remove the zone, such as %eth0";
    }
    if (text.indexOf('[') >= 0) {
      return "; remove the brackets and the port";
    }
    if (text.contains("/-")) {
      return "; a prefix length cannot be negative";
    }
    if (text.indexOf('-') >= 0 || text.indexOf(',') >= 0) {
      return "; one block at a time, ranges and lists are not supported";
    }
    if (text.matches("[0-9.]+:[0-9]+")) {
      return "; remove the port";
    }
    return text.matches("[0-9.*]+(/[0-9]+)?") ? forDotted(text) : forGroups(text);
  }

  private static String forGroups(String text) {
    boolean groups = text.indexOf(':') >= 0;
    if (text.chars().anyMatch(c -> Character.isLetter(c) && !(groups && HexFormat.isHexDigit(c)))) {
      return "; names are never looked up";
    }
    return groups
        ? "; an IPv6 address has eight groups of up to four digits; one :: may replace some of them"
        : "";
  }

  /** Returns a hint for the text after the slash, which may be a net mask. */
  static String forPrefix(String text, String digits) {
    if (digits.indexOf('.') < 0 || text.indexOf(':') >= 0) {
      return "";
    }
    try {
      IpAddress mask = IpAddress.parse(digits);
      int length = Long.bitCount(mask.low());
      return PrefixMask.of(Family.IPV4, length).low() == mask.low()
          ? suggestion(text.substring(0, text.indexOf('/')) + "/" + length)
          : "";
    } catch (InvalidValueException e) {
      return "";
    }
  }

  private static String forDotted(String text) {
    if (text.indexOf('*') >= 0) {
      return forWildcards(text);
    }
    String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
      return "; an IPv4 address has four numbers, short forms are not supported";
    }
    String plain =
        Arrays.stream(parts)
            .map(part -> part.replaceFirst("^0+(?=.)", ""))
            .collect(Collectors.joining("."));
    return plain.equals(address)
        ? "; each number is 0 to 255"
        : "; leading zeros are ambiguous, since some programs read them as octal"
            + suggestion(plain + text.substring(address.length()));
  }

  private static String forWildcards(String text) {
    Matcher wildcards = WILDCARDS.matcher(text);
    if (!wildcards.matches()) {
      return "; wildcards are not supported";
    }
    String fixed = wildcards.group(1);
    int numbers = fixed.split("\\.", -1).length;
    return "; wildcards are not supported"
        + suggestion(fixed + ".0".repeat(4 - numbers) + "/" + 8 * numbers);
  }

  /** Suggests only a text that is accepted, except for host bits. */
  private static String suggestion(String text) {
    try {
      CidrBlock.parse(text, HostBits.CLEAR);
      return "; did you mean " + text + "?";
    } catch (InvalidValueException e) {
      return "";
    }
  }
}
