package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.Chain.Header;
import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every request. */
class ForwardingPropertyTest {
  @Property(tries = 500)
  void aChainLeadsToItsClient(
      @ForAll("chains") Chain chain,
      @ForAll("proxies") IpAddress peer,
      @ForAll("separators") String separator) {
    String oneLine = String.join(separator, chain.entries());
    assertEquals(new Known(chain.client()), clientOf(chain, peer, List.of(oneLine)));
    assertEquals(new Known(chain.client()), clientOf(chain, peer, chain.entries()));
  }

  @Property(tries = 1500)
  void whatTheClientSendsChangesNothing(
      @ForAll("chains") Chain chain,
      @ForAll("proxies") IpAddress peer,
      @ForAll("lines") List<String> sent,
      @ForAll("separators") String separator) {
    Known client = new Known(chain.client());
    String appended = String.join(separator, chain.entries());
    List<String> linesOfTheirOwn = new ArrayList<>(sent);
    linesOfTheirOwn.addAll(chain.entries());
    assertEquals(client, clientOf(chain, peer, linesOfTheirOwn));
    List<String> oneMoreLine = new ArrayList<>(sent);
    oneMoreLine.add(appended);
    assertEquals(client, clientOf(chain, peer, oneMoreLine));
    String sameLine = String.join(",", sent) + separator + appended;
    assertEquals(client, clientOf(chain, peer, List.of(sameLine)));
  }

  @Property(tries = 300)
  void onlyAProxyIsBelieved(
      @ForAll("chains") Chain chain,
      @ForAll("lines") List<String> sent,
      @ForAll("clients") IpAddress peer) {
    Known itself = new Known(peer);
    assertEquals(itself, clientOf(chain, peer, sent));
    assertEquals(itself, clientOf(chain, peer, chain.entries()));
    assertEquals(itself, TrustedProxies.none().clientOf(peer, sent));
  }

  @Property(tries = 3000)
  void everyRequestHasAnAnswerThatCanBeLogged(
      @ForAll Header header,
      @ForAll("proxies") IpAddress peer,
      @ForAll("lines") List<String> sent) {
    ClientAddress answer = header.proxies().clientOf(peer, sent);
    String shown = answer.toString();
    assertTrue(shown.chars().allMatch(c -> c >= ' ' && c <= '~'), "it is printable");
    assertTrue(shown.length() < 700, "it is short");
    if (answer instanceof Unknown unknown) {
      assertFalse(unknown.detail().isBlank());
      assertEquals("unknown client address", unknown.publicMessage());
    }
  }

  @Provide
  Arbitrary<Chain> chains() {
    return Chain.any();
  }

  @Provide
  Arbitrary<IpAddress> proxies() {
    return Chain.proxies();
  }

  @Provide
  Arbitrary<IpAddress> clients() {
    return Chain.clients();
  }

  /** Between what two proxies wrote, empty elements too. */
  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of(",", ", ", "\t ,\t", ",,", " , ,, ");
  }

  /** Lines of a header, much of which nearly means something. */
  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                new String[] {
                  "\"", "host=\"", "_hidden", "for=", "\\", ",", "=", "]",
                  "for=198.51.100.7", "10.0.0.2", "\u202e", "\r\n", "\u001b[2J", "\0", " ", ":",
                  "for=10.0.0.2,", "10.0.0.2,", "unknown", "\ud83d", "\t", ";", "[", "x",
                  "198.51.100.7", "\"[2001:db8::7]\""
                })
            .list()
            .ofMaxSize(25)
            .map(parts -> String.join("", parts));
    Arbitrary<String> anything =
        Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(60);
    return Arbitraries.oneOf(pieces, pieces, anything).list().ofMaxSize(4);
  }

  private static ClientAddress clientOf(Chain chain, IpAddress peer, List<String> lines) {
    return chain.header().proxies().clientOf(peer, lines);
  }
}
