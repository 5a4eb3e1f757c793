package archsim.workloads.imports.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * How compressed-tensors quantised the weights of a layer, from {@code quantization_config/config_groups/GROUP}.
 *
 * @param format {@code pack-quantized}, {@code int-quantized}, {@code float-quantized}, {@code nvfp4-pack-quantized}, ...
 * @param bits of a code
 * @param floating whether codes are floats
 * @param strategy {@code tensor}, {@code channel}, {@code group}, {@code tensor_group} or {@code block}
 * @param groupSize inputs that share a scale, with strategies of groups
 * @param block rows and columns that share a scale, with strategy {@code block}
 */
record WeightScheme(
        String format, int bits, boolean floating, String strategy, Optional<Integer> groupSize, List<Integer> block) {

    static WeightScheme of(ConfigNode group, String defaultFormat) {
        ConfigNode weights = group.child("weights").orElseThrow(() -> group.fault("weights", "is missing"));
        String type = weights.text("type").orElse("int");
        if (!List.of("int", "float").contains(type)) {
            throw weights.fault("type", "must be int or float, was %s", type);
        }
        Optional<Integer> groupSize =
                weights.number("group_size", -1, Integer.MAX_VALUE).filter(size -> size > 0);
        List<Integer> block = weights.numbers("block_structure", 1, Integer.MAX_VALUE);
        String usual = groupSize.isPresent() ? "group" : "tensor";
        String strategy = weights.text("strategy").orElse(usual);
        if (!List.of("tensor", "channel", "group", "tensor_group", "block").contains(strategy)) {
            throw weights.fault("strategy", "must be tensor, channel, group, tensor_group or block, was %s", strategy);
        }
        if (strategy.endsWith("group") && groupSize.isEmpty()) {
            throw weights.fault("group_size", "must be at least 1 with strategy %s", strategy);
        }
        if (strategy.equals("block") && block.size() != 2) {
            throw weights.fault("block_structure", "must be rows and columns of a block, was %s", block);
        }
        return new WeightScheme(
                group.text("format").orElse(defaultFormat),
                weights.required("num_bits", 1, 16),
                type.equals("float"),
                strategy,
                groupSize,
                block);
    }

    /** Which weights of a {@code rows} x {@code columns} matrix share a scale. */
    Grouping grouping(int rows, int columns) {
        return switch (strategy) {
            case "tensor" -> Grouping.wholeMatrix(rows, columns);
            case "channel" -> Grouping.rows(columns);
            case "block" -> Grouping.blocks(columns, block.get(0), block.get(1));
            default -> Grouping.inputs(columns, groupSize.orElseThrow());
        };
    }
}
