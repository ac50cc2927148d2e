/** The settings of a session: each declared once, with its default, its range and its meaning. */
@NullMarked
package io.federator.engine.session.setting;

import org.jspecify.annotations.NullMarked;
