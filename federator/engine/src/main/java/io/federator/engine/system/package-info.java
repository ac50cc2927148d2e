/**
 * The schemas pg_catalog, information_schema and federator as tables in memory. What PostgreSQL 18 itself brings (types,
 * functions, operators, the shape of every system table) lies in resources made from a real server; the rest is computed from
 * the logical catalog. Queries reach all of it through the ordinary planner.
 */
@NullMarked
package io.federator.engine.system;

import org.jspecify.annotations.NullMarked;
