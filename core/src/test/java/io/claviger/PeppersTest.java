package io.claviger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeppersTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER =
      "00000000000000000000000000000000!".getBytes(StandardCharsets.US_ASCII);

  @Test
  void theFirstIsTheCurrentOneAndOthersStillVerify() {
    Peppers peppers = Peppers.of(2, KEY).alsoVerifying(1, OTHER).alsoVerifying(3, KEY);
    assertEquals(2, peppers.current());
    assertEquals(Set.of(1, 2, 3), peppers.byVersion().keySet());
    assertEquals("peppers [1, 2, 3], current 2", peppers.toString());
    assertEquals("no peppers", Peppers.none().toString());
    assertEquals(Set.of(), Peppers.none().byVersion().keySet());
  }

  @Test
  void aKeyIsCopiedAndNeverPrinted() {
    byte[] given = KEY.clone();
    Peppers peppers = Peppers.of(1, given);
    given[0] = 0;
    assertArrayEquals(KEY, peppers.byVersion().get(1));
    assertFalse(peppers.toString().contains("0123456789abcdef"), "the pepper is printed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 31})
  void aKeyHasAtLeast32Bytes(int length) {
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> Peppers.of(1, new byte[length]));
    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    assertTrue(refusal.getMessage().contains("but has " + length), refusal.getMessage());
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> Peppers.of(1, KEY).alsoVerifying(2, new byte[length]));
  }

  /** What is pasted from an example, or was never set, protects nothing and would work for ever. */
  @ParameterizedTest
  @ValueSource(bytes = {0, 'x', -1})
  void aKeyIsNotOneByteAgainAndAgain(byte repeated) {
    byte[] key = new byte[Peppers.MIN_BYTES];
    Arrays.fill(key, repeated);
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.of(1, key));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.verifying(1, key));
    assertEquals(
        "peppers [1, 2], current 2", Peppers.of(2, OTHER).alsoVerifying(1, key).toString());
    key[Peppers.MIN_BYTES - 1]++;
    assertEquals(Set.of(1), Peppers.of(1, key).byVersion().keySet());
  }

  @Test
  void aVersionIsOneOrMoreAndComesOnce() {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.of(0, KEY));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.of(-1, KEY));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.of(1, KEY).alsoVerifying(1, KEY));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> Peppers.none().alsoVerifying(1, KEY));
    assertEquals(33, Peppers.of(1, OTHER).byVersion().get(1).length);
  }

  /** The keys of what is stored already, which must stay. */
  @Test
  void aPurposeHasAKeyOfItsOwnForEachVersion() {
    byte[] pepper = new byte[32];
    for (int i = 0; i < pepper.length; i++) {
      pepper[i] = (byte) i;
    }
    Peppers peppers = Peppers.of(2, KEY).alsoVerifying(1, pepper);
    SortedMap<Integer, SecretKey> sealing = peppers.keysFor("claviger digest verifier", "AES");
    assertEquals(Set.of(1, 2), sealing.keySet());
    assertEquals(
        "0f38cc07c0c039a65333bfb49b112dc3cf176fdbd577d060d89cd73293bfc062",
        HexFormat.of().formatHex(sealing.get(1).getEncoded()));
    assertEquals("AES", sealing.get(1).getAlgorithm());
    assertFalse(sealing.equals(peppers.keysFor("claviger digest nonce", "AES")));
    assertEquals(OptionalInt.of(2), peppers.currentVersion());
    assertEquals(OptionalInt.empty(), Peppers.verifying(1, pepper).currentVersion());
    assertEquals(Map.of(), Peppers.none().keysFor("mine", "AES"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "claviger secret verifier", "claviger pepper check value", "a\n", "\u00e9"})
  void aPurposeOfTheLibraryIsNobodyElses(String purpose) {
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> Peppers.of(1, KEY).keysFor(purpose, "HmacSHA256"));
  }
}
