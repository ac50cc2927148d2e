package io.federator.engine.executor.local;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sorted working rows of a window partition, with their peer groups: rows that the order takes for equal. */
final class Partition {
    private final List<@Nullable Object[]> rows;
    private final int[] peerStart;
    private final int[] peerEnd;
    private final int[] group;
    private final int[] groupStart;
    private final int groups;

    Partition(List<@Nullable Object[]> rows, Comparator<@Nullable Object[]> order) {
        this.rows = rows;
        int size = rows.size();
        this.peerStart = new int[size];
        this.peerEnd = new int[size];
        this.group = new int[size];
        this.groupStart = new int[size + 1];
        int start = 0;
        int number = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || order.compare(rows.get(start), rows.get(i)) != 0) {
                for (int j = start; j < i; j++) {
                    peerStart[j] = start;
                    peerEnd[j] = i;
                    group[j] = number;
                }
                groupStart[number] = start;
                start = i;
                number++;
            }
        }
        groupStart[number] = size;
        groups = number;
    }

    int size() {
        return rows.size();
    }

    @Nullable Object[] row(int i) {
        return rows.get(i);
    }

    @Nullable Object value(int i, int column) {
        return rows.get(i)[column];
    }

    /** The first peer of a row. */
    int peerStart(int i) {
        return peerStart[i];
    }

    /** One past the last peer of a row. */
    int peerEnd(int i) {
        return peerEnd[i];
    }

    /** The number of a row's peer group, from 0. */
    int group(int i) {
        return group[i];
    }

    /** The number of peer groups. */
    int groups() {
        return groups;
    }

    /** The first row of a peer group; of the one past the last, the number of rows. */
    int groupStart(int number) {
        return groupStart[number];
    }
}
