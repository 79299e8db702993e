package io.claviger.atlas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.errors.ApiError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QueryTest {
  @Test
  void theFirstValueOfANameCounts() {
    Query query = new Query("a=1&b=x%20y+z&a=2&=3&c");
    assertEquals(Optional.of("1"), query.value("a"));
    assertEquals(Optional.of("x y z"), query.value("b"));
    assertEquals(Optional.of(""), query.value("c"));
    assertEquals(Optional.empty(), query.value("d"));
    assertEquals(Optional.empty(), new Query("").value("a"));
  }

  @Test
  void namesAndValuesAreDecodedOnce() {
    Query query = new Query("p%61ge=%31&%2570=x&%zz=y&pretty=%74rue&my+name=z");
    assertEquals(Optional.of("1"), query.value("page"));
    assertEquals(Optional.of("x"), query.value("%70"));
    assertEquals(Optional.empty(), query.value("p"));
    assertEquals(Optional.of("z"), query.value("my name"));
    assertTrue(query.flag("pretty", false) && query.says("pretty"));
  }

  @Test
  void flagsAreTrueOrFalse() {
    assertTrue(new Query("pretty=true").flag("pretty", false));
    assertFalse(new Query("pretty=false").flag("pretty", true));
    assertTrue(new Query("").flag("pretty", true));
    assertTrue(new Query("pretty=True").flag("pretty", false));
    assertFalse(new Query("pretty=FALSE").flag("pretty", true));
    assertTrue(new Query("pretty=TRUE").says("pretty"));
    for (String wrong : List.of("", "1", "TR\u00dcE", "yes", "true ", "%zz")) {
      assertRefused("pretty", () -> new Query("pretty=" + wrong).flag("pretty", false));
      assertFalse(new Query("pretty=" + wrong).says("pretty"), wrong);
    }
    assertTrue(new Query("pretty=true").says("pretty"));
  }

  @Test
  void everyRequestMaySayThreeFlags() {
    new Query("pretty=true&envelope=false&includeCount=true&pageNum=x").requireFlags();
    for (String flag : List.of("pretty", "envelope", "includeCount")) {
      assertRefused(flag, () -> new Query(flag + "=x").requireFlags());
    }
  }

  @Test
  void numbersAreInTheirRange() {
    assertEquals(1, new Query("n=1").number("n", 1, 500, 100));
    assertEquals(500, new Query("n=0500").number("n", 1, 500, 100));
    assertEquals(100, new Query("").number("n", 1, 500, 100));
    int most = Integer.MAX_VALUE;
    assertEquals(most, new Query("n=2147483647").number("n", 1, most, 1));
    for (String wrong : List.of("2147483648", "4294967297", "18446744073709551617")) {
      assertRefused("n", () -> new Query("n=" + wrong).number("n", 1, most, 1));
    }
    for (String wrong :
        List.of("0", "501", "-1", "+1", "1.0", "", "x", "9999999999", "\u0661", "%31%")) {
      assertRefused("n", () -> new Query("n=" + wrong).number("n", 1, 500, 100));
    }
  }

  private static void assertRefused(String name, Executable call) {
    ApiError error = assertThrows(ApiError.class, call);
    assertEquals("INVALID_QUERY_PARAMETER", error.code());
    assertEquals(List.of(name), error.parameters());
  }
}
