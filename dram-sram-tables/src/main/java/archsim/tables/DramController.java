package archsim.tables;

import archsim.base.json.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a channel is driven: what the standard leaves to the controller.
 *
 * @param addressMapping order of the address fields, highest bits first, e.g. {@code rorabacobgch}
 * @param queueEntries bursts that may wait for room in the queue of their bank
 * @param bankQueueEntries bursts of one bank that the scheduler sees
 * @param refresh which banks a refresh command takes
 * @param order which of the banks goes next; the one with the oldest burst unless given
 * @param idle how far down a rank goes that has nothing to do; self-refresh unless given
 * @param powerDownAfterClocks idle clocks after which a rank powers down, {@value #USUAL_POWER_DOWN_CLOCKS} unless given
 * @param selfRefreshAfterClocks idle clocks after which, at the next refresh that is due, a rank refreshes itself; two
 *     refresh intervals unless given
 */
public record DramController(
        String addressMapping,
        @Range(min = 1, max = 4096) int queueEntries,
        @Range(min = 1, max = 4096) int bankQueueEntries,
        Refresh refresh,
        Optional<Order> order,
        Optional<Idle> idle,
        @Range(min = 0, max = 1_000_000) OptionalInt powerDownAfterClocks,
        @Range(min = 0, max = 1_000_000_000) OptionalInt selfRefreshAfterClocks) {

    /** Some ten accesses to closed rows: a pause that short is no idleness. */
    static final int USUAL_POWER_DOWN_CLOCKS = 64;

    /** How far down a rank goes that has nothing to do. */
    public enum Idle {
        STANDBY,
        POWER_DOWN,
        SELF_REFRESH
    }

    /** Which banks of a rank one refresh command takes. */
    public enum Refresh {
        ALL_BANK,
        PER_BANK
    }

    /** Which of the banks goes next. */
    public enum Order {
        /** Of those whose bursts could go at once the one whose burst is oldest, so that all queues fill alike. */
        OLDEST,
        /** The next in turn that may have a command, be it a precharge or an activate, however many bursts wait there. */
        TURNS
    }

    public DramController {
        AddressField.highToLow(addressMapping);
    }

    /** Which of the banks goes next. */
    public Order bankOrder() {
        return order.orElse(Order.OLDEST);
    }

    /** How far down a rank goes. */
    public Idle idlePolicy() {
        return idle.orElse(Idle.SELF_REFRESH);
    }

    /** Idle clocks after which a rank powers down; absent if it never does. */
    public OptionalInt idleClocks() {
        return idlePolicy() == Idle.STANDBY
                ? OptionalInt.empty()
                : OptionalInt.of(powerDownAfterClocks.orElse(USUAL_POWER_DOWN_CLOCKS));
    }

    /** Fields of an address from the highest bits down. */
    public List<AddressField> fieldsHighToLow() {
        return AddressField.highToLow(addressMapping);
    }
}
