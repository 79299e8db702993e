package io.claviger.model;

import io.claviger.model.AddressOracle.Numeral;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Addresses and blocks of both families, many of them close to each other and to the edges. */
public final class AddressArbitraries extends DomainContextBase {
  /** For jqwik, and for tests that make more of them. */
  public AddressArbitraries() {}

  @Provide
  public Arbitrary<IpAddress> addresses() {
    return numbers().map(Numeral::address);
  }

  @Provide
  Arbitrary<Integer> integers() {
    return Arbitraries.integers().withDistribution(RandomDistribution.uniform());
  }

  @Provide
  public Arbitrary<CidrBlock> blocks() {
    return addresses()
        .flatMap(
            address ->
                Arbitraries.integers()
                    .between(0, address.family().bits())
                    .withDistribution(RandomDistribution.uniform())
                    .map(length -> CidrBlock.containing(address, length)));
  }

  /** The block's edges, what lies next to them, and something inside. */
  public static List<IpAddress> around(CidrBlock block) {
    Numeral first = AddressOracle.number(block.network());
    BigInteger size = BigInteger.ONE.shiftLeft(first.bits() - block.prefixLength());
    BigInteger line = BigInteger.ONE.shiftLeft(first.bits());
    return List.of(
            BigInteger.valueOf(-1),
            BigInteger.ZERO,
            size.shiftRight(1),
            size.subtract(BigInteger.ONE),
            size)
        .stream()
        .map(offset -> new Numeral(first.bits(), first.value().add(offset).mod(line)).address())
        .toList();
  }

  private static Arbitrary<Numeral> numbers() {
    Arbitrary<Integer> bits = Arbitraries.of(32, 128);
    return bits.flatMap(
        count ->
            Arbitraries.frequencyOf(
                Tuple.of(3, anywhere(count)),
                Tuple.of(2, nearAPower(count)),
                Tuple.of(1, crowded(count))));
  }

  private static Arbitrary<Numeral> anywhere(int bits) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(bits / 8)
        .map(bytes -> new Numeral(bits, new BigInteger(1, bytes)));
  }

  /** Carries over the middle of an IPv6 address and both ends of the line. */
  private static Arbitrary<Numeral> nearAPower(int bits) {
    BigInteger line = BigInteger.ONE.shiftLeft(bits);
    return Combinators.combine(
            Arbitraries.integers().between(0, bits), Arbitraries.integers().between(-2, 2))
        .as(
            (power, offset) ->
                new Numeral(
                    bits,
                    BigInteger.ONE.shiftLeft(power).add(BigInteger.valueOf(offset)).mod(line)));
  }

  private static Arbitrary<Numeral> crowded(int bits) {
    return Arbitraries.integers()
        .between(0, 255)
        .map(low -> new Numeral(bits, BigInteger.valueOf(0xc0a80000L + low)));
  }
}
