package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

/** One condition of a {@link KeyFilter}. */
public sealed interface KeyCriterion {
  /**
   * Whether the key meets it at this instant. A key does not tell when it was used; a store that
   * counts usage adds that.
   */
  boolean matches(ApiKey key, Instant now);

  /** Exactly this role. */
  record HasRole(RoleAssignment role) implements KeyCriterion {
    /** No part may be null. */
    public HasRole {
      Objects.requireNonNull(role, "role");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.roles().contains(role);
    }
  }

  /** Any role on this project. */
  record InProject(ProjectId project) implements KeyCriterion {
    /** No part may be null. */
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
        case DISABLED -> !key.validity().enabled();
        case EXPIRED -> key.validity().isExpired(now);
      };
    }
  }

  /** Created by this caller, from wherever. */
  record CreatedBy(Actor.Kind kind, String name) implements KeyCriterion {
    /** Throws {@link InvalidValueException} for a name that breaks its rule. */
    public CreatedBy {
      Objects.requireNonNull(kind, "kind");
      DisplayText.require(ErrorCode.INVALID_VALUE, "name of the caller", name);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      Actor by = key.createdBy();
      return by.kind() == kind && by.name().equals(name);
    }
  }

  /**
   * Created before this instant, and not used at or after it.
   *
   * @param instant microseconds; finer parts are cut off
   */
  record UnusedSince(Instant instant) implements KeyCriterion {
    /** Cuts the instant to microseconds. */
    public UnusedSince {
      instant = Timestamps.micros("unused since", instant);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.createdAt().isBefore(instant);
    }
  }

  /** This label with this value. */
  record HasLabel(String name, String value) implements KeyCriterion {
    /** Throws {@link InvalidValueException} for a text that breaks its rule. */
    public HasLabel {
      DisplayText.require(ErrorCode.INVALID_VALUE, "label name", name);
      DisplayText.require(ErrorCode.INVALID_VALUE, "label value", value);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return value.equals(key.labels().values().get(name));
    }
  }

  /** A description with this text in it: upper and lower case differ. */
  record DescriptionContains(String text) implements KeyCriterion {
    /** Throws {@link InvalidValueException} for a text that breaks the rule of descriptions. */
    public DescriptionContains {
      DisplayText.require(ErrorCode.INVALID_DESCRIPTION, "text in the description", text);
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.description().contains(text);
    }
  }

  /** This key. */
  record IsKey(ApiKeyId id) implements KeyCriterion {
    /** No part may be null. */
    public IsKey {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public boolean matches(ApiKey key, Instant now) {
      return key.id().equals(id);
    }
  }
}
