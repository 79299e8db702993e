package io.claviger;

import io.claviger.internal.management.KeyCaller;
import io.claviger.internal.value.DisplayText;
import io.claviger.internal.value.NaturalOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who makes a management call. There is no default: every call is made by somebody with a name,
 * which its events keep.
 */
public sealed interface Caller {
  /** As events and "created by" keep it. */
  Actor actor();

  /**
   * The host application itself, for its own chores: every right in every organization, and the
   * only one to set {@link Limits}.
   *
   * @param name 1 to 250 code points of plain text: which part of the host, or which operator
   */
  record Host(String name) implements Caller {
    /** Throws {@link InvalidValue} for a bad name. */
    public Host {
      DisplayText.requireName(ErrorCode.INVALID_ATTRIBUTE, "name of the host", name);
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.HOST, name, Optional.empty());
    }
  }

  /**
   * A user of the host, as true as the host's call: who the user is and what roles it has, the host
   * has made sure.
   *
   * @param name 1 to 250 code points of plain text
   * @param roles its roles in each organization that it has to do with; immutable
   */
  record User(String name, Map<OrganizationId, SortedSet<RoleAssignment>> roles) implements Caller {
    /** Copies; throws {@link InvalidValue} for a bad name. */
    public User {
      DisplayText.requireName(ErrorCode.INVALID_ATTRIBUTE, "name of the user", name);
      Map<OrganizationId, SortedSet<RoleAssignment>> copy = new HashMap<>();
      roles.forEach((id, held) -> copy.put(id, NaturalOrder.copyOf(held)));
      roles = Collections.unmodifiableMap(copy);
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.USER, name, Optional.empty());
    }
  }

  /**
   * An API key, calling from an address. Only a successful authentication makes one: {@code
   * Authenticated.caller}.
   */
  sealed interface Key extends Caller permits KeyCaller {
    /** The organization of the key. */
    OrganizationId organization();

    /** The key. */
    ApiKeyId apiKey();

    /** Which of its secrets it used. */
    SecretId secret();

    /** Where the call came from. */
    IpAddress address();
  }

  /** The host itself. */
  static Caller host(String name) {
    return new Host(name);
  }

  /** A user without a role anywhere, which may create an organization. */
  static Caller user(String name) {
    return new User(name, Map.of());
  }

  /** A user with roles on one organization. */
  static Caller user(String name, OrganizationId organization, Role... roles) {
    return user(
        name, organization, Arrays.stream(roles).map(RoleAssignment::onOrganization).toList());
  }

  /** A user with roles on one organization and its projects. */
  static Caller user(String name, OrganizationId organization, Collection<RoleAssignment> roles) {
    return new User(name, Map.of(organization, new TreeSet<>(roles)));
  }
}
