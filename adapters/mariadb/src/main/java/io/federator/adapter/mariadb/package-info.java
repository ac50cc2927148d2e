/** MariaDB as a source. */
@NullMarked
package io.federator.adapter.mariadb;

import org.jspecify.annotations.NullMarked;
