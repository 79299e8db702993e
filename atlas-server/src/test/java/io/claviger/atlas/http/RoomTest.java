package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final List<String> ended = new ArrayList<>();
  private final Room room = new Room(100, 40);

  private Room.Body body(String name) {
    return () -> ended.add(name);
  }

  @Test
  void theOldestBodyOfASenderMakesRoomForItsOthers() {
    Room.Body first = body("first");
    assertTrue(room.take("a", first, 15));
    assertTrue(room.take("a", body("second"), 15));
    assertTrue(room.take("a", first, 5));
    assertTrue(room.take("b", body("other"), 40));
    assertTrue(room.take("a", body("third"), 15));
    assertEquals(List.of("first"), ended);
  }

  @Test
  void theOldestBodyOfWhoHasMostMakesRoomForOthers() {
    assertTrue(room.take("a", body("first of a"), 30));
    assertTrue(room.take("b", body("first of b"), 15));
    assertTrue(room.take("b", body("second of b"), 20));
    assertTrue(room.take("c", body("first of c"), 20));
    assertTrue(room.take("d", body("first of d"), 20));
    assertEquals(List.of("first of b"), ended);
  }

  @Test
  void aBodyIsRefusedThatWouldMakeRoomForItself() {
    Room.Body large = body("large");
    assertTrue(room.take("a", large, 40));
    assertFalse(room.take("a", large, 1));
    assertEquals(List.of(), ended);
    assertTrue(room.take("a", body("next"), 40));
    assertEquals(List.of(), ended);
  }

  @Test
  void whatIsGivenBackIsRoomAgain() {
    Room.Body first = body("first");
    assertTrue(room.take("a", first, 40));
    room.giveBack("a", first);
    room.giveBack("a", first);
    assertTrue(room.take("a", body("second"), 40));
    assertEquals(List.of(), ended);
  }
}
