package archsim.engine.machines.sparten;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileGrid;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileWork;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;

/** Deals the joins of a SparTen tile to the clusters. */
final class SparTenWork {

    private static final int SAMPLED_POSITIONS = 256;

    private final SparTen sparTen;
    private final KeptLayer layer;
    private final Machine machine;
    private final SparTenJoins joins;
    private final int units;
    private final int clusters;
    private final int filtersPerRound;
    private double joinCycles = -1;

    SparTenWork(SparTen sparTen, KeptLayer layer, Machine machine) {
        this.sparTen = sparTen;
        this.layer = layer;
        this.machine = machine;
        this.joins = new SparTenJoins(sparTen, layer, machine);
        this.units = machine.peArray().columns();
        this.clusters = machine.peArray().rows();
        this.filtersPerRound = sparTen.filtersPerRound(machine);
    }

    /**
     * Cycles of a cut: those of the joins at positions spread over the layer, with what clusters lose that have no join
     * left at the end of a tile.
     */
    double cycles(TileGrid grid) {
        LayerShape shape = layer.shape();
        if (joinCycles < 0) {
            joinCycles = joinCycles();
        }
        int mostFilters = layer.mostFilters();
        int filters = Math.min(grid.filters(), mostFilters);
        double rounds = (double) Ceil.div(mostFilters, filters) * Ceil.div(filters, filtersPerRound);
        double moreRounds = Math.max(1, rounds / Ceil.div(mostFilters, filtersPerRound));
        int rows = Math.min(grid.rows(), shape.p() == 1 ? shape.n() : shape.p());
        long ofTile = (long) rows * Math.min(grid.qs(), shape.q()) * Ceil.div(filters, filtersPerRound);
        double lost = (double) Ceil.div(ofTile, clusters) * clusters / ofTile;
        return joinCycles * moreRounds * lost / clusters;
    }

    private double joinCycles() {
        LayerShape shape = layer.shape();
        if (layer.isUniform()) {
            return joinCyclesOfUniform() * (double) shape.outputPositions();
        }
        int rows = shape.n() * shape.p();
        long positions = shape.outputPositions();
        long step = Ceil.div(positions, SAMPLED_POSITIONS);
        long sampled = 0;
        long cycles = 0;
        for (long position = step / 2; position < positions; position += step) {
            sampled++;
            int row = (int) (position / shape.q());
            for (int group = 0; group < shape.groups(); group++) {
                int filters = layer.filters(group);
                for (int f = 0; f < filters; f += filtersPerRound) {
                    int to = Math.min(filters, f + filtersPerRound);
                    var round = new SparTenJoins.Round(group, f, to, 0, shape.channelsPerGroup());
                    cycles += joins.ofRound(round).cycles(Math.min(rows - 1, row), (int) (position % shape.q()));
                }
            }
        }
        return (double) cycles * positions / sampled;
    }

    /** Of any position: rounds of one size take as long. */
    private long joinCyclesOfUniform() {
        LayerShape shape = layer.shape();
        int filters = layer.filters(0);
        int rest = filters % filtersPerRound;
        long cycles = 0;
        if (filters >= filtersPerRound) {
            var whole = new SparTenJoins.Round(0, 0, filtersPerRound, 0, shape.channelsPerGroup());
            cycles += (long) (filters / filtersPerRound) * joins.ofRound(whole).cycles(0, 0);
        }
        if (rest > 0) {
            var last = new SparTenJoins.Round(0, filters - rest, filters, 0, shape.channelsPerGroup());
            cycles += joins.ofRound(last).cycles(0, 0);
        }
        return shape.groups() * cycles;
    }

    /** The exact work of a tile. */
    TileWork of(TileRange tile) {
        SparTenJoins.OfChannels channels = joins.ofChannels(tile.group(), tile.channelFrom(), tile.channelTo());
        List<SparTenJoins.OfRound> rounds = rounds(tile);
        long[] laneCycles = new long[clusters];
        long matches = 0;
        long looks = 0;
        long waiting = 0;
        long unused = 0;
        long present = 0;
        long unit = 0;
        for (int row = tile.patch().rowFrom(); row < tile.patch().rowTo(); row++) {
            for (int q = tile.patch().qFrom(); q < tile.patch().qTo(); q++) {
                for (SparTenJoins.OfRound round : rounds) {
                    long cycles = round.cycles(row, q);
                    long made = round.matches(row, q);
                    long looked = round.looks(row, q);
                    laneCycles[(int) (unit++ % clusters)] += cycles;
                    matches += made;
                    looks += looked * round.usedUnits();
                    waiting += (cycles - looked) * round.usedUnits() - made;
                    unused += cycles * (units - round.usedUnits());
                }
                present += (long) channels.present(row, q) * rounds.size();
            }
        }
        SlotStack slots = SlotStack.useful(matches)
                .lost(Cause.FRAGMENTATION, unused)
                .lost(Cause.IMBALANCE, waiting)
                .lost(Cause.INDEX, looks);
        long elements = channels.keptElements();
        return new TileWork(
                laneCycles,
                slots,
                new Actions()
                        .products(matches, matches)
                        .sumsWaitInOutputBuffer()
                        .add(Component.INDEXING, DataType.INDICES, new Action.MaskJoin(sparTen.chunkInputs()), matches),
                new Reads(
                        matches * layer.layer().weightBits(),
                        tile.positions() * tile.filters() * elements,
                        unit * elements + present * machine.precision().activationBits()));
    }

    private List<SparTenJoins.OfRound> rounds(TileRange tile) {
        var rounds = new ArrayList<SparTenJoins.OfRound>();
        for (int f = tile.filterFrom(); f < tile.filterTo(); f += filtersPerRound) {
            int to = Math.min(tile.filterTo(), f + filtersPerRound);
            rounds.add(
                    joins.ofRound(new SparTenJoins.Round(tile.group(), f, to, tile.channelFrom(), tile.channelTo())));
        }
        return rounds;
    }
}
