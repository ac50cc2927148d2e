package io.federator.engine.catalog;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelDistributions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelReferentialConstraint;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.ColumnStrategy;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a Calcite table scan points at: a logical table, and after localization one copy in one source. The payload is what the
 * planner and the executor look at; Calcite sees a name, a row type, a row count and unique keys.
 *
 * @param payload a {@link CatalogTable} before localization, a fragment of the localizer's after it
 * @param uniqueKeys sets of column positions that identify a row
 */
public record TableHandle(
        List<String> qualifiedName, RelDataType rowType, double rows, List<ImmutableBitSet> uniqueKeys, Object payload)
        implements RelOptTable {
    public TableHandle {
        qualifiedName = List.copyOf(qualifiedName);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /** A scan of this table. */
    public LogicalTableScan scan(RelOptCluster cluster) {
        return LogicalTableScan.create(cluster, this, ImmutableList.of());
    }

    /** The payload of a scan. */
    public static Object payload(TableScan scan) {
        return ((TableHandle) scan.getTable()).payload();
    }

    @Override
    public List<String> getQualifiedName() {
        return qualifiedName;
    }

    @Override
    public double getRowCount() {
        return rows;
    }

    @Override
    public RelDataType getRowType() {
        return rowType;
    }

    @Override
    public @Nullable RelOptSchema getRelOptSchema() {
        return null;
    }

    @Override
    public RelNode toRel(ToRelContext context) {
        return scan(context.getCluster());
    }

    @Override
    public List<RelCollation> getCollationList() {
        return List.of();
    }

    @Override
    public RelDistribution getDistribution() {
        return RelDistributions.ANY;
    }

    @Override
    public boolean isKey(ImmutableBitSet columns) {
        return uniqueKeys.stream().anyMatch(columns::contains);
    }

    @Override
    public List<ImmutableBitSet> getKeys() {
        return uniqueKeys;
    }

    @Override
    public List<RelReferentialConstraint> getReferentialConstraints() {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Calcite declares it
    public @Nullable Expression getExpression(Class clazz) {
        return null;
    }

    @Override
    public RelOptTable extend(List<RelDataTypeField> extendedFields) {
        throw new IllegalStateException("tables of ours have a fixed row type");
    }

    @Override
    public List<ColumnStrategy> getColumnStrategies() {
        return rowType.getFieldList().stream().map(f -> ColumnStrategy.NULLABLE).toList();
    }

    @Override
    public <C> @Nullable C unwrap(Class<C> type) {
        return type.isInstance(this) ? type.cast(this) : type.isInstance(payload) ? type.cast(payload) : null;
    }
}
