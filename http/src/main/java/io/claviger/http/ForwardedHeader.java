package io.claviger.http;

import io.claviger.http.internal.ParameterList;
import io.claviger.model.IpAddress;
import java.util.List;
import java.util.Map;
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
  /** Blanks are accepted around semicolons, since some proxies write them there. */
  private static final ParameterList PARAMETERS =
      new ParameterList(';', "=", "\t -\\x7e\\x80-\\x{10ffff}");

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
    return node(element).flatMap(NodeText::addressOfNode);
  }

  /**
   * Returns the value of {@code for} in an element such as {@code for=192.0.2.43;proto=https}, by
   * the grammar of RFC 7239, section 4. It is empty if the element is malformed or does not contain
   * exactly one {@code for}.
   */
  static Optional<String> node(String element) {
    List<String> nodes =
        PARAMETERS.read(element, 0).orElse(List.of()).stream()
            .filter(parameter -> parameter.getKey().equals("for"))
            .map(Map.Entry::getValue)
            .toList();
    return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
  }

  private static boolean isEscaped(String list, int at) {
    int first = at;
    while (first > 0 && list.charAt(first - 1) == '\\') {
      first--;
    }
    return (at - first) % 2 == 1;
  }
}
