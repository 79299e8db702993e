package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.InvalidValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path has one way to write it. */
class MountPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"/oauth", "/account/api-keys", "/a.b/_~-9/..."})
  void aPathOfPlainSegmentsIsAccepted(String path) {
    assertEquals(path, new MountPath(path).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "oauth",
        "/oauth/",
        "/a//b",
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a%62",
        "/a;b",
        "/a b",
        "/a*",
        "/{a}",
        "/\u00e4",
        "/oauth\n",
      })
  void anotherPathIsRefused(String path) {
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> new MountPath(path));
    assertTrue(refused.getMessage().contains("segments of letters"), refused.getMessage());
  }
}
