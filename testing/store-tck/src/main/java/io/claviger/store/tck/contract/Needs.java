package io.claviger.store.tck.contract;

import io.claviger.store.tck.StorePart;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the parts without which a test, or a group, says nothing about a store. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Needs {
  StorePart[] value();
}
