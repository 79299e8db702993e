package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Objects;

/** One condition of a {@link KeyFilter}. */
public sealed interface KeyCriterion {
  /**
   * Checks whether the key meets this condition at this instant. A key does not contain its usage,
   * so a store that counts usage also checks {@link UnusedSince} against it.
   */
  boolean matches(ApiKey key, Instant now);

  /** The key has exactly this role. */
  record HasRole(RoleAssignment role) implements KeyCriterion {
    /** Throws {@link InvalidValueException} for a role whose name contains a token. */
    public HasRole {
      Objects.requireNonNull(role, "role");
      DisplayText.requireSearchedName(ErrorCode.UNKNOWN_ROLE, "role", role.role().name());
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.roles().contains(role);
    }
  }

  /** The key has any role on this project. */
  record InProject(ProjectId project) implements KeyCriterion {
    /** Checks that the project is not null. */
    public InProject {
      Objects.requireNonNull(project, "project");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      Scope scope = Scope.project(project);
      return key.roles().stream().anyMatch(role -> role.scope().equals(scope));
    }
  }

  /** This state. */
  record InState(ApiKey.State state) implements KeyCriterion {
    /** No part may be null. */
    public InState {
      Objects.requireNonNull(state, "state");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return switch (state) {
        case ACTIVE -> key.isUsable(now);
        case DISABLED -> !key.isEnabled();
        case EXPIRED -> key.isExpired(now);
      };
    }
  }

  /** This caller created the key, from any address. */
  record CreatedBy(Actor.Kind kind, String name) implements KeyCriterion {
    /**
     * Throws {@link InvalidValueException} for a name that breaks its rule, or contains a token.
     */
    public CreatedBy {
      Arguments.require(name, "name", kind, "kind");
      DisplayText.requireSearchedName(ErrorCode.INVALID_VALUE, "name of the caller", name);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      Actor by = key.createdBy();
      return by.kind() == kind && by.name().equals(name);
    }
  }

  /**
   * The key was created before this instant, and was not used at or after it.
   *
   * @param instant cut to microseconds
   */
  record UnusedSince(Instant instant) implements KeyCriterion {
    /** Cuts the instant to microseconds. */
    public UnusedSince {
      instant = Timestamps.micros("unused since", Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.createdAt().isBefore(instant);
    }
  }

  /**
   * The key has an expiry before this instant, or had one.
   *
   * @param instant cut to microseconds
   */
  record ExpiresBefore(Instant instant) implements KeyCriterion {
    /** Cuts the instant to microseconds. */
    public ExpiresBefore {
      instant = Timestamps.micros("expires before", Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.expiresAt().filter(instant::isAfter).isPresent();
    }
  }

  /**
   * The key has an expiry at or after this instant.
   *
   * @param instant cut to microseconds
   */
  record ExpiresFrom(Instant instant) implements KeyCriterion {
    /** Cuts the instant to microseconds. */
    public ExpiresFrom {
      instant = Timestamps.micros("expires from", Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.expiresAt().filter(expiry -> !expiry.isBefore(instant)).isPresent();
    }
  }

  /** The key has this label with this value. */
  record HasLabel(String name, String value) implements KeyCriterion {
    /**
     * Throws {@link InvalidValueException} for a text that breaks its rule, for a name with the
     * form of a private key, and for a value that contains a token.
     */
    public HasLabel {
      Arguments.require(name, "name", value, "value");
      DisplayText.requireSearchedWords(ErrorCode.INVALID_VALUE, "label name", name);
      DisplayText.requireSearchedName(ErrorCode.INVALID_VALUE, "label value", value);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return value.equals(key.labels().values().get(name));
    }
  }

  /** The description contains this text; case counts. */
  record DescriptionContains(String text) implements KeyCriterion {
    /**
     * Throws {@link InvalidValueException} for a text that breaks the rule of descriptions, or has
     * the form of a private key.
     */
    public DescriptionContains {
      Objects.requireNonNull(text, "text");
      DisplayText.requireSearchedWords(
          ErrorCode.INVALID_DESCRIPTION, "text in the description", text);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.description().contains(text);
    }
  }

  /** The key has this kind. */
  record OfKind(KeyKind kind) implements KeyCriterion {
    /** Checks that the kind is not null. */
    public OfKind {
      Objects.requireNonNull(kind, "kind");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.kind().equals(kind);
    }
  }

  /** The key has this id. */
  record IsKey(ApiKeyId id) implements KeyCriterion {
    /** Checks that the id is not null. */
    public IsKey {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.id().equals(id);
    }
  }
}
