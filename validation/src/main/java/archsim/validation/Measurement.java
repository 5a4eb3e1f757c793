package archsim.validation;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;

/** How archsim arrives at a figure that others published; the set is closed. */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "network-total", type = NetworkTotal.class),
            @JsonbSubtype(alias = "dense-throughput", type = DenseThroughput.class),
            @JsonbSubtype(alias = "stored-randomly", type = RandomMaskStorage.class),
            @JsonbSubtype(alias = "stored-structured", type = StoredStructured.class),
            @JsonbSubtype(alias = "stored-at-rate", type = StoredAtRate.class),
            @JsonbSubtype(alias = "cases-that-hold", type = HoldCount.class),
            @JsonbSubtype(alias = "connected-layer-time", type = ConnectedLayerTime.class),
            @JsonbSubtype(alias = "chip-efficiency", type = ChipEfficiency.class),
            @JsonbSubtype(alias = "design-ratio", type = DesignRatio.class),
            @JsonbSubtype(alias = "sram-left-out", type = LeaveOneOutError.class),
            @JsonbSubtype(alias = "sram-figure", type = SramFigureAt.class),
            @JsonbSubtype(alias = "action-price", type = ActionPrice.class),
            @JsonbSubtype(alias = "design-area", type = DesignArea.class),
            @JsonbSubtype(alias = "mean-design-ratio", type = MeanDesignRatio.class),
            @JsonbSubtype(alias = "memory-figure", type = MemoryFigure.class),
            @JsonbSubtype(alias = "break-even-density", type = BreakEvenDensity.class),
            @JsonbSubtype(alias = "layer-cycles", type = LayerCycles.class),
            @JsonbSubtype(alias = "layers-through-dram", type = LayersThroughDram.class),
            @JsonbSubtype(alias = "systolic-cycles", type = SystolicCycles.class),
            @JsonbSubtype(alias = "nm-run", type = NmRun.class),
            @JsonbSubtype(alias = "sigma-run", type = SigmaRun.class),
            @JsonbSubtype(alias = "layer-on-eyeriss", type = LayerOnEyeriss.class),
            @JsonbSubtype(alias = "mapping-agreement", type = MappingAgreement.class),
            @JsonbSubtype(alias = "mean-apart", type = MeanDeviationFactor.class),
        })
public sealed interface Measurement
        permits NetworkTotal,
                DenseThroughput,
                RandomMaskStorage,
                StoredStructured,
                StoredAtRate,
                HoldCount,
                ConnectedLayerTime,
                ChipEfficiency,
                DesignRatio,
                LeaveOneOutError,
                SramFigureAt,
                ActionPrice,
                DesignArea,
                MeanDesignRatio,
                MemoryFigure,
                BreakEvenDensity,
                LayerCycles,
                LayersThroughDram,
                SystolicCycles,
                NmRun,
                SigmaRun,
                LayerOnEyeriss,
                MappingAgreement,
                MeanDeviationFactor {

    /** archsim's figure, in the unit that the fact states. */
    double value();
}
