package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventId;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every value with a text form is the same after it was printed and read. */
class RoundTripTest {
  @Property
  void ids(
      @ForAll OrganizationId organization,
      @ForAll ProjectId project,
      @ForAll ApiKeyId key,
      @ForAll SecretId secret,
      @ForAll EventId event,
      @ForAll PublicKey publicKey) {
    assertEquals(organization, new OrganizationId(organization.toString()));
    assertEquals(project, new ProjectId(project.toString()));
    assertEquals(key, new ApiKeyId(key.toString()));
    assertEquals(secret, new SecretId(secret.toString()));
    assertEquals(event, new EventId(event.toString()));
    assertEquals(publicKey, new PublicKey(publicKey.toString()));
  }

  @Property
  void namesOfRights(@ForAll Role role, @ForAll Permission permission) {
    assertEquals(role, new Role(role.toString()));
    assertEquals(permission, new Permission(permission.toString()));
  }

  @Property
  void addressesAsTextBytesAndSockets(@ForAll IpAddress address) throws UnknownHostException {
    assertEquals(address, IpAddress.parse(address.toString()));
    assertEquals(address, IpAddress.ofBytes(address.toBytes()));
    assertEquals(address, IpAddress.of(InetAddress.getByAddress(address.toBytes())));
  }

  @Property
  void aMappedAddressIsTheIpv4Address(@ForAll("mapped") byte[] bytes) {
    IpAddress plain = IpAddress.ofBytes(Arrays.copyOfRange(bytes, 12, 16));
    assertEquals(Family.IPV4, IpAddress.ofBytes(bytes).family());
    assertEquals(plain, IpAddress.ofBytes(bytes));
    assertEquals(plain, IpAddress.parse("::ffff:" + plain));
  }

  @Property
  void blocks(@ForAll CidrBlock block) {
    assertEquals(block, CidrBlock.parse(block.toString()));
    block
        .singleAddress()
        .ifPresent(address -> assertEquals(block, CidrBlock.parse(address.toString())));
  }

  @Property
  void hostBitsAreCleared(@ForAll BlockWithAddresses sides) {
    String text = sides.inside() + "/" + sides.block().prefixLength();
    assertEquals(sides.block(), CidrBlock.parse(text, CidrBlock.HostBits.CLEAR));
  }

  @Property
  void privateKeysThroughTheirDoorOnly(@ForAll PrivateKey privateKey) {
    assertEquals(privateKey, PrivateKey.of(privateKey.reveal()));
    SecretHint hint = privateKey.hint();
    assertEquals(hint, new SecretHint(hint.toString()));
    if (privateKey.reveal().length() > 31) {
      assertFalse(privateKey.toString().contains(privateKey.reveal()));
    }
  }

  @Property
  void instantsAreKeptToTheMicrosecond(@ForAll("fine") Instant instant) {
    Instant kept =
        NewApiKey.of("key", Role.ORG_MEMBER).withExpiry(instant).expiresAt().orElseThrow();
    assertEquals(instant.truncatedTo(ChronoUnit.MICROS), kept);
    assertEquals(kept, Instant.parse(kept.toString()));
  }

  @Provide
  Arbitrary<byte[]> mapped() {
    return ArbitraryAddresses.mappedBytes();
  }

  @Provide
  Arbitrary<Instant> fine() {
    return ArbitraryTimes.instantsWithNanoseconds();
  }
}
