package io.claviger.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test with the {@code ApiKeyAuthentication} of a real key, which was created in memory for
 * this test. Roles and grants are those of the application context, if it has any.
 *
 * <p>The key exists outside of the application context, so its {@code Claviger} refuses the key as
 * a caller. No header is sent, so a chain with CSRF protection requires a CSRF token. To test
 * either, send the token of a key that the {@code Claviger} of the context created.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@WithSecurityContext(factory = WithApiKeyFactory.class)
public @interface WithApiKey {
  /**
   * The names of the roles of the key on its organization. A key without any has the role {@code
   * ORG_MEMBER}. They must be declared, as for any key.
   */
  String[] roles() default {};

  /**
   * The names of permissions that the key also has. It gets one more role for them, which is
   * declared for this test only.
   */
  String[] permissions() default {};

  /** The address of the client. */
  String address() default "127.0.0.1";
}
