package io.claviger.model;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A second, plain reading of addresses and blocks: RFC 4291 and RFC 5952 on big integers. */
final class AddressOracle {
  /** A number of 32 or 128 bits; mapped addresses are numbers of 32. */
  record Numeral(int bits, BigInteger value) {
    Numeral {
      if (bits == 128 && value.shiftRight(32).equals(BigInteger.valueOf(0xffff))) {
        bits = 32;
        value = value.mod(BigInteger.ONE.shiftLeft(32));
      }
    }

    boolean isIn(Numeral network, int prefixLength) {
      int rest = bits - prefixLength;
      return bits == network.bits && value.shiftRight(rest).equals(network.value.shiftRight(rest));
    }

    Numeral cleared(int prefixLength) {
      int rest = bits - prefixLength;
      return new Numeral(bits, value.shiftRight(rest).shiftLeft(rest));
    }

    /** The address, by way of bytes. */
    IpAddress address() {
      return IpAddress.ofBytes(bytes(value, bits / 8));
    }
  }

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private AddressOracle() {}

  static Numeral number(IpAddress address) {
    return new Numeral(address.family().bits(), new BigInteger(1, address.toBytes()));
  }

  /** The address that a text means by the letter of RFC 4291; empty if it means none. */
  static Optional<Numeral> read(String text) {
    Optional<BigInteger> four = ipv4(text);
    return four.isPresent()
        ? four.map(value -> new Numeral(32, value))
        : ipv6(text).map(value -> new Numeral(128, value));
  }

  /** What Java makes of a literal; the text must be one, or a name would be looked up. */
  static IpAddress java(String literal) {
    try {
      return IpAddress.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new AssertionError("no literal for Java", e);
    }
  }

  /** RFC 5952, section 4. */
  static String print(Numeral number) {
    byte[] bytes = bytes(number.value, number.bits / 8);
    if (number.bits == 32) {
      return (bytes[0] & 255)
          + "."
          + (bytes[1] & 255)
          + "."
          + (bytes[2] & 255)
          + "."
          + (bytes[3] & 255);
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 16; i += 2) {
      groups.add(Integer.toHexString((bytes[i] & 255) << 8 | (bytes[i + 1] & 255)));
    }
    for (int length = 8; length >= 2; length--) {
      for (int from = 0; from + length <= 8; from++) {
        if (groups.subList(from, from + length).stream().allMatch("0"::equals)) {
          return joined(groups, 0, from) + "::" + joined(groups, from + length, 8);
        }
      }
    }
    return joined(groups, 0, 8);
  }

  private static String joined(List<String> groups, int from, int to) {
    return groups.subList(from, to).stream().collect(Collectors.joining(":"));
  }

  private static Optional<BigInteger> ipv4(String text) {
    Matcher matcher = IPV4.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 1; i <= 4; i++) {
      value = value.shiftLeft(8).add(new BigInteger(matcher.group(i)));
    }
    return Optional.of(value);
  }

  private static Optional<BigInteger> ipv6(String text) {
    String plain = text;
    int lastColon = text.lastIndexOf(':');
    Optional<BigInteger> embedded = ipv4(text.substring(lastColon + 1));
    if (lastColon >= 0 && embedded.isPresent()) {
      int value = embedded.get().intValue();
      plain =
          text.substring(0, lastColon + 1)
              + Integer.toHexString(value >>> 16)
              + ":"
              + Integer.toHexString(value & 0xffff);
    }
    String[] halves = plain.split("::", -1);
    if (halves.length > 2) {
      return Optional.empty();
    }
    List<String> groups = new ArrayList<>(groups(halves[0]));
    if (halves.length == 2) {
      List<String> behind = groups(halves[1]);
      int zeros = 8 - groups.size() - behind.size();
      if (zeros < 1) {
        return Optional.empty();
      }
      for (int i = 0; i < zeros; i++) {
        groups.add("0");
      }
      groups.addAll(behind);
    }
    boolean wellFormed =
        groups.size() == 8 && groups.stream().allMatch(group -> GROUP.matcher(group).matches());
    return wellFormed ? Optional.of(value(groups)) : Optional.empty();
  }

  private static List<String> groups(String half) {
    return half.isEmpty() ? List.of() : Arrays.asList(half.split(":", -1));
  }

  private static BigInteger value(List<String> groups) {
    BigInteger value = BigInteger.ZERO;
    for (String group : groups) {
      value = value.shiftLeft(16).add(new BigInteger(group, 16));
    }
    return value;
  }

  private static byte[] bytes(BigInteger value, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = value.shiftRight(8 * (count - 1 - i)).byteValue();
    }
    return bytes;
  }
}
