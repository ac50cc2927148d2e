/** What MySQL and MariaDB share. */
@NullMarked
package io.federator.adapter.jdbc.mysqlfamily;

import org.jspecify.annotations.NullMarked;
