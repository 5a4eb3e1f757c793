package archsim.tables;

import archsim.base.json.Range;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a channel is driven: what the standard leaves to the controller.
 *
 * @param addressMapping order of the address fields, highest bits first, e.g. {@code rorabacobgch}
 * @param queueEntries bursts that may wait for room in the queue of their bank
 * @param bankQueueEntries bursts of one bank that the scheduler sees
 * @param refresh which banks a refresh command takes
 * @param powerDownAfterClocks idle clocks after which a rank powers down; never if absent
 */
public record DramController(
        String addressMapping,
        @Range(min = 1, max = 4096) int queueEntries,
        @Range(min = 1, max = 4096) int bankQueueEntries,
        Refresh refresh,
        @Range(min = 0, max = 1_000_000) OptionalInt powerDownAfterClocks) {

    /** Which banks of a rank one refresh command takes. */
    public enum Refresh {
        ALL_BANK,
        PER_BANK
    }

    public DramController {
        AddressField.highToLow(addressMapping);
    }

    /** Fields of an address from the highest bits down. */
    public List<AddressField> fieldsHighToLow() {
        return AddressField.highToLow(addressMapping);
    }
}
