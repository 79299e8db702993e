package io.claviger.benchmarks.match;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressTrie;
import io.claviger.model.CidrBlock;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The blocks of {@link OurBlocks}, in the libraries that a team would use instead. */
@State(Scope.Benchmark)
public class PeerBlocks {
  InetSocketAddress[] sockets;
  private final List<IpAddressMatcher> spring = new ArrayList<>();
  private final IPv4AddressTrie trie4 = new IPv4AddressTrie();
  private final IPv6AddressTrie trie6 = new IPv6AddressTrie();
  Filter netty;

  /** Adds the blocks to each library. */
  @Setup
  public void open(Probes probes) throws UnknownHostException {
    List<IpSubnetFilterRule> rules = new ArrayList<>();
    for (CidrBlock block : probes.blocks) {
      spring.add(new IpAddressMatcher(block.toString()));
      IPAddress prefix = new IPAddressString(block.toString()).getAddress().toPrefixBlock();
      boolean unused = prefix.isIPv4() ? trie4.add(prefix.toIPv4()) : trie6.add(prefix.toIPv6());
      InetAddress network = InetAddress.getByAddress(block.network().toBytes());
      rules.add(new IpSubnetFilterRule(network, block.prefixLength(), IpFilterRuleType.ACCEPT));
    }
    netty = new Filter(rules);
    sockets =
        Stream.of(probes.addresses)
            .map(address -> new InetSocketAddress(address, 443))
            .toArray(InetSocketAddress[]::new);
  }

  boolean spring(String address) {
    for (IpAddressMatcher matcher : spring) {
      if (matcher.matches(address)) {
        return true;
      }
    }
    return false;
  }

  boolean trie(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? trie4.elementContains(new IPv4Address(bytes))
        : trie6.elementContains(new IPv6Address(bytes));
  }

  boolean trie(String text) {
    IPAddress address = new IPAddressString(text).getAddress();
    return address.isIPv4()
        ? trie4.elementContains(address.toIPv4())
        : trie6.elementContains(address.toIPv6());
  }

  boolean netty(String text) throws UnknownHostException {
    InetAddress address =
        InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
    return netty.admits(new InetSocketAddress(address, 443));
  }

  /** Exposes the decision of the filter, which usually needs a channel. */
  static final class Filter extends IpSubnetFilter {
    Filter(List<IpSubnetFilterRule> rules) {
      super(false, rules);
    }

    boolean admits(InetSocketAddress address) {
      return accept(null, address);
    }
  }
}
