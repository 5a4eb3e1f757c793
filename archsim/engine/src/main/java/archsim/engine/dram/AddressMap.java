package archsim.engine.dram;

import archsim.tables.DramStandard;

/**
 * Splits burst numbers into bank and row: from the lowest bits up bank group, column, bank, row.
 *
 * <p>Consecutive bursts alternate between bank groups (so that tCCD_S, not tCCD_L, spaces them) and then fill a row in
 * every group before they move to the next bank.
 */
final class AddressMap {

    private final int bankGroups;
    private final int banksPerGroup;
    private final long burstsPerRow;
    private final int rows;

    AddressMap(DramStandard.Geometry geometry) {
        bankGroups = geometry.bankGroups();
        banksPerGroup = geometry.banksPerGroup();
        burstsPerRow = Math.max(1, geometry.columns() / geometry.burstLength());
        rows = geometry.rows();
    }

    int bankGroup(long burst) {
        return (int) (burst % bankGroups);
    }

    /** Bank within the channel; its group is {@code bank / banksPerGroup}. */
    int bank(long burst) {
        return bankGroup(burst) * banksPerGroup + (int) (burst / bankGroups / burstsPerRow % banksPerGroup);
    }

    int row(long burst) {
        return (int) (burst / bankGroups / burstsPerRow / banksPerGroup % rows);
    }
}
