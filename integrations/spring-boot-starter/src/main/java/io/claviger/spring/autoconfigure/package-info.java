/**
 * What Spring Boot finds when an application starts: the auto-configurations, and what explains a
 * start that failed. An application names these classes only to exclude one, or to come after one.
 */
@NullMarked
package io.claviger.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
