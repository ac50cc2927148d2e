/** Health and metrics over HTTP, for operators and their tools. */
@NullMarked
package io.federator.gateway.admin;

import org.jspecify.annotations.NullMarked;
