/**
 * Syntax trees to relational trees: what names mean, which types expressions have, which functions calls are. The rules, the
 * error codes and the places of errors are PostgreSQL's.
 */
@NullMarked
package io.federator.engine.binder;

import org.jspecify.annotations.NullMarked;
