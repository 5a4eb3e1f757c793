package archsim.engine.run.pipeline;

import archsim.tables.AddressField;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The channels of a memory, written from the rules: addresses digit by digit, each channel a {@link LiteralChannel}. */
final class LiteralDram {

    final List<LiteralChannel> channels = new ArrayList<>();
    private final DramStandard memory;

    LiteralDram(DramStandard memory, Agenda agenda) {
        this.memory = memory;
        for (int i = 0; i < memory.channels(); i++) {
            channels.add(new LiteralChannel(memory, agenda));
        }
    }

    /** What is to happen, by instant; of one instant, in the order in which it was put down. */
    static final class Agenda {

        private final TreeMap<Long, List<Runnable>> byPs = new TreeMap<>();
        long nowPs;

        void at(long timePs, Runnable action) {
            byPs.computeIfAbsent(timePs, key -> new ArrayList<>()).add(action);
        }

        void run() {
            while (!byPs.isEmpty()) {
                nowPs = byPs.firstKey();
                byPs.get(nowPs).remove(0).run();
                if (byPs.get(nowPs).isEmpty()) {
                    byPs.remove(nowPs);
                }
            }
        }
    }

    /** Value of each field: the digits of the burst's number, the last field being the lowest digit. */
    private Map<AddressField, Integer> fields(long burst) {
        var values = new EnumMap<AddressField, Integer>(AddressField.class);
        List<AddressField> order = memory.controller().fieldsHighToLow();
        long rest = burst;
        for (int i = order.size() - 1; i >= 0; i--) {
            DramStandard.Geometry geometry = memory.geometry();
            int size =
                    switch (order.get(i)) {
                        case ROW -> geometry.rows();
                        case RANK -> geometry.ranks();
                        case BANK -> geometry.banksPerGroup();
                        case BANK_GROUP -> geometry.bankGroups();
                        case COLUMN -> geometry.columns() / geometry.burstLength();
                        case CHANNEL -> memory.channels();
                    };
            values.put(order.get(i), (int) (rest % size));
            rest /= size;
        }
        return values;
    }

    boolean hasRoom(long burst) {
        return channels.get(fields(burst).get(AddressField.CHANNEL)).hasRoom();
    }

    /** @param booked gets the picosecond at which the burst's data will have moved */
    void request(long burst, boolean write, String stream, LongConsumer booked) {
        Map<AddressField, Integer> at = fields(burst);
        channels.get(at.get(AddressField.CHANNEL))
                .request(
                        at.get(AddressField.RANK),
                        at.get(AddressField.BANK_GROUP),
                        at.get(AddressField.BANK),
                        at.get(AddressField.ROW),
                        write,
                        stream,
                        booked);
    }
}
