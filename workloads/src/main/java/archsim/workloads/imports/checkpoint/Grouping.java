package archsim.workloads.imports.checkpoint;

import java.util.List;

/**
 * Which weights share a scale: blocks of rows and columns, numbered row after row; or columns by an index of their own.
 */
final class Grouping {

    private final int rowsPerGroup;
    private final int groupsAcross;
    private final int[] groupOfColumn;
    private final List<Integer> size;

    private Grouping(int rowsPerGroup, int groupsAcross, int[] groupOfColumn, List<Integer> size) {
        this.rowsPerGroup = rowsPerGroup;
        this.groupsAcross = groupsAcross;
        this.groupOfColumn = groupOfColumn;
        this.size = size;
    }

    /** One scale for all weights. */
    static Grouping wholeMatrix(int rows, int columns) {
        return blocks(rows, columns, columns, List.of());
    }

    /** One scale a row. */
    static Grouping rows(int columns) {
        return blocks(1, columns, columns, List.of());
    }

    /** {@code inputs} columns of a row share a scale. */
    static Grouping inputs(int columns, int inputs) {
        return blocks(1, inputs, columns, List.of(inputs));
    }

    /** Blocks of {@code height} rows and {@code width} columns share a scale. */
    static Grouping blocks(int columns, int height, int width) {
        return blocks(height, width, columns, List.of(height, width));
    }

    private static Grouping blocks(int height, int width, int columns, List<Integer> size) {
        int[] groups = new int[columns];
        for (int column = 0; column < columns; column++) {
            groups[column] = column / width;
        }
        return new Grouping(height, (columns - 1) / width + 1, groups, size);
    }

    /** Column {@code i} of a row belongs to group {@code groupOfColumn[i]}, 0 to {@code groups - 1}. */
    static Grouping indexed(int[] groupOfColumn, int groups, int inputs) {
        return new Grouping(1, groups, groupOfColumn.clone(), List.of(inputs));
    }

    int index(int row, int column) {
        return row / rowsPerGroup * groupsAcross + groupOfColumn[column];
    }

    int groupsAcross() {
        return groupsAcross;
    }

    int groupsDown(int rows) {
        return (rows - 1) / rowsPerGroup + 1;
    }

    /** As {@link archsim.workloads.Quantisation#groupSize} has it. */
    List<Integer> size() {
        return size;
    }
}
