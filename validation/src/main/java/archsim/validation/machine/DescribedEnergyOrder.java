package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.validation.fact.Measurement;
import archsim.workloads.sparsity.Sparsity;
import java.util.List;
import java.util.Optional;

/**
 * How many pairs of described machines, of those whose published counts and energies of one product differ, archsim's prices put
 * into the same order.
 *
 * @param m rows of the weights' matrix
 * @param k its columns
 * @param n columns of the inputs' matrix
 */
public record DescribedEnergyOrder(
        @Range(min = 1, max = 65536) int m,
        @Range(min = 1, max = 65536) int k,
        @Range(min = 1, max = 65536) int n,
        List<Design> designs)
        implements Measurement {

    /**
     * A machine, its operands and loops, and what is published of it.
     *
     * @param counts a name that designs share of which all published counts are equal: only prices can put these in an order
     */
    public record Design(
            String machine,
            Sparsity sparsity,
            NestMapping mapping,
            @Range(min = 0.001) double publishedUj,
            Optional<String> counts) {

        private boolean countsAs(Design other) {
            return counts.isPresent() && counts.equals(other.counts);
        }
    }

    public DescribedEnergyOrder {
        designs = List.copyOf(designs);
        if (designs.size() < 2) {
            throw new IllegalArgumentException("designs must hold at least two");
        }
    }

    @Override
    public double value() {
        List<Double> energies = designs.stream()
                .map(design ->
                        new DescribedProduct(design.machine(), m, k, n, design.sparsity(), design.mapping()).energyPj())
                .toList();
        int same = 0;
        for (int i = 0; i < designs.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (designs.get(i).countsAs(designs.get(j))) {
                    continue;
                }
                double published = designs.get(i).publishedUj() - designs.get(j).publishedUj();
                same += published * (energies.get(i) - energies.get(j)) > 0 ? 1 : 0;
            }
        }
        return same;
    }
}
