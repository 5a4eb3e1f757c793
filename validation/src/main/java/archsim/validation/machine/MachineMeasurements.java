package archsim.validation.machine;

import static java.util.Map.entry;

import archsim.validation.fact.Measurement;
import archsim.validation.fact.MeasurementFamily;
import java.util.Map;

/** Cycles and mappings of single layers and machines. */
public final class MachineMeasurements implements MeasurementFamily {

    @Override
    public Map<String, Class<? extends Measurement>> kinds() {
        return Map.ofEntries(
                entry("compute-slowdown", ComputeSlowdown.class),
                entry("compute-use", ComputeUse.class),
                entry("connected-layer-time", ConnectedLayerTime.class),
                entry("dense-throughput", DenseThroughput.class),
                entry("described-edp-gain", DescribedEdpGain.class),
                entry("described-energy-order", DescribedEnergyOrder.class),
                entry("described-product", DescribedProduct.class),
                entry("described-speed-up", DescribedSpeedUp.class),
                entry("layer-cycles", LayerCycles.class),
                entry("layer-on-eyeriss", LayerOnEyeriss.class),
                entry("mapping-agreement", MappingAgreement.class),
                entry("nm-run", NmRun.class),
                entry("nm-tile-cycles", NmTileCycles.class),
                entry("nvdla-size", NvdlaSize.class),
                entry("pruned-products", PrunedProducts.class),
                entry("reused-weights", ReusedWeights.class),
                entry("sigma-rtl-cycles", SigmaRtlCycles.class),
                entry("sigma-run", SigmaRun.class),
                entry("systolic-cycles", SystolicCycles.class),
                entry("weight-only-decode", WeightOnlyDecode.class));
    }
}
