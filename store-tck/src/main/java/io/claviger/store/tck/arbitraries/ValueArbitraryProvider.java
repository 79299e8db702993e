package io.claviger.store.tck.arbitraries;

import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Lets a property write {@code @ForAll CidrBlock block}. Found by jqwik itself. */
public final class ValueArbitraryProvider implements ArbitraryProvider {
  /** For the service loader. */
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
