package archsim.engine.run;

import archsim.engine.run.pipeline.LayerFacts;
import archsim.workloads.LayerWorkload;

/** Where a simulator gets what a layer is on any machine from; {@code LayerFacts::of} counts it each time. */
@FunctionalInterface
interface LayerFactsSource {

    /** Facts of a layer. */
    LayerFacts facts(LayerWorkload layer);
}
