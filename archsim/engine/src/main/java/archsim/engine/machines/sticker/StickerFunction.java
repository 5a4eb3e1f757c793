package archsim.engine.machines.sticker;

import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerValues;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.TileRange;
import archsim.workloads.LayerShape;
import java.util.function.IntConsumer;

/** Computes a layer's outputs along a {@link StickerPlan}: the same tiles, the same products. */
final class StickerFunction {

    private final StickerPlan plan;
    private final KeptLayer layer;
    private final LayerShape shape;
    private final LayerValues values;
    private final FunctionalRun run;

    StickerFunction(StickerPlan plan, LayerValues values) {
        this.plan = plan;
        this.layer = plan.layer();
        this.shape = layer.shape();
        this.values = values;
        this.run = new FunctionalRun(shape);
    }

    FunctionalRun run() {
        for (TileRange tile : plan.best(PipelineTime.goal()).grid().tiles(layer)) {
            if (!shape.isFullyConnected() && plan.inputClass().skipsZeros()) {
                for (Patch part : tile.patch().byImage(shape)) {
                    scatter(tile, part);
                }
            } else {
                shift(tile);
            }
        }
        return run;
    }

    private void shift(TileRange tile) {
        LoopNest.overOutputs(
                shape,
                tile,
                (n, p, q) -> LoopNest.overColumns(layer, tile, (c, r, s) -> {
                    if (!shape.isFullyConnected() || !plan.isSkipped(n, layer.channel(tile.group(), c))) {
                        overFilters(
                                tile,
                                c,
                                r,
                                s,
                                k -> run.accumulate(
                                        n,
                                        k,
                                        p,
                                        q,
                                        LoopNest.product(layer, values, tile.group(), n, k, c, r, s, p, q)));
                    }
                }));
    }

    /** Takes each input that is not zero and adds its products to the outputs that it reaches. */
    private void scatter(TileRange tile, Patch patch) {
        int n = patch.image(shape);
        for (int h = patch.hFrom(shape); h < patch.hTo(shape); h++) {
            for (int w = patch.wFrom(shape); w < patch.wTo(shape); w++) {
                int row = h;
                int column = w;
                LoopNest.overColumns(layer, tile, (c, r, s) -> {
                    if (isPresent(n, layer.channel(tile.group(), c), row, column)) {
                        scatter(tile, patch, c, r, s, row, column);
                    }
                });
            }
        }
    }

    private boolean isPresent(int n, int channel, int h, int w) {
        return plan.windows().inputs().get(((n * shape.c() + channel) * shape.h() + h) * shape.w() + w);
    }

    private void scatter(TileRange tile, Patch patch, int c, int r, int s, int h, int w) {
        int n = patch.image(shape);
        int down = h - shape.rows().position(0, r);
        int right = w - shape.columns().position(0, s);
        int p = Math.floorDiv(down, shape.rows().stride());
        int q = Math.floorDiv(right, shape.columns().stride());
        int row = n * shape.p() + p;
        boolean meets =
                down % shape.rows().stride() == 0 && right % shape.columns().stride() == 0;
        if (meets && row >= patch.rowFrom() && row < patch.rowTo() && q >= patch.qFrom() && q < patch.qTo()) {
            overFilters(
                    tile,
                    c,
                    r,
                    s,
                    k -> run.accumulate(
                            n,
                            k,
                            p,
                            q,
                            (long) values.weight(k, c, r, s) * values.input(n, layer.channel(tile.group(), c), h, w)));
        }
    }

    private void overFilters(TileRange tile, int c, int r, int s, IntConsumer visitor) {
        for (int f = tile.filterFrom(); f < tile.filterTo(); f++) {
            if (!plan.weightClass().skipsZeros() || layer.isPresent(tile.group(), f, c, r, s)) {
                visitor.accept(layer.filter(tile.group(), f));
            }
        }
    }
}
