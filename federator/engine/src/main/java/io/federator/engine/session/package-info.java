/** A client's session: its settings, its transaction, its prepared statements and portals, and what each statement does to them. */
@NullMarked
package io.federator.engine.session;

import org.jspecify.annotations.NullMarked;
