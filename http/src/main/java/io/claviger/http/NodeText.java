package io.claviger.http;

import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a hop: an address, with or without the port that it called from. */
final class NodeText {
  private static final int MAX_PORT = 65_535;

  /** Requires brackets around an address with colons, and none around others. */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([^]:]*:[^]]*)]|([^:]*))(?::([1-9][0-9]{0,4}))?");

  private NodeText() {}

  /**
   * Returns the address of {@code 192.0.2.43}, {@code 192.0.2.43:8080}, {@code [2001:db8::1]} or
   * {@code [2001:db8::1]:8080}.
   */
  static Optional<IpAddress> addressOfNode(String text) {
    Matcher node = NODE.matcher(text);
    if (!node.matches() || !isPort(node.group(3))) {
      return Optional.empty();
    }
    return address(node.group(1) != null ? node.group(1) : node.group(2));
  }

  /** Returns the address if the text is an address and nothing else. */
  static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= MAX_PORT;
  }
}
