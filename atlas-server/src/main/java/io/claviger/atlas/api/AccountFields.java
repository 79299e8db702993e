package io.claviger.atlas.api;

import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.AccountDocument;
import io.claviger.atlas.json.Fields;
import io.claviger.model.ApiKeyPatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The attributes of a service account in a request. Its texts have the characters that Atlas
 * allows.
 */
record AccountFields(Fields fields) {
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String ROLES = "roles";
  private static final String HOURS = "secretExpiresAfterHours";
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\-_.,' ]+");

  static AccountFields ofNew(Call call) {
    return new AccountFields(
        Fields.of(call.body(), AccountDocument.class, NAME, DESCRIPTION, ROLES, HOURS));
  }

  static AccountFields ofChange(Call call) {
    return new AccountFields(
        Fields.of(call.body(), AccountDocument.class, NAME, DESCRIPTION, ROLES));
  }

  static AccountFields ofInvitation(Call call) {
    return new AccountFields(Fields.of(call.body(), AccountDocument.class, ROLES));
  }

  static AccountFields ofSecret(Call call) {
    return new AccountFields(Fields.of(call.body(), AccountDocument.class, HOURS));
  }

  Optional<String> name() {
    return text(NAME, 64);
  }

  Optional<String> description() {
    return text(DESCRIPTION, 250);
  }

  Optional<List<String>> roles() {
    return fields.texts(ROLES);
  }

  String newName() {
    return name().orElseThrow(() -> missing(NAME));
  }

  String newDescription() {
    return description().orElseThrow(() -> missing(DESCRIPTION));
  }

  List<String> newRoles() {
    return roles().orElseThrow(() -> missing(ROLES));
  }

  /** Returns when a new secret expires that lasts so many hours at most. */
  Instant newExpiry(Instant now, int mostHours) {
    int hours = fields.integer(HOURS).orElseThrow(() -> missing(HOURS));
    require(HOURS, hours >= ServiceAccounts.MIN_HOURS && hours <= mostHours);
    return now.plus(hours, ChronoUnit.HOURS);
  }

  boolean hasTexts() {
    return name().isPresent() || description().isPresent();
  }

  /** Returns the change of the name and the description. */
  ApiKeyPatch texts() {
    ApiKeyPatch nothing = ApiKeyPatch.nothing();
    ApiKeyPatch named = name().map(nothing::rename).orElse(nothing);
    return description().map(named::describe).orElse(named);
  }

  private Optional<String> text(String name, int most) {
    Optional<String> text = fields.text(name);
    text.ifPresent(
        value ->
            require(
                name,
                WORDS.matcher(value).matches() && value.codePointCount(0, value.length()) <= most));
    return text;
  }

  private static void require(String attribute, boolean holds) {
    if (!holds) {
      throw new ApiError("INVALID_ATTRIBUTE", attribute);
    }
  }

  private static ApiError missing(String attribute) {
    return new ApiError("MISSING_ATTRIBUTE", attribute);
  }
}
