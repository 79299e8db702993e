package io.claviger.http;

import static io.claviger.http.Addresses.block;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import io.claviger.store.tck.arbitraries.ArbitraryAddresses;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A client and the proxies that its request came through.
 *
 * @param entries what the proxies appended, of the client first
 */
record Chain(Header header, IpAddress client, List<String> entries) {
  private static final List<CidrBlock> BLOCKS =
      List.of(block("10.0.0.0/8"), block("2001:db8:ffff::/48"));

  /** The two headers, and how well-behaved proxies write them. */
  enum Header {
    X_FORWARDED_FOR {
      @Override
      TrustedProxies proxies() {
        return TrustedProxies.xForwardedFor(BLOCKS);
      }

      @Override
      Arbitrary<String> entry(IpAddress address) {
        return address.family() == Family.IPV4
            ? forms(address, "%s", "%s:4711", "::ffff:%s", "[::ffff:%s]:1")
            : forms(address, "%s", "[%s]", "[%s]:65535");
      }
    },
    FORWARDED {
      @Override
      TrustedProxies proxies() {
        return TrustedProxies.forwarded(BLOCKS);
      }

      @Override
      Arbitrary<String> entry(IpAddress address) {
        Arbitrary<String> node =
            address.family() == Family.IPV4
                ? forms(address, "for=%s", "For=\"%s\"", "for=\"%s:4711\"", "FOR=\"[::ffff:%s]\"")
                : forms(address, "for=\"[%s]\"", "fOR=\"[%s]:65535\"");
        return Combinators.combine(parameters(), node, parameters())
            .as((before, middle, after) -> String.join(";", before, middle, after));
      }
    };

    abstract TrustedProxies proxies();

    abstract Arbitrary<String> entry(IpAddress address);

    private static Arbitrary<String> forms(IpAddress address, String... forms) {
      return Arbitraries.of(forms).map(form -> String.format(form, address));
    }
  }

  /** Chains of up to five proxies behind the first. */
  static Arbitrary<Chain> any() {
    return Combinators.combine(Arbitraries.of(Header.values()), clients())
        .flatAs(
            (header, client) ->
                Combinators.combine(
                        header.entry(client), proxies().flatMap(header::entry).list().ofMaxSize(5))
                    .as((first, others) -> of(header, client, first, others)))
        // There would be thousands, each made of all the others.
        .withoutEdgeCases();
  }

  static Arbitrary<IpAddress> proxies() {
    return Combinators.combine(Arbitraries.of(BLOCKS), Arbitraries.longs().between(0, 0xff_ffffL))
        .as(
            (block, low) -> {
              IpAddress network = block.network();
              return new IpAddress(network.family(), network.high(), network.low() | low);
            });
  }

  static Arbitrary<IpAddress> clients() {
    return ArbitraryAddresses.addresses()
        .filter(address -> BLOCKS.stream().noneMatch(block -> block.contains(address)));
  }

  private static Chain of(Header header, IpAddress client, String first, List<String> others) {
    List<String> entries = new ArrayList<>(List.of(first));
    entries.addAll(others);
    return new Chain(header, client, entries);
  }

  /** Other parameters of {@code Forwarded}, whose values look like anything, but quoted. */
  private static Arbitrary<String> parameters() {
    Arbitrary<String> quoted =
        Arbitraries.of(
                "\\\"", "\\\\", "\\,", ",", ";", "=", " ", "\t", "a", "\u00fc", "for=198.51.100.7")
            .list()
            .ofMaxSize(8)
            .map(parts -> '"' + String.join("", parts) + '"');
    return Combinators.combine(
            Arbitraries.of("by", "host", "proto", "fo", "x-for"),
            Arbitraries.oneOf(quoted, Arbitraries.of("_hidden", "https", "~")))
        .as((name, value) -> name + "=" + value)
        .list()
        .ofMaxSize(2)
        .map(parameters -> String.join(" ; ", parameters));
  }
}
