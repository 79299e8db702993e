package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/**
 * {@code Forwarded} (RFC 7239). It is cut from its end on, too, although quoting is defined from
 * the left: a client that opens a quote and leaves it open would otherwise swallow what the proxies
 * appended. What a proxy appends is whole elements, and those are cut alike from both sides: in a
 * well-formed one an even number of backslashes stands before a quote that opens or closes, and an
 * odd number before one that is escaped. Nothing left of them has a say in it.
 */
final class ForwardedHeader implements HopHeader {
  @Override
  public String name() {
    return "Forwarded";
  }

  @Override
  public int startOfLast(String list, int end) {
    boolean quoted = false;
    for (int i = end - 1; i >= 0; i--) {
      char c = list.charAt(i);
      if (c == '"' && !isEscaped(list, i)) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i + 1;
      }
    }
    return 0;
  }

  @Override
  public Optional<IpAddress> address(String element) {
    return new ForwardedElement(element).node().flatMap(NodeText::addressOfNode);
  }

  private static boolean isEscaped(String list, int at) {
    int first = at;
    while (first > 0 && list.charAt(first - 1) == '\\') {
      first--;
    }
    return (at - first) % 2 == 1;
  }
}
