package archsim.validation;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;

/** How archsim arrives at a figure that others published; the set is closed. */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "network-total", type = NetworkTotal.class),
            @JsonbSubtype(alias = "dense-throughput", type = DenseThroughput.class),
            @JsonbSubtype(alias = "stored-randomly", type = StoredRandomly.class),
            @JsonbSubtype(alias = "stored-structured", type = StoredStructured.class),
            @JsonbSubtype(alias = "stored-at-rate", type = StoredAtRate.class),
            @JsonbSubtype(alias = "cases-that-hold", type = CasesThatHold.class),
            @JsonbSubtype(alias = "memory-figure", type = MemoryFigure.class),
            @JsonbSubtype(alias = "systolic-cycles", type = SystolicCycles.class),
            @JsonbSubtype(alias = "nm-run", type = NmRun.class),
            @JsonbSubtype(alias = "sigma-run", type = SigmaRun.class),
            @JsonbSubtype(alias = "layer-on-eyeriss", type = LayerOnEyeriss.class),
            @JsonbSubtype(alias = "mapping-agreement", type = MappingAgreement.class),
            @JsonbSubtype(alias = "mean-apart", type = MeanApart.class),
        })
public sealed interface Measurement
        permits NetworkTotal,
                DenseThroughput,
                StoredRandomly,
                StoredStructured,
                StoredAtRate,
                CasesThatHold,
                MemoryFigure,
                SystolicCycles,
                NmRun,
                SigmaRun,
                LayerOnEyeriss,
                MappingAgreement,
                MeanApart {

    /** archsim's figure, in the unit that the fact states. */
    double value();
}
