package reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.store.tck.arbitraries.BlockWithAddresses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A form of an application, tested with values of the library. */
class WhitelistFormTest {
  /** A text field with one block a line. */
  static final class WhitelistForm {
    private WhitelistForm() {}

    static String show(List<CidrBlock> blocks) {
      return blocks.stream().map(CidrBlock::toString).collect(Collectors.joining("\n"));
    }

    static List<CidrBlock> read(String text) {
      return Arrays.stream(text.split("\\R", -1)).map(CidrBlock::parse).toList();
    }
  }

  @Property(tries = 200)
  void blocksAreReadAsTheyWereShown(@ForAll CidrBlock first, @ForAll CidrBlock second) {
    List<CidrBlock> blocks = List.of(first, second);
    assertEquals(blocks, WhitelistForm.read(WhitelistForm.show(blocks)));
  }

  @Property(tries = 200)
  void theBlockThatWasReadAdmitsTheSame(@ForAll BlockWithAddresses example) {
    CidrBlock read = WhitelistForm.read(example.block().toString()).get(0);
    assertTrue(read.contains(example.inside()));
    assertFalse(read.contains(example.outside()));
  }
}
