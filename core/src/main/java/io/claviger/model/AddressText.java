package io.claviger.model;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import inet.ipaddr.ipv6.IPv6Address;
import io.claviger.internal.text.Alphabet;
import io.claviger.internal.text.VisibleAscii;
import io.claviger.model.CidrBlock.HostBits;
import io.claviger.model.IpAddress.Family;

/**
 * Parses and prints addresses. It uses inet.ipaddr with every lenient option switched off, and
 * checks the alphabet first. {@link PlainAddress} reads the usual forms without inet.ipaddr.
 */
final class AddressText {
  /**
   * The length of the longest address: a full IPv6 address with an embedded IPv4 address, and a
   * prefix length.
   */
  private static final int MAX_LENGTH = 49;

  private static final Alphabet DIGITS = new Alphabet("0123456789");
  private static final Alphabet CHARACTERS = new Alphabet("0123456789abcdefABCDEF.:/");

  private static final int MAPPED_PREFIX = 96;
  private static final int MAX_ZONE = 64;
  private static final IPAddressStringParameters STRICT = strict();

  private AddressText() {}

  /** Reads one address; throws {@link InvalidValueException} for anything else. */
  public static IpAddress address(String text) {
    IpAddress plain = PlainAddress.read(text);
    return plain == null ? unusual(text) : plain;
  }

  /** Reads an address that may have brackets and a zone, if it is IPv6. */
  static IpAddress peer(String text) {
    if (text.indexOf(':') < 0) {
      return address(text);
    }
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    String bare = brackets ? text.substring(1, text.length() - 1) : text;
    int percent = bare.indexOf('%');
    boolean zone = bare.lastIndexOf(':', percent) >= 0 && isZone(bare.substring(percent + 1));
    return address(zone ? bare.substring(0, percent) : bare);
  }

  /** Checks for the name or the number of a network interface; it may be encoded as in a URI. */
  private static boolean isZone(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ZONE
        && VisibleAscii.only(text)
        && text.chars().noneMatch(c -> c == '/' || c == '[' || c == ']');
  }

  /** Reads every form of address, but slower than {@link PlainAddress}. */
  static IpAddress unusual(String text) {
    requireAlphabet("IP address", text);
    if (text.indexOf('/') >= 0) {
      throw refused("IP address", text, "must be one address, without a prefix length");
    }
    return parsed("IP address", text, text);
  }

  /** Reads an address or a block; throws {@link InvalidValueException} for anything else. */
  public static CidrBlock block(String text, HostBits hostBits) {
    requireAlphabet("CIDR block", text);
    int slash = text.indexOf('/');
    String addressText = slash < 0 ? text : text.substring(0, slash);
    IpAddress plain = PlainAddress.read(addressText);
    IpAddress address = plain == null ? parsed("CIDR block", text, addressText) : plain;
    if (slash < 0) {
      return CidrBlock.of(address);
    }
    Family written = addressText.indexOf(':') < 0 ? Family.IPV4 : Family.IPV6;
    int prefixLength = prefixLength(text, text.substring(slash + 1), written.bits());
    return block(text, address, written, prefixLength, hostBits);
  }

  /** Prints IPv6 by RFC 5952, and IPv4 in dotted decimal. */
  public static String print(IpAddress address) {
    return address.family() == Family.IPV4
        ? dotted(address.low())
        : new IPv6Address(address.toBytes()).toCanonicalString();
  }

  private static String dotted(long ipv4) {
    return (ipv4 >> 24) + "." + (ipv4 >> 16 & 255) + "." + (ipv4 >> 8 & 255) + "." + (ipv4 & 255);
  }

  private static CidrBlock block(
      String text, IpAddress address, Family written, int prefixLength, HostBits hostBits) {
    boolean mapped = written != address.family();
    if (mapped && prefixLength < MAPPED_PREFIX) {
      throw refused(
          "CIDR block",
          text,
          "an IPv4-mapped block has a prefix length of 96 to 128; write an IPv4 block, or 96 or"
              + " more");
    }
    int length = mapped ? prefixLength - MAPPED_PREFIX : prefixLength;
    if (hostBits == HostBits.CLEAR) {
      return CidrBlock.containing(address, length);
    }
    if (mapped) {
      requireNetwork(text, address, length);
    }
    return new CidrBlock(address, length);
  }

  /**
   * Checks host bits before the block is made, since its message would show a text that nobody
   * wrote.
   */
  private static void requireNetwork(String text, IpAddress address, int length) {
    CidrBlock block = CidrBlock.containing(address, length);
    if (!block.network().equals(address)) {
      throw refused(
          "CIDR block",
          text,
          String.format(
              "host bits are set; did you mean %s (the network) or %s (the one address)?",
              block, CidrBlock.of(address)));
    }
  }

  private static int prefixLength(String text, String digits, int bits) {
    if (digits.isEmpty()
        || digits.length() > 3
        || !DIGITS.hasAll(digits)
        || (digits.length() > 1 && digits.charAt(0) == '0')
        || Integer.parseInt(digits) > bits) {
      String hint = AddressHints.forPrefix(text, digits);
      throw refused(
          "CIDR block",
          text,
          "the prefix length must be a number of 0 to " + bits + " without leading zeros" + hint);
    }
    return Integer.parseInt(digits);
  }

  private static IpAddress parsed(String what, String whole, String text) {
    if (text.isEmpty()) {
      throw notAnAddress(what, whole);
    }
    try {
      IPAddress address = new IPAddressString(text, STRICT).toAddress();
      if (address == null || address.isMultiple() || address.isPrefixed()) {
        throw notAnAddress(what, whole);
      }
      return IpAddress.ofBytes(address.getBytes());
    } catch (AddressStringException | IncompatibleAddressException e) {
      throw notAnAddress(what, whole);
    }
  }

  private static void requireAlphabet(String what, String text) {
    if (text.length() > MAX_LENGTH || !CHARACTERS.hasAll(text)) {
      throw notAnAddress(what, text);
    }
  }

  private static InvalidValueException notAnAddress(String what, String text) {
    return refused(
        what,
        text,
        "must be an IPv4 or IPv6 address in plain notation" + AddressHints.forText(text));
  }

  private static InvalidValueException refused(String what, String text, String rule) {
    return InvalidValueException.address(what, text, rule);
  }

  private static IPAddressStringParameters strict() {
    IPAddressStringParameters.Builder builder =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowPrefixOnly(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .allow_inet_aton(false)
            .setRangeOptions(RangeParameters.NO_RANGE);
    builder
        .getIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowUnlimitedLeadingZeros(false);
    builder
        .getIPv6AddressParametersBuilder()
        .allowBinary(false)
        .allowBase85(false)
        .allowZone(false)
        .allowEmptyZone(false)
        .allow_mixed_inet_aton(false)
        .allowUnlimitedLeadingZeros(false)
        .getEmbeddedIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowUnlimitedLeadingZeros(false);
    return builder.toParams();
  }
}
