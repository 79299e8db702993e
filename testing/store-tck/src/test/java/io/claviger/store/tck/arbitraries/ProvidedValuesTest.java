package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.AccessRequest;
import io.claviger.model.CidrBlock;
import io.claviger.model.StoreException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ProvidedValuesTest {
  @Property(tries = 20)
  void aPropertyNamesTheTypeAndNothingElse(
      @ForAll CidrBlock block,
      @ForAll List<AccessRequest> requests,
      @ForAll Optional<BlockWithAddresses> sides) {
    assertEquals(block, new CidrBlock(block.network(), block.prefixLength()));
    requests.forEach(request -> assertInstanceOf(AccessRequest.class, request));
    assertTrue(sides.isEmpty() || sides.get().block().contains(sides.get().inside()));
  }

  @Example
  void everyTypeIsKnownToJqwik() {
    for (Class<?> type : ArbitraryValues.types()) {
      assertInstanceOf(type, Arbitraries.defaultFor(type).sample(), type::getName);
    }
  }

  @Example
  void otherTypesAreLeftAlone() {
    assertFalse(ArbitraryValues.of(String.class).isPresent());
    assertFalse(ArbitraryValues.of(StoreException.class).isPresent());
  }
}
