package io.claviger.atlas.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorTableTest {
  private static final Map<String, ErrorTable.Row> ROWS =
      ErrorTable.all().stream()
          .collect(Collectors.toMap(ErrorTable.Row::code, Function.identity()));

  /** How many parameters a text has, if more than one. */
  private static final Map<String, Integer> PLACES_OF_SEVERAL =
      Map.of(
          "API_KEY_WHITELIST_NOT_FOUND", 2,
          "MAX_API_KEYS_PER_ORG_EXCEEDED", 2,
          "API_KEY_SECRET_NOT_FOUND", 2,
          // The library knows the role alone; this server adds on what.
          "INVALID_ROLE_FOR_ORG", 2,
          "INVALID_ROLE_FOR_GROUP", 2,
          "MISSING_ONE_OF_ATTRIBUTES", 2,
          "RATE_LIMITED_TOKEN_BUCKET", 5);

  @Test
  void everyCodeOfTheLibraryHasARow() {
    assertEquals(
        List.of(),
        Arrays.stream(ErrorCode.values())
            .map(AtlasCodes::of)
            .filter(code -> !ROWS.containsKey(code))
            .toList());
  }

  /** Except that Atlas answers 401 to callers that lack a right, and 404 for a bad id in a path. */
  @Test
  void statusesFollowTheKindsOfTheLibrary() {
    for (ErrorCode code : ErrorCode.values()) {
      int status = ROWS.get(AtlasCodes.of(code)).status();
      Set<Integer> expected =
          switch (code.kind()) {
            case INVALID_ARGUMENT -> code.name().endsWith("_ID") ? Set.of(404) : Set.of(400);
            case PERMISSION_DENIED -> Set.of(401, 403);
            case NOT_FOUND -> Set.of(404);
            case CONFLICT -> Set.of(409);
            case UNAUTHENTICATED -> Set.of(401);
            case UNAVAILABLE -> Set.of(503);
            case OUTCOME_UNKNOWN -> Set.of(500);
          };
      assertTrue(expected.contains(status), () -> code + ": " + status);
    }
  }

  @Test
  void noTextHasMorePlacesThanThereAreParameters() {
    for (ErrorTable.Row row : ErrorTable.all()) {
      int places = row.detail().split("%s", -1).length - 1;
      int most = PLACES_OF_SEVERAL.getOrDefault(row.code(), 1);
      assertTrue(most > 1 ? places == most : places <= 1, row.code());
      assertFalse(row.detail().replace("%s", "").contains("%"), row.code());
    }
  }

  @Test
  void everyOlderNameHasANewerOne() {
    for (ErrorTable.Row row : ErrorTable.all()) {
      assertFalse(row.newerCode().contains("WHITELIST"), row.code());
    }
  }

  @Test
  void statusesAreThoseOfErrors() {
    ErrorTable.all().forEach(row -> assertTrue(row.status() / 100 >= 4, row.code()));
  }

  @Test
  void aClientIsToldInItsOwnWords() {
    ApiError error = new ApiError("ORG_REQUIRES_WHITELIST", "198.51.100.7");
    assertEquals(
        new ErrorDocument(
            "This organization requires access through a whitelist of ip ranges.",
            403,
            "ORG_REQUIRES_WHITELIST",
            List.of("198.51.100.7"),
            "Forbidden"),
        ErrorTable.document(error, Era.WHITELIST));
    assertEquals(
        new ErrorDocument(
            "This organization requires access through an access list of ip ranges.",
            403,
            "ORG_REQUIRES_ACCESS_LIST",
            List.of("198.51.100.7"),
            "Forbidden"),
        ErrorTable.document(error, Era.ACCESS_LIST));
  }

  @Test
  void parametersGoToTheirPlacesAsTheyAre() {
    ApiError error = new ApiError("INVALID_ROLE_FOR_ORG", "a%s$1\\", "whitelist");
    assertEquals(
        "Role a%s$1\\ invalid for organization whitelist.",
        ErrorTable.document(error, Era.ACCESS_LIST).detail());
  }

  @Test
  void whatIsNotInTheTableIsUnexpected() {
    ErrorDocument document = ErrorTable.document(new ApiError("NEW", "x"), Era.WHITELIST);
    assertEquals(
        new ErrorDocument(
            "Unexpected error.", 500, "UNEXPECTED_ERROR", List.of(), "Internal Server Error"),
        document);
  }

  @Test
  void whatMayBeASecretIsNotRepeated() {
    String secret = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
    for (String text :
        List.of(
            secret,
            secret.substring(1),
            secret.replace("-", ""),
            "/a/" + secret + "/b",
            "%33" + secret.substring(1),
            "ORG_" + secret)) {
      ErrorDocument document =
          ErrorTable.document(new ApiError("INVALID_KEY_ID", text), Era.WHITELIST);
      assertFalse(document.toString().contains("52ab"), text);
      assertTrue(document.parameters().get(0).contains("********"), text);
    }
  }

  @Test
  void norIsATokenThatLostItsChecksumAndHasNoDigit() {
    String secret = "kqWbRvNzKtXgHsLpFmDcJyEkUaBoTiQZrSdMwVhPnGe";
    assertEquals("acme_4k9z0c71_********", Shown.of("acme_4k9z0c71_" + secret));
  }

  @Test
  void whatIsNoSecretIsRepeatedUpToALength() {
    for (String text :
        List.of(
            "64f0c2a19be7d3415c80aa10",
            "qkzvwemr",
            "GROUP_DATA_ACCESS_READ_WRITE",
            "maxServiceAccountSecretValidityInHours",
            "/api/atlas/v2/a-name-with-many-short-words",
            "2001:db8:1111:2222:3333:4444:5555:6666/128",
            "/api/atlas/v1.0/orgs/64f0c2a19be7d3415c80aa10/apiKeys/64f0c3d59be7d3415c80ab42/whitelist/1.2.3.4%2F24/x")) {
      assertEquals(text, Shown.of(text));
    }
    assertEquals("a.".repeat(125) + "...", Shown.of("a.".repeat(126)));
    assertEquals("a?b", Shown.of("a\ud800b"));
  }
}
