package archsim.engine.dram;

import archsim.tables.AddressField;
import archsim.tables.DramStandard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Cuts burst numbers into channel, bank and row, in the order that the standard's controller states. */
final class AddressMap {

    private final int channels;
    private final Slice channel;
    private final Slice rank;
    private final Slice bankGroup;
    private final Slice bankInGroup;
    private final Slice row;
    private final int bankGroups;
    private final int banksPerGroup;

    AddressMap(DramStandard standard) {
        bankGroups = standard.geometry().bankGroups();
        banksPerGroup = standard.geometry().banksPerGroup();
        Map<AddressField, Slice> slices = new EnumMap<>(AddressField.class);
        List<AddressField> fields = standard.controller().fieldsHighToLow();
        long below = 1;
        for (int i = fields.size() - 1; i >= 0; i--) {
            int size = standard.size(fields.get(i));
            slices.put(fields.get(i), new Slice(below, size));
            below *= size;
        }
        channels = standard.channels();
        channel = slices.get(AddressField.CHANNEL);
        rank = slices.get(AddressField.RANK);
        bankGroup = slices.get(AddressField.BANK_GROUP);
        bankInGroup = slices.get(AddressField.BANK);
        row = slices.get(AddressField.ROW);
    }

    int channel(long burst) {
        return channels == 1 ? 0 : channel.of(burst);
    }

    /** Bank within the channel: ranks hold groups, which hold banks. */
    int bank(long burst) {
        return (rank.of(burst) * bankGroups + bankGroup.of(burst)) * banksPerGroup + bankInGroup.of(burst);
    }

    int row(long burst) {
        return row.of(burst);
    }

    /** One field of an address; a shift and a mask where its size and what lies below are powers of two. */
    private static final class Slice {

        private final long below;
        private final int size;
        private final boolean isBits;
        private final int shift;

        Slice(long below, int size) {
            this.below = below;
            this.size = size;
            isBits = Long.bitCount(below) == 1 && Integer.bitCount(size) == 1;
            shift = Long.numberOfTrailingZeros(below);
        }

        int of(long burst) {
            return isBits ? (int) (burst >>> shift) & (size - 1) : (int) (burst / below % size);
        }
    }
}
