package io.claviger.internal;

import io.claviger.InvalidValue;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import java.util.Arrays;
import java.util.stream.Collectors;

/** "Did you mean": what somebody who wrote this text instead of an address probably wanted. */
final class AddressHints {
  private AddressHints() {}

  /** A sentence to append, or nothing. */
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
      return "; a zone such as %eth0 means nothing here, leave it out";
    }
    if (text.indexOf('[') >= 0) {
      return "; leave out the brackets and the port";
    }
    if (text.indexOf('-') >= 0 || text.indexOf(',') >= 0) {
      return "; one block at a time, ranges and lists are not understood";
    }
    return text.matches("[0-9.*]+(/[0-9]+)?") ? forDotted(text) : "; names are never looked up";
  }

  /** For what stands behind the slash. */
  static String forPrefix(String text, String digits) {
    if (digits.indexOf('.') < 0) {
      return "";
    }
    try {
      IpAddress mask = IpAddress.parse(digits);
      int length = Long.bitCount(mask.low());
      if (mask.family() == Family.IPV4 && PrefixMask.of(Family.IPV4, length).low() == mask.low()) {
        return "; did you mean " + text.substring(0, text.indexOf('/')) + "/" + length + "?";
      }
      return "";
    } catch (InvalidValue e) {
      return "";
    }
  }

  private static String forDotted(String text) {
    if (text.indexOf('*') >= 0) {
      String[] parts = text.split("\\.", -1);
      int fixed = (int) Arrays.stream(parts).takeWhile(part -> !part.equals("*")).count();
      String network =
          text.substring(0, Math.max(text.indexOf('*'), 0))
              + "0"
              + ".0".repeat(Math.max(3 - fixed, 0));
      return fixed >= 1 && fixed <= 3 && text.indexOf('/') < 0
          ? "; did you mean " + network + "/" + 8 * fixed + "?"
          : "; wildcards are not understood";
    }
    String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
      return "; an IPv4 address has four numbers, short forms are not understood";
    }
    String plain =
        Arrays.stream(parts)
            .map(part -> part.replaceFirst("^0+(?=.)", ""))
            .collect(Collectors.joining("."));
    return plain.equals(address)
        ? "; each number is 0 to 255"
        : "; leading zeros are ambiguous (octal to some), did you mean " + plain + "?";
  }
}
