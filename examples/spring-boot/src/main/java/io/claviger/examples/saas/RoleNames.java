package io.claviger.examples.saas;

import io.claviger.management.spi.DisplayNames;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import org.springframework.context.MessageSource;
import org.springframework.context.support.MessageSourceAccessor;
import org.springframework.stereotype.Component;

/** The names of roles on the page, which are in messages.properties. */
@Component
record RoleNames(MessageSource messages) implements DisplayNames {
  @Override
  public String role(OrganizationId organization, Role role) {
    return new MessageSourceAccessor(messages).getMessage(role.name());
  }
}
