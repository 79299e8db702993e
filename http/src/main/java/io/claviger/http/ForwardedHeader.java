package io.claviger.http;

import io.claviger.model.IpAddress;
import java.util.Optional;

/**
 * {@code Forwarded} (RFC 7239). The list is split from its end, although quoting is defined from
 * the left. Read from the left, a quote that a client never closes would hide the elements that the
 * proxies appended.
 *
 * <p>Proxies append whole elements, and those split the same way from both sides. In a well-formed
 * element, an even number of backslashes precedes a quote that opens or closes a text, and an odd
 * number precedes an escaped quote. So text to the left of an element cannot change how it is read.
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
