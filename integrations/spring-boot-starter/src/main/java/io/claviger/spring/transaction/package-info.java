/**
 * Management of keys in the transactions of Spring: {@link
 * io.claviger.spring.transaction.TransactionalClaviger}.
 */
@NullMarked
package io.claviger.spring.transaction;

import org.jspecify.annotations.NullMarked;
