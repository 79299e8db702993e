package io.claviger.internal.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackedWriterTest {
  @Property
  void whatIsWrittenIsReadAgain(
      @ForAll boolean flag, @ForAll int number, @ForAll long whole, @ForAll byte[] bytes)
      throws IOException {
    PackedWriter out = new PackedWriter(0);
    out.putFlag(flag);
    out.putShort(number);
    out.putInt(number);
    out.putLong(whole);
    out.putBytes(bytes);

    byte[] all = out.toBytes();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(all));
    assertEquals(out.size(), all.length);
    assertEquals(flag, in.readBoolean());
    assertEquals((short) number, in.readShort());
    assertEquals(number, in.readInt());
    assertEquals(whole, in.readLong());
    assertArrayEquals(bytes, in.readAllBytes());
    assertEquals(number & 0xffff, PackedNumbers.unsignedShort(all, 1));
    assertEquals(number, PackedNumbers.integer(all, 3));
    assertEquals(whole, PackedNumbers.whole(all, 7));
  }

  @Property
  void aTextIsItsLengthAndItsBytes(@ForAll @IntRange(max = 0x10ffff) int codePoint) {
    boolean half = Character.getType(codePoint) == Character.SURROGATE;
    String text = "ä" + (half ? "" : Character.toString(codePoint)) + "z";
    PackedWriter out = new PackedWriter(0);
    out.putText(text);

    byte[] all = out.toBytes();
    assertEquals(all.length - 2, PackedNumbers.unsignedShort(all, 0));
    assertEquals(text, new String(all, 2, all.length - 2, StandardCharsets.UTF_8));
  }

  @Test
  void aTextThatIsTooLongIsRefusedAndNotCut() {
    PackedWriter out = new PackedWriter(0);
    out.putText("a".repeat(65_535));

    assertThrows(IllegalArgumentException.class, () -> out.putText("a".repeat(65_536)));
    assertEquals(2 + 65_535, out.size());
  }

  @Test
  void whatWasNotKnownIsPutInLater() {
    PackedWriter out = new PackedWriter(0);
    out.putInt(0);
    out.putByte(7);
    out.setInt(0, 5);

    assertArrayEquals(new byte[] {0, 0, 0, 5, 7}, out.toBytes());
  }
}
