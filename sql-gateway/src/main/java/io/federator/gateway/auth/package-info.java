/** Who may connect, and how they prove it. */
@NullMarked
package io.federator.gateway.auth;

import org.jspecify.annotations.NullMarked;
