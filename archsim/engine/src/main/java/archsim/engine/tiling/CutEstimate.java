package archsim.engine.tiling;

import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.PlanCost;

/**
 * What a cut costs in closed form, its tiles taken as all alike.
 *
 * <p>Loads of a tile and the store of the one before overlap with the computing of the tile between; what a tile loads
 * depends on what stays in the buffers from the tile before.
 *
 * @param grid the cut
 * @param patches over all images
 * @param filterTiles of a group
 * @param channelTiles of a group
 * @param groups of the convolution
 * @param weightBits of all blocks, each once
 * @param inputBits of all patches and channels, each once
 * @param outputBits in all
 */
record CutEstimate(
        TileGrid grid,
        long patches,
        int filterTiles,
        int channelTiles,
        int groups,
        double weightBits,
        double inputBits,
        double outputBits) {

    long tiles() {
        return groups * patches * filterTiles * channelTiles;
    }

    /** With {@code computeCycles} over all tiles. */
    PlanCost cost(double computeCycles, MemoryRate memory) {
        double weights = weightBits / ((double) groups * filterTiles * channelTiles);
        double inputs = inputBits / ((double) groups * patches * channelTiles);
        double outputs = outputBits / ((double) groups * patches * filterTiles);
        double outer = grid.patchesOutermost() ? patches : filterTiles;
        double inner = grid.patchesOutermost() ? filterTiles : patches;
        boolean channelsCut = channelTiles > 1;
        boolean outerStays = !channelsCut && outer == 1;
        boolean innerStays = !channelsCut;
        double ofOuter = grid.patchesOutermost() ? inputs : weights;
        double ofInner = grid.patchesOutermost() ? weights : inputs;
        boolean innerOnce = !channelsCut && inner == 1;
        double compute = computeCycles / tiles();
        double first = memory.cycles(weights + inputs) + memory.latencyCycles();
        double both = memory.cycles(ofOuter + ofInner);
        double rest = innerStays ? memory.cycles(ofInner) : both;
        double head = innerOnce ? memory.cycles(ofOuter) : both;
        double store = memory.cycles(outputs) / channelTiles;
        double heads = groups * outer;
        double others = tiles() - heads;
        double steady = (heads - 1) * Math.max(compute, head + store) + others * Math.max(compute, rest + store);
        double cycles = first + steady + compute + memory.cycles(outputs);
        double outerLoads = channelsCut ? inner : 1;
        double innerLoads = innerOnce ? 1 : outerStays ? 1 : outer;
        double weightLoads = grid.patchesOutermost() ? innerLoads : outerLoads;
        double inputLoads = grid.patchesOutermost() ? outerLoads : innerLoads;
        double bits = weightBits * weightLoads + inputBits * inputLoads + outputBits;
        return new PlanCost(cycles, PipelineTime.energy(cycles, bits, memory), bits);
    }
}
