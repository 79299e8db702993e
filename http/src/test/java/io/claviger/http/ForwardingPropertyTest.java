package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.Chain.Header;
import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

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
  void tooMuchOfItLeavesTheClientUnknownAtWorst(
      @ForAll("chains") Chain chain,
      @ForAll("proxies") IpAddress peer,
      @ForAll("lines") List<String> sent,
      @ForAll @IntRange(min = 100, max = 1000) int times) {
    List<String> lines = new ArrayList<>();
    Collections.nCopies(times, sent).forEach(lines::addAll);
    lines.addAll(chain.entries());
    boolean tooLong = String.join(",", lines).length() > 8192;
    ClientAddress answer = clientOf(chain, peer, lines);
    assertEquals(tooLong, answer instanceof Unknown);
    assertTrue(tooLong || answer.equals(new Known(chain.client())));
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
                "\"",
                "\\",
                ",",
                ";",
                "=",
                " ",
                "\t",
                "[",
                "]",
                ":",
                "\0",
                "\r\n",
                "\u001b[2J",
                "\u202e",
                "\ud83d",
                "x",
                "for=",
                "host=\"",
                "unknown",
                "_hidden",
                "198.51.100.7",
                "10.0.0.2",
                "for=198.51.100.7",
                "for=10.0.0.2,",
                "10.0.0.2,",
                "\"[2001:db8::7]\"")
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
