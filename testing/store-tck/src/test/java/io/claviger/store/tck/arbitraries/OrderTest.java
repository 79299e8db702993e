package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.StoredApiKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** One order for each kind of value, whatever order it was given in. */
class OrderTest {
  @Property
  void addressesByFamilyThenUnsigned(@ForAll IpAddress a, @ForAll IpAddress b) {
    int byBits =
        a.family() == b.family()
            ? new BigInteger(1, a.toBytes()).compareTo(new BigInteger(1, b.toBytes()))
            : Integer.compare(a.family().bits(), b.family().bits());
    assertEquals(byBits, Integer.signum(a.compareTo(b)));
  }

  @Property
  void aBlockComesBehindTheBlocksAroundIt(@ForAll BlockWithAddresses sides) {
    CidrBlock one = CidrBlock.of(sides.inside());
    assertTrue(sides.block().contains(one));
    assertTrue(sides.block().compareTo(one) <= 0);
    assertEquals(sides.block().equals(one), sides.block().compareTo(one) == 0);
  }

  @Property
  void idsAsTheirTexts(@ForAll ApiKeyId a, @ForAll ApiKeyId b) {
    assertEquals(Integer.signum(a.value().compareTo(b.value())), Integer.signum(a.compareTo(b)));
  }

  @Property
  void rolesOfTheOrganizationBeforeThoseOfProjects(
      @ForAll RoleAssignment a, @ForAll RoleAssignment b) {
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
    if (a.scope() instanceof Scope.Organization && b.scope() instanceof Scope.Project) {
      assertTrue(a.compareTo(b) < 0);
    }
  }

  @Property
  void aWhitelistIsTheSameInAnyOrder(@ForAll Whitelist whitelist, @ForAll Random random) {
    List<WhitelistEntry> shuffled = new ArrayList<>(whitelist.entries());
    Collections.shuffle(shuffled, random);
    assertEquals(whitelist, Whitelist.of(shuffled));
    assertEquals(whitelist.hashCode(), Whitelist.of(shuffled).hashCode());
    List<CidrBlock> blocks = whitelist.entries().stream().map(WhitelistEntry::block).toList();
    assertEquals(blocks.stream().sorted().distinct().toList(), blocks);
  }

  @Property(tries = 200)
  void keysAndLabelsComeInOrder(@ForAll StoredApiKey stored, @ForAll Labels labels) {
    ApiKey key = stored.key();
    assertEquals(key.roles().stream().sorted().toList(), List.copyOf(key.roles()));
    assertEquals(
        labels.values().keySet().stream().sorted().toList(), List.copyOf(labels.values().keySet()));
    assertEquals(
        stored.secrets().stream().map(secret -> secret.info().createdAt()).sorted().toList(),
        key.secrets().stream().map(secret -> secret.createdAt()).toList());
  }
}
