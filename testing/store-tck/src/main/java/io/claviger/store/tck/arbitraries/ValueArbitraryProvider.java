package io.claviger.store.tck.arbitraries;

import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Provides the arbitraries for parameters such as {@code @ForAll CidrBlock block}. */
public final class ValueArbitraryProvider implements ArbitraryProvider {
  /** Creates the provider; jqwik loads it as a service. */
  public ValueArbitraryProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage targetType) {
    return ArbitraryValues.types().contains(targetType.getRawType());
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
    return Set.of(ArbitraryValues.of(targetType.getRawType()).orElseThrow());
  }
}
